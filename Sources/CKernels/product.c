#include "CKernels.h"

#include <string.h>

#include "widths.h"

// Sixteen numbers: one of the widest vectors, or several narrower ones.
typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));
enum { LANES = 16 };

// A block of the result stays in registers: at most this many rows and vectors a row.
enum { ROWS = 6, VECTORS = 2 };

// The factors, of which the right one has its columns side by side, and what is added to each row.
typedef struct {
  size_t inner;
  const float *left;
  size_t left_row, left_step;
  const float *right;
  size_t right_row;
  const float *bias;
} factors;

// `height` rows from `i` on, and `width` vectors of columns from `j` on, written to `result`.
INLINE void multiply_block(
    const size_t height, const size_t width, const factors *f, size_t i, size_t j, float *result,
    size_t result_row) {
  const float *left = f->left + i * f->left_row, *right = f->right + j;
  lanes sums[ROWS][VECTORS] = {{{0}}};
  for (size_t k = 0; k < f->inner; k++) {
    const lanes *row = (const lanes *)(right + k * f->right_row);
    for (size_t h = 0; h < height; h++)
      for (size_t v = 0; v < width; v++)
        sums[h][v] += left[h * f->left_row + k * f->left_step] * row[v];
  }
  if (f->bias) {
    const lanes *bias = (const lanes *)(f->bias + j);
    for (size_t h = 0; h < height; h++)
      for (size_t v = 0; v < width; v++) sums[h][v] += bias[v];
  }
  for (size_t h = 0; h < height; h++)
    for (size_t v = 0; v < width; v++) ((lanes *)(result + h * result_row))[v] = sums[h][v];
}

INLINE void multiply_column(
    const size_t height, const factors *f, size_t i, size_t j, float *result, size_t result_row) {
  const float *left = f->left + i * f->left_row;
  float sums[ROWS] = {0};
  for (size_t k = 0; k < f->inner; k++)
    for (size_t h = 0; h < height; h++)
      sums[h] += left[h * f->left_row + k * f->left_step] * f->right[k * f->right_row + j];
  for (size_t h = 0; h < height; h++)
    result[h * result_row] = f->bias ? sums[h] + f->bias[j] : sums[h];
}

// Columns that fill no vector: the last vector is computed over those before them again.
INLINE void multiply_rows(
    const size_t height, const factors *f, size_t i, size_t columns, float *result,
    size_t result_row) {
  size_t j = 0;
  for (; j + VECTORS * LANES <= columns; j += VECTORS * LANES)
    multiply_block(height, VECTORS, f, i, j, result + j, result_row);
  for (; j + LANES <= columns; j += LANES)
    multiply_block(height, 1, f, i, j, result + j, result_row);
  if (j < columns && columns >= LANES) {
    j = columns - LANES;
    multiply_block(height, 1, f, i, j, result + j, result_row);
    return;
  }
  for (; j < columns; j++) multiply_column(height, f, i, j, result + j, result_row);
}

// The same where the right factor goes on to whole vectors, and the result does not.
INLINE void multiply_padded_rows(
    const size_t height, const factors *f, size_t i, size_t columns, float *result,
    size_t result_row) {
  size_t j = 0;
  for (; j + VECTORS * LANES <= columns; j += VECTORS * LANES)
    multiply_block(height, VECTORS, f, i, j, result + j, result_row);
  for (; j + LANES <= columns; j += LANES)
    multiply_block(height, 1, f, i, j, result + j, result_row);
  if (j == columns) return;
  float block[ROWS * LANES];
  multiply_block(height, 1, f, i, j, block, LANES);
  for (size_t h = 0; h < height; h++)
    memcpy(result + h * result_row + j, block + h * LANES, (columns - j) * sizeof *block);
}

// Calls `rows_of` for all rows, as many at a time as stay in registers.
#define EACH_ROW(rows_of, f, rows, columns, result, result_row)                              \
  do {                                                                                       \
    size_t i = 0;                                                                            \
    for (; i + ROWS <= (rows); i += ROWS)                                                    \
      rows_of(ROWS, f, i, columns, (result) + i * (result_row), result_row);                 \
    for (; i + 4 <= (rows); i += 4)                                                          \
      rows_of(4, f, i, columns, (result) + i * (result_row), result_row);                    \
    for (; i + 2 <= (rows); i += 2)                                                          \
      rows_of(2, f, i, columns, (result) + i * (result_row), result_row);                    \
    for (; i < (rows); i++) rows_of(1, f, i, columns, (result) + i * (result_row), result_row); \
  } while (0)

EACH_WIDTH void ckernels_product(
    size_t rows, size_t inner, size_t columns, const float *left, const float *right,
    const float *bias, float *result) {
  factors f = {inner, left, inner, 1, right, columns, bias};
  EACH_ROW(multiply_rows, &f, rows, columns, result, columns);
}

size_t ckernels_strided_product_scratch(size_t inner, size_t columns) {
  return inner * ((columns + LANES - 1) / LANES * LANES);
}

// The right factor with its columns side by side, zeros after them.
INLINE void gather_right(
    size_t inner, size_t columns, ckernels_strided right, float *scratch, size_t scratch_row) {
  for (size_t k = 0; k < inner; k++) {
    float *row = scratch + k * scratch_row;
    for (size_t j = 0; j < columns; j++) row[j] = right.first[k * right.row + j * right.column];
    for (size_t j = columns; j < scratch_row; j++) row[j] = 0;
  }
}

EACH_WIDTH void ckernels_strided_product(
    size_t rows, size_t inner, size_t columns, ckernels_strided left, ckernels_strided right,
    float *scratch, float *result, size_t result_row) {
  size_t scratch_row = ckernels_strided_product_scratch(1, columns);
  gather_right(inner, columns, right, scratch, scratch_row);
  factors f = {inner, left.first, left.row, left.column, scratch, scratch_row, NULL};
  EACH_ROW(multiply_padded_rows, &f, rows, columns, result, result_row);
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
