#include <stdlib.h>
#include <string.h>

#include "support.h"

// All that a decoding allocates. It lives in the frame above the one that calls setjmp, so that
// its fields are defined after a jump.
typedef struct Decoder {
  Failure failure;
  struct jpeg_decompress_struct jpeg;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  CJPEGImage *image;
  // One row of ink, of a picture that is stored as such.
  uint8_t *inks;
} Decoder;

static void stop(Decoder *decoder, CJPEGStatus status, const char *text) {
  cjpeg_stop((j_common_ptr)&decoder->jpeg, status, text);
}

static void count_scans(j_common_ptr jpeg) {
  if (((j_decompress_ptr)jpeg)->input_scan_number > CJPEG_MAX_SCANS) {
    cjpeg_stop(jpeg, CJPEG_INVALID, "too many scans");
  }
}

static int is_stored_as_ink(const struct jpeg_decompress_struct *jpeg) {
  return jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
}

// Asks libjpeg for RGB, or for CMYK where the picture is stored as ink, which it cannot turn into
// RGB itself.
static void choose_format(Decoder *decoder) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  if (jpeg->image_width > CJPEG_MAX_SIDE || jpeg->image_height > CJPEG_MAX_SIDE ||
      (uint64_t)jpeg->image_width * jpeg->image_height > CJPEG_MAX_PIXELS) {
    stop(decoder, CJPEG_INVALID, "more pixels than are read");
  }
  if (jpeg->jpeg_color_space == JCS_UNKNOWN) {
    stop(decoder, CJPEG_INVALID, "a colour space that is not known");
  }
  jpeg->out_color_space = is_stored_as_ink(jpeg) ? JCS_CMYK : JCS_RGB;
  jpeg->dct_method = JDCT_ISLOW;
}

static void allocate_pixels(Decoder *decoder) {
  CJPEGImage *image = decoder->image;
  image->width = decoder->jpeg.output_width;
  image->height = decoder->jpeg.output_height;
  image->pixels = malloc((size_t)image->width * image->height * 3);
  decoder->inks = malloc((size_t)image->width * 4);
  if (image->pixels == NULL || decoder->inks == NULL) {
    stop(decoder, CJPEG_NO_MEMORY, "out of memory");
  }
}

// Turns a row of ink into light: (255 - ink) * (255 - black) / 255, rounded to nearest. Adobe's
// programs, which mark their files, store 255 - ink.
static void lighten(const Decoder *decoder, uint8_t *target) {
  int is_inverted = decoder->jpeg.saw_Adobe_marker;
  const uint8_t *source = decoder->inks;
  for (uint32_t x = 0; x < decoder->image->width; x++, source += 4, target += 3) {
    unsigned black = is_inverted ? source[3] : 255u - source[3];
    for (int c = 0; c < 3; c++) {
      unsigned light = is_inverted ? source[c] : 255u - source[c];
      target[c] = (uint8_t)((light * black + 127) / 255);
    }
  }
}

static void read_rows(Decoder *decoder) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  while (jpeg->output_scanline < jpeg->output_height) {
    uint8_t *pixels =
        decoder->image->pixels + (size_t)jpeg->output_scanline * decoder->image->width * 3;
    JSAMPROW row = is_stored_as_ink(jpeg) ? decoder->inks : pixels;
    jpeg_read_scanlines(jpeg, &row, 1);
    if (is_stored_as_ink(jpeg)) lighten(decoder, pixels);
  }
}

static void decode(Decoder *decoder, const uint8_t *bytes, size_t size) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  if (setjmp(decoder->failure.home)) return;
  jpeg_create_decompress(jpeg);
  decoder->progress.progress_monitor = count_scans;
  jpeg->progress = &decoder->progress;
  cjpeg_set_source(jpeg, &decoder->source, bytes, size);
  jpeg_read_header(jpeg, TRUE);
  choose_format(decoder);
  jpeg_start_decompress(jpeg);
  allocate_pixels(decoder);
  read_rows(decoder);
  jpeg_finish_decompress(jpeg);
}

CJPEGStatus cjpeg_decode(const uint8_t *bytes, size_t size, CJPEGImage *image, char *message) {
  Decoder decoder = {.failure = {.status = CJPEG_OK, .message = message}, .image = image};
  memset(image, 0, sizeof *image);
  cjpeg_set_errors(&decoder.jpeg, &decoder.failure);
  decode(&decoder, bytes, size);
  jpeg_destroy_decompress(&decoder.jpeg);
  free(decoder.inks);
  if (decoder.failure.status != CJPEG_OK) cjpeg_image_free(image);
  return decoder.failure.status;
}
