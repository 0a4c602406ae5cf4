// A C surface over SentencePiece (0.1.97 or later): training, loading, encoding, decoding.
//
// Every function that can fail returns 0 for success, and otherwise sets `*message` to a text to
// be freed with `spm_free`. No function prints, throws or changes global state a caller can see.
#ifndef C_SENTENCE_PIECE_H
#define C_SENTENCE_PIECE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#define SPM_NOEXCEPT noexcept
#else
#define SPM_NOEXCEPT
#endif

#ifndef __clang__
#define _Nonnull
#define _Nullable
#endif

// A loaded model. Encoding and decoding only read it, so threads may share one.
typedef struct spm_processor spm_processor;

// The pieces of one text: `ids[i]` is the id of piece i, whose normalized text is the bytes
// `ends[i - 1] ..< ends[i]` of `text`.
typedef struct spm_encoding {
  size_t count;
  int32_t *_Nullable ids;
  size_t *_Nullable ends;
  char *_Nullable text;
} spm_encoding;

// Trains a byte-pair model on `count` sentences; sentence i is the bytes `ends[i - 1] ..< ends[i]`
// of `text`. The pieces begin with <unk>, </s> and <pad>. The model's bytes go to `*model`, to be
// freed with `spm_free`. The same sentences give the same bytes.
int spm_train(const char *_Nonnull text, const size_t *_Nonnull ends, size_t count,
              int vocabulary_size, char *_Nullable *_Nonnull model, size_t *_Nonnull model_size,
              char *_Nullable *_Nonnull message) SPM_NOEXCEPT;

// Loads a serialized model.
int spm_load(const char *_Nonnull model, size_t model_size,
             spm_processor *_Nullable *_Nonnull processor,
             char *_Nullable *_Nonnull message) SPM_NOEXCEPT;

// Frees a loaded model.
void spm_processor_free(spm_processor *_Nullable processor) SPM_NOEXCEPT;

// The number of pieces.
int spm_vocabulary_size(const spm_processor *_Nonnull processor) SPM_NOEXCEPT;

// The ids of the special pieces, or -1 where the model has none.
int spm_unknown_id(const spm_processor *_Nonnull processor) SPM_NOEXCEPT;
int spm_end_id(const spm_processor *_Nonnull processor) SPM_NOEXCEPT;
int spm_padding_id(const spm_processor *_Nonnull processor) SPM_NOEXCEPT;

// Cuts a text of UTF-8 bytes into pieces.
int spm_encode(const spm_processor *_Nonnull processor, const char *_Nonnull text, size_t size,
               spm_encoding *_Nonnull encoding, char *_Nullable *_Nonnull message) SPM_NOEXCEPT;

// Frees what `spm_encode` stored in `encoding`.
void spm_encoding_free(spm_encoding *_Nonnull encoding) SPM_NOEXCEPT;

// Joins the pieces of `count` ids into a text, to be freed with `spm_free`.
int spm_decode(const spm_processor *_Nonnull processor, const int32_t *_Nonnull ids, size_t count,
               char *_Nullable *_Nonnull text, size_t *_Nonnull size,
               char *_Nullable *_Nonnull message) SPM_NOEXCEPT;

// Frees a text or model given out by this surface.
void spm_free(char *_Nullable bytes) SPM_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
