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
  size_t left_row_stride, left_column_stride;
  const float *right;
  size_t right_row_stride;
  const float *bias;
} factors;

// `height` rows from `i` on, and `width` vectors of columns from `j` on, written to `result`.
INLINE void multiply_block(
    const size_t height, const size_t width, const factors *f, size_t i, size_t j, float *result,
    size_t row_stride) {
  const float *left = f->left + i * f->left_row_stride, *right = f->right + j;
  lanes sums[ROWS][VECTORS] = {{{0}}};
  for (size_t k = 0; k < f->inner; k++) {
    const lanes *row = (const lanes *)(right + k * f->right_row_stride);
    for (size_t h = 0; h < height; h++)
      for (size_t v = 0; v < width; v++)
        sums[h][v] += left[h * f->left_row_stride + k * f->left_column_stride] * row[v];
  }
  if (f->bias) {
    const lanes *bias = (const lanes *)(f->bias + j);
    for (size_t h = 0; h < height; h++)
      for (size_t v = 0; v < width; v++) sums[h][v] += bias[v];
  }
  for (size_t h = 0; h < height; h++)
    for (size_t v = 0; v < width; v++) ((lanes *)(result + h * row_stride))[v] = sums[h][v];
}

INLINE void multiply_column(
    const size_t height, const factors *f, size_t i, size_t j, float *result, size_t row_stride) {
  const float *left = f->left + i * f->left_row_stride;
  float sums[ROWS] = {0};
  for (size_t k = 0; k < f->inner; k++)
    for (size_t h = 0; h < height; h++)
      sums[h] += left[h * f->left_row_stride + k * f->left_column_stride]
          * f->right[k * f->right_row_stride + j];
  for (size_t h = 0; h < height; h++)
    result[h * row_stride] = f->bias ? sums[h] + f->bias[j] : sums[h];
}

// The columns from `j` on that fill no vector, where the right factor goes on to a whole one.
INLINE void multiply_padded_rest(
    const size_t height, const factors *f, size_t i, size_t j, size_t columns, float *result,
    size_t row_stride) {
  float block[ROWS * LANES];
  multiply_block(height, 1, f, i, j, block, LANES);
  for (size_t h = 0; h < height; h++)
    memcpy(result + h * row_stride + j, block + h * LANES, (columns - j) * sizeof *block);
}

// The same where it does not: a vector of them and of columns before them, again.
INLINE void multiply_rest(
    const size_t height, const factors *f, size_t i, size_t j, size_t columns, float *result,
    size_t row_stride) {
  if (columns >= LANES) {
    j = columns - LANES;
    multiply_block(height, 1, f, i, j, result + j, row_stride);
  } else {
    for (; j < columns; j++) multiply_column(height, f, i, j, result + j, row_stride);
  }
}

INLINE void multiply_rows(
    const size_t height, const int is_padded, const factors *f, size_t i, size_t columns,
    float *result, size_t row_stride) {
  size_t j = 0;
  for (; j + VECTORS * LANES <= columns; j += VECTORS * LANES)
    multiply_block(height, VECTORS, f, i, j, result + j, row_stride);
  for (; j + LANES <= columns; j += LANES)
    multiply_block(height, 1, f, i, j, result + j, row_stride);
  if (j == columns) return;
  if (is_padded) multiply_padded_rest(height, f, i, j, columns, result, row_stride);
  else multiply_rest(height, f, i, j, columns, result, row_stride);
}

// As many rows at a time as stay in registers; of the last ones, what is left of that.
INLINE void multiply(
    const int is_padded, const factors *f, size_t rows, size_t columns, float *result,
    size_t row_stride) {
  size_t i = 0;
  for (; i + ROWS <= rows; i += ROWS)
    multiply_rows(ROWS, is_padded, f, i, columns, result + i * row_stride, row_stride);
  if (i + 4 <= rows) {
    multiply_rows(4, is_padded, f, i, columns, result + i * row_stride, row_stride);
    i += 4;
  }
  if (i + 2 <= rows) {
    multiply_rows(2, is_padded, f, i, columns, result + i * row_stride, row_stride);
    i += 2;
  }
  if (i < rows)
    multiply_rows(1, is_padded, f, i, columns, result + i * row_stride, row_stride);
}

EACH_WIDTH void ckernels_product(
    size_t rows, size_t inner, size_t columns, const float *left, const float *right,
    const float *bias, float *result) {
  factors f = {inner, left, inner, 1, right, columns, bias};
  multiply(0, &f, rows, columns, result, columns);
}

static size_t whole_vectors(size_t columns) { return (columns + LANES - 1) / LANES * LANES; }

size_t ckernels_strided_product_scratch(size_t inner, size_t columns) {
  return inner * whole_vectors(columns);
}

// The right factor with its columns side by side, zeros after them.
INLINE void gather_right(
    size_t inner, size_t columns, ckernels_strided right, float *scratch, size_t row_stride) {
  for (size_t k = 0; k < inner; k++) {
    float *row = scratch + k * row_stride;
    for (size_t j = 0; j < columns; j++)
      row[j] = right.first[k * right.row_stride + j * right.column_stride];
    for (size_t j = columns; j < row_stride; j++) row[j] = 0;
  }
}

EACH_WIDTH void ckernels_strided_product(
    size_t rows, size_t inner, size_t columns, ckernels_strided left, ckernels_strided right,
    float *scratch, float *result, size_t row_stride) {
  gather_right(inner, columns, right, scratch, whole_vectors(columns));
  factors f = {
      inner, left.first, left.row_stride, left.column_stride, scratch, whole_vectors(columns), NULL};
  multiply(1, &f, rows, columns, result, row_stride);
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
