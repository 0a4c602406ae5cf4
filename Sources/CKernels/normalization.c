#include "CKernels.h"

#include <stdint.h>
#include <string.h>

#include "ahead.h"
#include "widths.h"

INLINE float element(const void *array, size_t index, int is_bf16) {
  if (!is_bf16) return ((const float *)array)[index];
  uint32_t bits = (uint32_t)((const uint16_t *)array)[index] << 16;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// To the nearest, and of two to the even one.
INLINE void set_element(void *array, size_t index, int is_bf16, float value) {
  if (!is_bf16) {
    ((float *)array)[index] = value;
    return;
  }
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  bits += 0x7fff + (bits >> 16 & 1);
  ((uint16_t *)array)[index] = (uint16_t)(bits >> 16);
}

INLINE size_t size_of_elements(size_t count, int is_bf16) { return count * (is_bf16 ? 2 : 4); }

// Sums of this many rows in float32 go into those of all rows in double.
enum { ROWS = 4 };

INLINE void add_moments_of(
    size_t count, const void *restrict x, size_t row, size_t channels, int is_bf16,
    const float *restrict around, double *restrict sums, double *restrict squares) {
  for (size_t c = 0; c < channels; c++) {
    float sum = 0, square = 0;
    for (size_t k = 0; k < count; k++) {
      float d = element(x, (row + k) * channels + c, is_bf16) - around[c];
      sum += d;
      square += d * d;
    }
    sums[c] += sum;
    squares[c] += square;
  }
}

INLINE void add_moments(
    const void *x, size_t rows, size_t channels, int is_bf16, const float *around, double *sums,
    double *squares) {
  size_t row = 0;
  for (; row + ROWS <= rows; row += ROWS)
    add_moments_of(ROWS, x, row, channels, is_bf16, around, sums, squares);
  for (; row < rows; row++)
    add_moments_of(1, x, row, channels, is_bf16, around, sums, squares);
}

EACH_WIDTH void ckernels_moments(
    const void *x, size_t rows, size_t channels, int is_bf16, const float *around, double *sums,
    double *squares) {
  if (is_bf16) add_moments(x, rows, channels, 1, around, sums, squares);
  else add_moments(x, rows, channels, 0, around, sums, squares);
}

INLINE void normalize(
    const ckernels_normalization *layer, size_t rows, int is_bf16, const void *restrict x,
    void *restrict y) {
  const float *restrict mean = layer->mean, *restrict factor = layer->factor;
  const float *restrict shift = layer->shift;
  size_t channels = layer->channels;
  float slope = layer->slope;
  size_t row_size = size_of_elements(channels, is_bf16);
  for (size_t row = 0; row < rows; row++) {
    // Of x most was read just before, for the moments.
    fetch_ahead((const char *)y + row * row_size, row_size);
    for (size_t c = 0; c < channels; c++) {
      float u = factor[c] * (element(x, row * channels + c, is_bf16) - mean[c]) + shift[c];
      set_element(y, row * channels + c, is_bf16, u > 0 ? u : slope * u);
    }
  }
}

EACH_WIDTH void ckernels_normalize(
    const ckernels_normalization *layer, size_t rows, const void *x, void *y) {
  if (layer->is_bf16) normalize(layer, rows, 1, x, y);
  else normalize(layer, rows, 0, x, y);
}

// The gradient by u, of the gradient by y.
INLINE float inner(float gradient, float deviation, float factor, float shift, float slope) {
  return factor * deviation + shift > 0 ? gradient : slope * gradient;
}

INLINE void add_gradient_sums_of(
    size_t count, const ckernels_normalization *layer, size_t row, int is_bf16,
    const void *restrict x, const void *restrict gradient, double *restrict sums,
    double *restrict products) {
  const float *restrict mean = layer->mean, *restrict factor = layer->factor;
  const float *restrict shift = layer->shift;
  size_t channels = layer->channels;
  float slope = layer->slope;
  for (size_t c = 0; c < channels; c++) {
    float sum = 0, product = 0;
    for (size_t k = 0; k < count; k++) {
      size_t place = (row + k) * channels + c;
      float deviation = element(x, place, is_bf16) - mean[c];
      float h = inner(element(gradient, place, is_bf16), deviation, factor[c], shift[c], slope);
      sum += h;
      product += h * deviation;
    }
    sums[c] += sum;
    products[c] += product;
  }
}

INLINE void add_gradient_sums(
    const ckernels_normalization *layer, size_t rows, int is_bf16, const void *x,
    const void *gradient, double *sums, double *products) {
  size_t row = 0;
  size_t row_size = size_of_elements(layer->channels, is_bf16);
  for (; row + ROWS <= rows; row += ROWS) {
    // Of the gradient most was written just before.
    fetch_ahead((const char *)x + row * row_size, ROWS * row_size);
    add_gradient_sums_of(ROWS, layer, row, is_bf16, x, gradient, sums, products);
  }
  for (; row < rows; row++)
    add_gradient_sums_of(1, layer, row, is_bf16, x, gradient, sums, products);
}

EACH_WIDTH void ckernels_gradient_sums(
    const ckernels_normalization *layer, size_t rows, const void *x, const void *gradient,
    double *sums, double *products) {
  if (layer->is_bf16) add_gradient_sums(layer, rows, 1, x, gradient, sums, products);
  else add_gradient_sums(layer, rows, 0, x, gradient, sums, products);
}

INLINE void differentiate(
    const ckernels_normalization *layer, size_t rows, int is_bf16, const void *restrict x,
    const void *gradient, const float *restrict share, const float *restrict constant,
    void *result) {
  const float *restrict mean = layer->mean, *restrict factor = layer->factor;
  const float *restrict shift = layer->shift;
  size_t channels = layer->channels;
  float slope = layer->slope;
  for (size_t row = 0; row < rows; row++) {
    // The result may lie where the gradient does, element by element.
#pragma clang loop vectorize(assume_safety)
    for (size_t c = 0; c < channels; c++) {
      size_t place = row * channels + c;
      float deviation = element(x, place, is_bf16) - mean[c];
      float h = inner(element(gradient, place, is_bf16), deviation, factor[c], shift[c], slope);
      set_element(
          result, place, is_bf16, factor[c] * h - share[c] * deviation - constant[c]);
    }
  }
}

EACH_WIDTH void ckernels_gradient(
    const ckernels_normalization *layer, size_t rows, const void *x, const void *gradient,
    const float *share, const float *constant, void *result) {
  if (layer->is_bf16)
    differentiate(layer, rows, 1, x, gradient, share, constant, result);
  else differentiate(layer, rows, 0, x, gradient, share, constant, result);
}
