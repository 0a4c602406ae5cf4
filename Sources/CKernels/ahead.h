#ifndef LIMN_CKERNELS_AHEAD_H
#define LIMN_CKERNELS_AHEAD_H

#include "widths.h"

// The processor looks ahead by itself, but no further than to the end of a page.
enum { AHEAD = 4096, LINE = 64 };

// Asks for the `bytes` that lie AHEAD of `memory`; what is to be written is asked for alone.
INLINE void fetch_ahead(const void *memory, size_t bytes, int to_write) {
  const char *from = (const char *)memory + AHEAD;
  for (size_t byte = 0; byte < bytes; byte += LINE) {
    if (to_write) __builtin_prefetch(from + byte, 1);
    else __builtin_prefetch(from + byte, 0);
  }
}

#endif
