#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "CZlib.h"

// A window of 32 KiB, and only a gzip header will do.
static const int gzip_window_bits = 15 + 16;

typedef struct Expansion {
  z_stream stream;
  const uint8_t *bytes;
  size_t size;
  size_t limit;
  uint8_t *output;
  size_t output_size;
  size_t capacity;
  char *message;
} Expansion;

static CZlibStatus fail(Expansion *expansion, CZlibStatus status, const char *text) {
  snprintf(expansion->message, CZLIB_MESSAGE_SIZE, "%s", text);
  return status;
}

// Makes room for at least one byte more, up to one byte beyond the limit, which is how a content
// that is too long is noticed.
static int grow(Expansion *expansion) {
  size_t most = expansion->limit + 1;
  size_t capacity = expansion->capacity < most / 2 ? expansion->capacity * 2 : most;
  if (capacity < 1 << 16) capacity = most < 1 << 16 ? most : 1 << 16;
  uint8_t *grown = realloc(expansion->output, capacity);
  if (grown == NULL) return 0;
  expansion->output = grown;
  expansion->capacity = capacity;
  return 1;
}

static unsigned at_most_unsigned(size_t count) {
  return count < UINT_MAX ? (unsigned)count : UINT_MAX;
}

// Expands one member and leaves the stream's input after it.
static CZlibStatus expand_member(Expansion *expansion) {
  z_stream *stream = &expansion->stream;
  int result = Z_OK;
  while (result != Z_STREAM_END) {
    if (expansion->output_size == expansion->capacity && !grow(expansion)) {
      return fail(expansion, CZLIB_NO_MEMORY, "out of memory");
    }
    size_t consumed = (size_t)(stream->next_in - expansion->bytes);
    stream->avail_in = at_most_unsigned(expansion->size - consumed);
    unsigned room = at_most_unsigned(expansion->capacity - expansion->output_size);
    stream->next_out = expansion->output + expansion->output_size;
    stream->avail_out = room;
    result = inflate(stream, Z_NO_FLUSH);
    expansion->output_size += room - stream->avail_out;
    if (expansion->output_size > expansion->limit) {
      return fail(expansion, CZLIB_INVALID, "more content than there may be");
    }
    if (result == Z_MEM_ERROR) return fail(expansion, CZLIB_NO_MEMORY, "out of memory");
    if (result == Z_BUF_ERROR) {
      return fail(expansion, CZLIB_INVALID, "a file that ends too early");
    }
    if (result != Z_OK && result != Z_STREAM_END) {
      return fail(
          expansion, CZLIB_INVALID, stream->msg != NULL ? stream->msg : "damaged content");
    }
  }
  return CZLIB_OK;
}

static CZlibStatus expand(Expansion *expansion) {
  z_stream *stream = &expansion->stream;
  stream->next_in = (z_const Bytef *)expansion->bytes;
  do {
    if (inflateReset(stream) != Z_OK) return fail(expansion, CZLIB_INVALID, "damaged content");
    CZlibStatus status = expand_member(expansion);
    if (status != CZLIB_OK) return status;
  } while ((size_t)(stream->next_in - expansion->bytes) < expansion->size);
  return CZLIB_OK;
}

CZlibStatus czlib_gunzip(
    const uint8_t *bytes, size_t size, size_t limit, uint8_t **output, size_t *output_size,
    char *message) {
  Expansion expansion = {.bytes = bytes, .size = size, .limit = limit, .message = message};
  *output = NULL;
  *output_size = 0;
  if (inflateInit2(&expansion.stream, gzip_window_bits) != Z_OK) {
    return fail(&expansion, CZLIB_NO_MEMORY, "out of memory");
  }
  CZlibStatus status = expand(&expansion);
  inflateEnd(&expansion.stream);
  if (status != CZLIB_OK) {
    free(expansion.output);
    return status;
  }
  *output = expansion.output;
  *output_size = expansion.output_size;
  return CZLIB_OK;
}

void czlib_bytes_free(uint8_t *bytes) { free(bytes); }
