#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "support.h"

// All that an encoding allocates. It lives in the frame above the one that calls setjmp, so that
// its fields are defined after a jump.
typedef struct Encoder {
  Failure failure;
  png_structp png;
  png_infop info;
  png_textp texts;
  uint8_t *bytes;
  size_t size;
  size_t capacity;
} Encoder;

static void append(png_structp png, png_bytep data, size_t count) {
  Encoder *encoder = png_get_io_ptr(png);
  if (count > encoder->capacity - encoder->size) {
    size_t capacity = (encoder->size + count) * 2;
    uint8_t *grown = realloc(encoder->bytes, capacity);
    if (grown == NULL) png_error(png, "out of memory");
    encoder->bytes = grown;
    encoder->capacity = capacity;
  }
  memcpy(encoder->bytes + encoder->size, data, count);
  encoder->size += count;
}

static void flush(png_structp png) { (void)png; }

static void write_texts(Encoder *encoder, const CPNGText *texts, size_t count) {
  if (count == 0) return;
  encoder->texts = calloc(count, sizeof(png_text));
  if (encoder->texts == NULL) png_error(encoder->png, "out of memory");
  for (size_t i = 0; i < count; i++) {
    encoder->texts[i].key = (png_charp)texts[i].key;
    encoder->texts[i].text = (png_charp)texts[i].value;
    encoder->texts[i].compression =
        texts[i].is_utf8 ? PNG_ITXT_COMPRESSION_NONE : PNG_TEXT_COMPRESSION_NONE;
  }
  png_set_text(encoder->png, encoder->info, encoder->texts, (int)count);
}

// Every setting is given, so that the bytes depend on the picture and on zlib alone.
static void set_compression(png_structp png) {
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_ALL_FILTERS);
  png_set_compression_level(png, 6);
  png_set_compression_mem_level(png, 8);
  png_set_compression_strategy(png, Z_FILTERED);
  png_set_compression_window_bits(png, 15);
}

static void encode(
    Encoder *encoder, const uint8_t *pixels, uint32_t width, uint32_t height,
    const CPNGText *texts, size_t text_count) {
  png_structp png = encoder->png;
  if (setjmp(png_jmpbuf(png))) return;
  png_set_write_fn(png, encoder, append, flush);
  png_set_user_limits(png, CPNG_MAX_SIDE, CPNG_MAX_SIDE);
  set_compression(png);
  png_set_IHDR(
      png, encoder->info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
      PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  write_texts(encoder, texts, text_count);
  png_write_info(png, encoder->info);
  for (uint32_t y = 0; y < height; y++) png_write_row(png, pixels + (size_t)y * width * 3);
  png_write_end(png, NULL);
}

CPNGStatus cpng_encode(
    const uint8_t *pixels, uint32_t width, uint32_t height, const CPNGText *texts,
    size_t text_count, uint8_t **output, size_t *output_size, char *message) {
  Encoder encoder = {.failure = {.status = CPNG_OK, .message = message}};
  *output = NULL;
  *output_size = 0;
  encoder.png = png_create_write_struct(
      PNG_LIBPNG_VER_STRING, &encoder.failure, cpng_on_error, cpng_on_warning);
  if (encoder.png != NULL) encoder.info = png_create_info_struct(encoder.png);
  if (encoder.info != NULL) {
    encode(&encoder, pixels, width, height, texts, text_count);
  } else if (encoder.failure.status == CPNG_OK) {
    cpng_fail(&encoder.failure, CPNG_NO_MEMORY, "out of memory");
  }
  png_destroy_write_struct(&encoder.png, &encoder.info);
  free(encoder.texts);
  if (encoder.failure.status != CPNG_OK) {
    free(encoder.bytes);
    return encoder.failure.status;
  }
  *output = encoder.bytes;
  *output_size = encoder.size;
  return CPNG_OK;
}
