#include "CKernels.h"

#include "ahead.h"
#include "widths.h"

// A transposition in registers was no faster; figures are in
// docs/decisions/0004-speed-of-the-reference-step.md.
INLINE void unblock(
    size_t side, size_t places, size_t inputs, const float *restrict blocks,
    float *restrict weights) {
  size_t row = places * inputs;
  for (size_t input = 0; input < inputs; input += side)
    for (size_t place = 0; place < places; place++) {
      float *to = weights + place * inputs + input;
      fetch_ahead(blocks, side * side * sizeof *blocks);
      for (size_t o = 0; o < side; o++)
        for (size_t i = 0; i < side; i++) to[o * row + i] = blocks[i * side + o];
      blocks += side * side;
    }
}

EACH_WIDTH void ckernels_unblock(
    size_t side, size_t places, size_t inputs, const float *blocks, float *weights) {
  if (side == 16) unblock(16, places, inputs, blocks, weights);
  else if (side == 8) unblock(8, places, inputs, blocks, weights);
  else unblock(side, places, inputs, blocks, weights);
}
