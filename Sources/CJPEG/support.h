// What a decoding shares with libjpeg's callbacks: where it reads from, and how an error becomes
// a status and a message.

#ifndef CJPEG_SUPPORT_H
#define CJPEG_SUPPORT_H

#include <setjmp.h>
// jpeglib.h takes FILE for granted.
#include <stdio.h>

#include <jpeglib.h>

#include "CJPEG.h"

// Where a failed libjpeg call leaves its reason, and where it jumps to. The first member is what
// libjpeg holds a pointer to.
typedef struct Failure {
  struct jpeg_error_mgr manager;
  jmp_buf home;
  CJPEGStatus status;
  char *message;
} Failure;

// Records a failure; the text is cut to fit.
void cjpeg_fail(Failure *failure, CJPEGStatus status, const char *text);

// Records a failure of the running call and jumps to its setjmp.
_Noreturn void cjpeg_stop(j_common_ptr jpeg, CJPEGStatus status, const char *text);

// Makes libjpeg's errors, and the warnings behind which pixels are made up, failures.
void cjpeg_set_errors(j_decompress_ptr jpeg, Failure *failure);

// Makes libjpeg read `size` bytes at `bytes`, after which the file ends too early.
void cjpeg_set_source(
    j_decompress_ptr jpeg, struct jpeg_source_mgr *source, const uint8_t *bytes, size_t size);

#endif
