#ifndef LIMN_CKERNELS_WIDTHS_H
#define LIMN_CKERNELS_WIDTHS_H

// Tells which C library there is.
#include <stdlib.h>

// One version of a function for each width of vectors; the loader takes the widest that the
// processor has.
#if defined(__x86_64__) && defined(__GLIBC__)
#define EACH_WIDTH __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define EACH_WIDTH
#endif

// Compiled into each version, with arguments that are constant there.
#define INLINE static inline __attribute__((always_inline))

#endif
