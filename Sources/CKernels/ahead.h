#ifndef LIMN_CKERNELS_AHEAD_H
#define LIMN_CKERNELS_AHEAD_H

#include <stdint.h>

#include "widths.h"

// The processor looks ahead by itself, but no further than to the end of a page; figures are in
// docs/decisions/0004-speed-of-the-reference-step.md.
enum { AHEAD = 4096, LINE = 64 };

// Asks for the `bytes` that lie AHEAD of `memory`, whether or not they are part of an array.
INLINE void fetch_ahead(const void *memory, size_t bytes) {
  uintptr_t from = (uintptr_t)memory + AHEAD;
  for (size_t byte = 0; byte < bytes; byte += LINE) __builtin_prefetch((const void *)(from + byte));
}

#endif
