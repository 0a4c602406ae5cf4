// What the encoder and the decoder share: how a libpng error becomes a status and a message.

#ifndef CPNG_SUPPORT_H
#define CPNG_SUPPORT_H

#include <png.h>

#include "CPNG.h"

// Where a failed libpng call leaves its reason.
typedef struct Failure {
  CPNGStatus status;
  char *message;
} Failure;

// Records a failure; the text is cut to fit.
void cpng_fail(Failure *failure, CPNGStatus status, const char *text);

// The error function given to libpng: records the message, then jumps to the setjmp of the call.
PNG_NORETURN void cpng_on_error(png_structp png, png_const_charp text);

// The warning function given to libpng: warnings do not concern the caller.
void cpng_on_warning(png_structp png, png_const_charp text);

#endif
