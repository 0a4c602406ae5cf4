#include "support.h"

#include <jerror.h>
#include <stdlib.h>
#include <string.h>

void cjpeg_fail(Failure *failure, CJPEGStatus status, const char *text) {
  failure->status = status;
  snprintf(failure->message, CJPEG_MESSAGE_SIZE, "%s", text);
}

void cjpeg_stop(j_common_ptr jpeg, CJPEGStatus status, const char *text) {
  Failure *failure = (Failure *)jpeg->err;
  cjpeg_fail(failure, status, text);
  longjmp(failure->home, 1);
}

static void on_error(j_common_ptr jpeg) {
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  cjpeg_stop(jpeg, jpeg->err->msg_code == JERR_OUT_OF_MEMORY ? CJPEG_NO_MEMORY : CJPEG_INVALID, text);
}

// Warnings about what lies between the data of the picture, or says how old the file is, leave
// every pixel as it was meant; after all others libjpeg goes on with pixels that it makes up.
static void on_message(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
  case JWRN_ADOBE_XFORM:
  case JWRN_EXTRANEOUS_DATA:
  case JWRN_JFIF_MAJOR:
  case JWRN_NOT_SEQUENTIAL: return;
  default: on_error(jpeg);
  }
}

static void print_nothing(j_common_ptr jpeg) { (void)jpeg; }

void cjpeg_set_errors(j_decompress_ptr jpeg, Failure *failure) {
  jpeg->err = jpeg_std_error(&failure->manager);
  failure->manager.error_exit = on_error;
  failure->manager.emit_message = on_message;
  failure->manager.output_message = print_nothing;
}

static void begin(j_decompress_ptr jpeg) { (void)jpeg; }

static boolean refill(j_decompress_ptr jpeg) {
  cjpeg_stop((j_common_ptr)jpeg, CJPEG_INVALID, "the file ends too early");
}

static void skip(j_decompress_ptr jpeg, long count) {
  if (count <= 0) return;
  if ((size_t)count > jpeg->src->bytes_in_buffer) refill(jpeg);
  jpeg->src->next_input_byte += count;
  jpeg->src->bytes_in_buffer -= (size_t)count;
}

void cjpeg_set_source(
    j_decompress_ptr jpeg, struct jpeg_source_mgr *source, const uint8_t *bytes, size_t size) {
  source->next_input_byte = bytes;
  source->bytes_in_buffer = size;
  source->init_source = begin;
  source->fill_input_buffer = refill;
  source->skip_input_data = skip;
  source->resync_to_restart = jpeg_resync_to_restart;
  source->term_source = begin;
  jpeg->src = source;
}

void cjpeg_image_free(CJPEGImage *image) {
  free(image->pixels);
  memset(image, 0, sizeof *image);
}
