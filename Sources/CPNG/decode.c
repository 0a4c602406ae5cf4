#include <stdlib.h>
#include <string.h>

#include "support.h"

// Deflate expands at most 258 bytes from 2 bits, that is 1032 to 1.
static const size_t max_inflation = 1032;

// The most text chunks kept, and the most memory one chunk may take.
static const png_uint_32 max_chunks = 256;
static const png_alloc_size_t max_chunk_bytes = 8 << 20;

// All that a decoding allocates. It lives in the frame above the one that calls setjmp, so that
// its fields are defined after a jump.
typedef struct Decoder {
  Failure failure;
  png_structp png;
  png_infop info;
  const uint8_t *bytes;
  size_t size;
  size_t offset;
  png_bytepp rows;
  CPNGImage *image;
} Decoder;

static void take(png_structp png, png_bytep data, size_t count) {
  Decoder *decoder = png_get_io_ptr(png);
  if (count > decoder->size - decoder->offset) png_error(png, "the file ends too early");
  memcpy(data, decoder->bytes + decoder->offset, count);
  decoder->offset += count;
}

static void set_limits(png_structp png) {
  png_set_user_limits(png, CPNG_MAX_SIDE, CPNG_MAX_SIDE);
  png_set_chunk_cache_max(png, max_chunks);
  png_set_chunk_malloc_max(png, max_chunk_bytes);
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
}

// Asks libpng for 8-bit RGB, or RGBA where the picture has any transparency.
static void normalize_format(png_structp png, png_infop info) {
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
}

static void allocate_pixels(Decoder *decoder) {
  CPNGImage *image = decoder->image;
  size_t row_bytes = png_get_rowbytes(decoder->png, decoder->info);
  image->pixels = malloc(row_bytes * image->height);
  decoder->rows = malloc(sizeof(png_bytep) * image->height);
  if (image->pixels == NULL || decoder->rows == NULL) png_error(decoder->png, "out of memory");
  for (uint32_t y = 0; y < image->height; y++) decoder->rows[y] = image->pixels + row_bytes * y;
}

// Turns RGBA into RGB in place: channel * alpha + white * (1 - alpha), rounded to nearest.
static void composite_on_white(CPNGImage *image) {
  const uint8_t *source = image->pixels;
  uint8_t *target = image->pixels;
  for (size_t i = 0; i < (size_t)image->width * image->height; i++, source += 4, target += 3) {
    unsigned alpha = source[3];
    for (int c = 0; c < 3; c++) {
      target[c] = (uint8_t)((source[c] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  }
}

static void copy_texts(Decoder *decoder) {
  CPNGImage *image = decoder->image;
  png_textp texts = NULL;
  int count = 0;
  png_get_text(decoder->png, decoder->info, &texts, &count);
  if (count <= 0) return;
  image->texts = calloc((size_t)count, sizeof(CPNGText));
  if (image->texts == NULL) png_error(decoder->png, "out of memory");
  for (int i = 0; i < count; i++) {
    CPNGText *text = &image->texts[image->text_count++];
    text->key = strdup(texts[i].key);
    text->value = strdup(texts[i].text != NULL ? texts[i].text : "");
    text->is_utf8 = texts[i].compression >= PNG_ITXT_COMPRESSION_NONE;
    if (text->key == NULL || text->value == NULL) png_error(decoder->png, "out of memory");
  }
}

static void decode(Decoder *decoder) {
  png_structp png = decoder->png;
  CPNGImage *image = decoder->image;
  if (setjmp(png_jmpbuf(png))) return;
  png_set_read_fn(png, decoder, take);
  set_limits(png);
  png_read_info(png, decoder->info);
  image->width = png_get_image_width(png, decoder->info);
  image->height = png_get_image_height(png, decoder->info);
  if ((uint64_t)image->width * image->height > CPNG_MAX_PIXELS)
    png_error(png, "more pixels than are read");
  // A header alone must not make us allocate what the rest of the file cannot fill.
  size_t stored = png_get_rowbytes(png, decoder->info) * image->height;
  if (stored / max_inflation > decoder->size) png_error(png, "too little data for its size");
  normalize_format(png, decoder->info);
  allocate_pixels(decoder);
  png_read_image(png, decoder->rows);
  png_read_end(png, decoder->info);
  copy_texts(decoder);
  if (png_get_channels(png, decoder->info) == 4) composite_on_white(image);
}

CPNGStatus cpng_decode(const uint8_t *bytes, size_t size, CPNGImage *image, char *message) {
  Decoder decoder = {
      .failure = {.status = CPNG_OK, .message = message},
      .bytes = bytes,
      .size = size,
      .image = image,
  };
  memset(image, 0, sizeof *image);
  decoder.png = png_create_read_struct(
      PNG_LIBPNG_VER_STRING, &decoder.failure, cpng_on_error, cpng_on_warning);
  if (decoder.png != NULL) decoder.info = png_create_info_struct(decoder.png);
  if (decoder.info != NULL) {
    decode(&decoder);
  } else if (decoder.failure.status == CPNG_OK) {
    cpng_fail(&decoder.failure, CPNG_NO_MEMORY, "out of memory");
  }
  png_destroy_read_struct(&decoder.png, &decoder.info, NULL);
  free(decoder.rows);
  if (decoder.failure.status != CPNG_OK) cpng_image_free(image);
  return decoder.failure.status;
}
