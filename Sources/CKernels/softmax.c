#include "CKernels.h"

#include "widths.h"

// The bits of the same written with elementwise operations and a sum along each row.
#pragma clang fp contract(off)

// Rows that are summed at the same time, for a sum waits for the one before it.
enum { ROWS = 8 };

INLINE void differentiate_rows(
    const size_t rows, size_t columns, const float *y, const float *gradient, float *result) {
  float sums[ROWS] = {0};
  for (size_t c = 0; c < columns; c++)
    for (size_t r = 0; r < rows; r++) sums[r] += gradient[r * columns + c] * y[r * columns + c];
  for (size_t r = 0; r < rows; r++) {
    // The result may lie where the gradient does, element by element.
#pragma clang loop vectorize(assume_safety)
    for (size_t c = 0; c < columns; c++) {
      size_t place = r * columns + c;
      result[place] = gradient[place] * y[place] - y[place] * sums[r];
    }
  }
}

EACH_WIDTH void ckernels_softmax_gradient(
    size_t rows, size_t columns, const float *y, const float *gradient, float *result) {
  size_t row = 0;
  for (; row + ROWS <= rows; row += ROWS)
    differentiate_rows(
        ROWS, columns, y + row * columns, gradient + row * columns, result + row * columns);
  for (; row < rows; row++)
    differentiate_rows(
        1, columns, y + row * columns, gradient + row * columns, result + row * columns);
}
