#include "CKernels.h"
#include "widths.h"

// Sixteen numbers: one of the widest vectors, or several narrower ones.
typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));
enum { LANES = 16 };

// A block of the result stays in registers: at most this many rows and vectors a row.
enum { ROWS = 6, VECTORS = 2 };

// `height` rows and `width` vectors of columns of the result.
INLINE void multiply_block(
    const size_t height, const size_t width, size_t inner, const float *left, const float *right,
    size_t columns, float *result) {
  lanes sums[ROWS][VECTORS] = {{{0}}};
  for (size_t k = 0; k < inner; k++) {
    const lanes *row = (const lanes *)(right + k * columns);
    for (size_t i = 0; i < height; i++)
      for (size_t j = 0; j < width; j++) sums[i][j] += left[i * inner + k] * row[j];
  }
  for (size_t i = 0; i < height; i++)
    for (size_t j = 0; j < width; j++) ((lanes *)(result + i * columns))[j] = sums[i][j];
}

INLINE void multiply_column(
    const size_t height, size_t inner, const float *left, const float *right, size_t columns,
    float *result) {
  float sums[ROWS] = {0};
  for (size_t k = 0; k < inner; k++)
    for (size_t i = 0; i < height; i++) sums[i] += left[i * inner + k] * right[k * columns];
  for (size_t i = 0; i < height; i++) result[i * columns] = sums[i];
}

INLINE void multiply_rows(
    const size_t height, size_t inner, size_t columns, const float *left, const float *right,
    float *result) {
  size_t j = 0;
  for (; j + VECTORS * LANES <= columns; j += VECTORS * LANES)
    multiply_block(height, VECTORS, inner, left, right + j, columns, result + j);
  for (; j + LANES <= columns; j += LANES)
    multiply_block(height, 1, inner, left, right + j, columns, result + j);
  for (; j < columns; j++) multiply_column(height, inner, left, right + j, columns, result + j);
}

EACH_WIDTH void ckernels_product(
    size_t rows, size_t inner, size_t columns, const float *left, const float *right,
    float *result) {
  size_t i = 0;
  for (; i + ROWS <= rows; i += ROWS)
    multiply_rows(ROWS, inner, columns, left + i * inner, right, result + i * columns);
  for (; i < rows; i++)
    multiply_rows(1, inner, columns, left + i * inner, right, result + i * columns);
}

void ckernels_transpose(size_t rows, size_t columns, const float *from, float *to) {
  // In squares, so that lines of memory that were fetched are used whole.
  enum { SIDE = 16 };
  for (size_t row = 0; row < rows; row += SIDE)
    for (size_t column = 0; column < columns; column += SIDE)
      for (size_t j = column; j < columns && j < column + SIDE; j++)
        for (size_t i = row; i < rows && i < row + SIDE; i++)
          to[j * rows + i] = from[i * columns + j];
}
