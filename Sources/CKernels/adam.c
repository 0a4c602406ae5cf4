#include "CKernels.h"

#include "widths.h"

// The same bits on every processor.
#pragma clang fp contract(off)

EACH_WIDTH void ckernels_adam(
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
