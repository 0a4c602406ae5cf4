#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cpng_fail(Failure *failure, CPNGStatus status, const char *text) {
  failure->status = status;
  snprintf(failure->message, CPNG_MESSAGE_SIZE, "%s", text);
}

void cpng_on_error(png_structp png, png_const_charp text) {
  Failure *failure = png_get_error_ptr(png);
  // A caller's own callback may have said more precisely what went wrong.
  if (failure->status == CPNG_OK) {
    int memory = strstr(text, "emory") != NULL;
    cpng_fail(failure, memory ? CPNG_NO_MEMORY : CPNG_INVALID, text);
  }
  png_longjmp(png, 1);
}

void cpng_on_warning(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

void cpng_bytes_free(uint8_t *bytes) { free(bytes); }

void cpng_image_free(CPNGImage *image) {
  for (size_t i = 0; i < image->text_count; i++) {
    free((char *)image->texts[i].key);
    free((char *)image->texts[i].value);
  }
  free(image->texts);
  free(image->pixels);
  memset(image, 0, sizeof *image);
}
