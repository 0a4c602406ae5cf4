#include "CKernels.h"

#include "widths.h"

// The four large rows, or columns, that a small one is seen in; past the edge the last one again.
INLINE void neighbours(size_t small, size_t large_extent, size_t found[4]) {
  found[0] = small == 0 ? 0 : 2 * small - 1;
  found[1] = 2 * small;
  found[2] = 2 * small + 1;
  found[3] = 2 * small + 2 < large_extent ? 2 * small + 2 : large_extent - 1;
}

INLINE void gather(
    size_t count, const float *far1, const float *near1, const float *near2, const float *far2,
    float *restrict result) {
  for (size_t i = 0; i < count; i++)
    result[i] = 0.75f * (near1[i] + near2[i]) + 0.25f * (far1[i] + far2[i]);
}

EACH_WIDTH void ckernels_enlargement_gradient(
    size_t first, size_t last, size_t height, size_t width, size_t channels, const float *gradient,
    float *scratch, float *result) {
  size_t large = 2 * width * channels;
  for (size_t row = first; row < last; row++) {
    const float *picture = gradient + row / height * 2 * height * large;
    size_t at[4];
    neighbours(row % height, 2 * height, at);
    gather(
        large, picture + at[0] * large, picture + at[1] * large, picture + at[2] * large,
        picture + at[3] * large, scratch);
    for (size_t column = 0; column < width; column++) {
      neighbours(column, 2 * width, at);
      gather(
          channels, scratch + at[0] * channels, scratch + at[1] * channels,
          scratch + at[2] * channels, scratch + at[3] * channels,
          result + (row * width + column) * channels);
    }
  }
}
