#include "CSentencePiece.h"

#include <sentencepiece_processor.h>
#include <sentencepiece_trainer.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

struct spm_processor {
  sentencepiece::SentencePieceProcessor processor;
};

namespace {

char *copy(const char *bytes, size_t size) {
  char *result = static_cast<char *>(std::malloc(size + 1));
  if (result == nullptr) throw std::bad_alloc();
  if (size > 0) std::memcpy(result, bytes, size);
  result[size] = 0;
  return result;
}

void check(const sentencepiece::util::Status &status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

// Runs `body`; turns whatever it throws into status 1 and a text.
template <typename Body>
int guarded(char **message, Body body) noexcept {
  *message = nullptr;
  const char *text = "an unknown fault";
  try {
    try {
      body();
      return 0;
    } catch (const std::exception &error) {
      text = error.what();
      *message = copy(text, std::strlen(text));
    } catch (...) {
      *message = copy(text, std::strlen(text));
    }
  } catch (...) {
    // No memory for the text: the status alone has to do.
  }
  return 1;
}

// Hands the trainer the sentences one by one.
class Sentences : public sentencepiece::SentenceIterator {
 public:
  Sentences(const char *text, const size_t *ends, size_t count)
      : text_(text), ends_(ends), count_(count) {
    load();
  }
  bool done() const override { return index_ >= count_; }
  void Next() override {
    ++index_;
    load();
  }
  const std::string &value() const override { return value_; }
  sentencepiece::util::Status status() const override { return {}; }

 private:
  void load() {
    if (done()) return;
    const size_t start = index_ == 0 ? 0 : ends_[index_ - 1];
    value_.assign(text_ + start, ends_[index_] - start);
  }

  const char *text_;
  const size_t *ends_;
  size_t count_;
  size_t index_ = 0;
  std::string value_;
};

}  // namespace

int spm_train(const char *text, const size_t *ends, size_t count, int vocabulary_size, char **model,
              size_t *model_size, char **message) noexcept {
  *model = nullptr;
  *model_size = 0;
  return guarded(message, [&] {
    // One thread, all sentences, in their order: the bytes depend on nothing else.
    const std::unordered_map<std::string, std::string> settings = {
        {"model_type", "bpe"},
        {"vocab_size", std::to_string(vocabulary_size)},
        {"hard_vocab_limit", "false"},
        {"normalization_rule_name", "nmt_nfkc_cf"},
        {"character_coverage", "1.0"},
        {"byte_fallback", "false"},
        {"num_threads", "1"},
        {"input_sentence_size", "0"},
        {"shuffle_input_sentence", "false"},
        {"max_sentence_length", "1000000"},
        {"unk_id", "0"},
        {"bos_id", "-1"},
        {"eos_id", "1"},
        {"pad_id", "2"},
        {"minloglevel", "3"},
    };
    Sentences sentences(text, ends, count);
    std::string bytes;
    check(sentencepiece::SentencePieceTrainer::Train(settings, &sentences, &bytes));
    *model = copy(bytes.data(), bytes.size());
    *model_size = bytes.size();
  });
}

int spm_load(const char *model, size_t model_size, spm_processor **processor,
             char **message) noexcept {
  *processor = nullptr;
  return guarded(message, [&] {
    auto loaded = std::make_unique<spm_processor>();
    check(loaded->processor.LoadFromSerializedProto({model, model_size}));
    *processor = loaded.release();
  });
}

void spm_processor_free(spm_processor *processor) noexcept { delete processor; }

int spm_vocabulary_size(const spm_processor *processor) noexcept {
  return processor->processor.GetPieceSize();
}

int spm_unknown_id(const spm_processor *processor) noexcept {
  return processor->processor.unk_id();
}

int spm_end_id(const spm_processor *processor) noexcept { return processor->processor.eos_id(); }

int spm_padding_id(const spm_processor *processor) noexcept {
  return processor->processor.pad_id();
}

int spm_encode(const spm_processor *processor, const char *text, size_t size,
               spm_encoding *encoding, char **message) noexcept {
  *encoding = spm_encoding{};
  const int status = guarded(message, [&] {
    sentencepiece::ImmutableSentencePieceText result;
    check(processor->processor.Encode({text, size}, result.mutable_proto()));
    const size_t count = result.pieces_size();
    std::string surfaces;
    encoding->ids = static_cast<int32_t *>(std::malloc((count + 1) * sizeof(int32_t)));
    encoding->ends = static_cast<size_t *>(std::malloc((count + 1) * sizeof(size_t)));
    if (encoding->ids == nullptr || encoding->ends == nullptr) throw std::bad_alloc();
    for (size_t i = 0; i < count; ++i) {
      const auto piece = result.pieces(static_cast<int>(i));
      surfaces += piece.piece();
      encoding->ids[i] = static_cast<int32_t>(piece.id());
      encoding->ends[i] = surfaces.size();
    }
    encoding->text = copy(surfaces.data(), surfaces.size());
    encoding->count = count;
  });
  if (status != 0) spm_encoding_free(encoding);
  return status;
}

void spm_encoding_free(spm_encoding *encoding) noexcept {
  std::free(encoding->ids);
  std::free(encoding->ends);
  std::free(encoding->text);
  *encoding = spm_encoding{};
}

int spm_decode(const spm_processor *processor, const int32_t *ids, size_t count, char **text,
               size_t *size, char **message) noexcept {
  *text = nullptr;
  *size = 0;
  return guarded(message, [&] {
    std::string result;
    check(processor->processor.Decode(std::vector<int>(ids, ids + count), &result));
    *text = copy(result.data(), result.size());
    *size = result.size();
  });
}

void spm_free(char *bytes) noexcept { std::free(bytes); }
