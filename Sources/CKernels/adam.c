#include "CKernels.h"

#include "ahead.h"
#include "widths.h"

// The same bits on every processor.
#pragma clang fp contract(off)

// Values that are moved between two looks ahead.
enum { STRETCH = 64 };

INLINE void move(
    const ckernels_adam_rates *rates, size_t count, const float *restrict gradient,
    float *restrict first, float *restrict second, float *restrict value) {
  float factor = rates->gradient_factor, beta1 = rates->beta1, beta2 = rates->beta2;
  float rate = rates->rate, epsilon = rates->epsilon;
  for (size_t i = 0; i < count; i++) {
    float slope = factor * gradient[i];
    float mean = beta1 * first[i] + (1 - beta1) * slope;
    float square = beta2 * second[i] + (1 - beta2) * slope * slope;
    first[i] = mean;
    second[i] = square;
    value[i] -= rate * mean / (__builtin_elementwise_sqrt(square) + epsilon);
  }
}

EACH_WIDTH void ckernels_adam(
    const ckernels_adam_rates *rates, size_t count, const float *gradient, float *first,
    float *second, float *value) {
  size_t i = 0;
  for (; i + STRETCH <= count; i += STRETCH) {
    fetch_ahead(gradient + i, STRETCH * sizeof *gradient);
    fetch_ahead(first + i, STRETCH * sizeof *first);
    fetch_ahead(second + i, STRETCH * sizeof *second);
    fetch_ahead(value + i, STRETCH * sizeof *value);
    move(rates, STRETCH, gradient + i, first + i, second + i, value + i);
  }
  move(rates, count - i, gradient + i, first + i, second + i, value + i);
}
