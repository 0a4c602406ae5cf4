// Loops that oneDNN does not have, or has at too high a price to start. All run on the calling
// thread.
#ifndef LIMN_CKERNELS_H
#define LIMN_CKERNELS_H

#include <stddef.h>

// Batch normalization in one pass with what follows it, of a part of the rows. Arrays are
// [rows, channels], dense, of float32 or, where is_bf16 is not 0, bfloat16; what is per channel is
// float32. Figures are in docs/decisions/0021-normalization-in-one-pass.md.

/// Batch normalization with what follows it: y = f(u) with u = factor (x - mean) + shift, and
/// f(u) = u where u > 0 and slope u elsewhere.
typedef struct {
  size_t channels;
  int is_bf16;
  const float *_Nonnull mean;
  const float *_Nonnull factor;
  const float *_Nonnull shift;
  float slope;
} ckernels_normalization;

/// Adds to `sums` and `squares` of each channel the sum of x - around, and of its square.
void ckernels_moments(
    const void *_Nonnull x, size_t rows, size_t channels, int is_bf16,
    const float *_Nonnull around, double *_Nonnull sums, double *_Nonnull squares);

/// Computes y of x.
void ckernels_normalize(
    const ckernels_normalization *_Nonnull layer, size_t rows, const void *_Nonnull x,
    void *_Nonnull y);

/// Adds to `sums` and `products` of each channel the sum of h, and of h (x - mean), where h is the
/// gradient by u.
void ckernels_gradient_sums(
    const ckernels_normalization *_Nonnull layer, size_t rows, const void *_Nonnull x,
    const void *_Nonnull gradient, double *_Nonnull sums, double *_Nonnull products);

/// Computes factor h - share (x - mean) - constant, the gradient by x, with h as above. `result`
/// may be `gradient`.
void ckernels_gradient(
    const ckernels_normalization *_Nonnull layer, size_t rows, const void *_Nonnull x,
    const void *_Nonnull gradient, const float *_Nonnull share, const float *_Nonnull constant,
    void *_Nonnull result);

// Bilinear enlargement of float32 by 2 along both axes, between centres. Its transpose in oneDNN 2.6
// is a loop for any factor; figures are in docs/decisions/0004-speed-of-the-reference-step.md.

/// Computes rows first..<last of [N height, width, channels], the gradient of the enlarged, from
/// `gradient`, [N, 2 height, 2 width, channels]. `scratch` has room for one row of `gradient`.
void ckernels_enlargement_gradient(
    size_t first, size_t last, size_t height, size_t width, size_t channels,
    const float *_Nonnull gradient, float *_Nonnull scratch, float *_Nonnull result);

// Softmax of float32, with the bits of the same written with operations on up to 2^22 elements.

/// Computes y (gradient - sum(gradient y)) along each row of [rows, columns], the gradient of
/// softmax at its output y. `result` may be `gradient`, and not y.
void ckernels_softmax_gradient(
    size_t rows, size_t columns, const float *_Nonnull y, const float *_Nonnull gradient,
    float *_Nonnull result);

// Adam (Kingma and Ba 2015, algorithm 1), its corrections of the moments taken into rate and
// epsilon.

/// What a step of Adam is set to.
typedef struct {
  float gradient_factor;
  float beta1;
  float beta2;
  float rate;
  float epsilon;
} ckernels_adam_rates;

/// Moves `count` values, and their moments, against their gradients.
void ckernels_adam(
    const ckernels_adam_rates *_Nonnull rates, size_t count, const float *_Nonnull gradient,
    float *_Nonnull first, float *_Nonnull second, float *_Nonnull value);

// Small matrix products of float32; figures are in docs/decisions/0013-small-products.md.

/// Computes [rows, columns] of the dense factors [rows, inner] and [inner, columns], with `bias`
/// added to each row where there is one. An element depends on its row and column alone, in every
/// bit.
void ckernels_product(
    size_t rows, size_t inner, size_t columns, const float *_Nonnull left,
    const float *_Nonnull right, const float *_Nullable bias, float *_Nonnull result);

/// A matrix whose elements lie any number of elements apart, from row to row and from column to
/// column.
typedef struct {
  const float *_Nonnull first;
  size_t row_stride;
  size_t column_stride;
} ckernels_strided;

/// The elements of scratch memory that a strided product takes.
size_t ckernels_strided_product_scratch(size_t inner, size_t columns);

/// Computes [rows, columns], its rows `row_stride` elements apart, of any factors [rows, inner] and
/// [inner, columns]. An element has the bits that `ckernels_product` gives it. No memory overlaps
/// other.
void ckernels_strided_product(
    size_t rows, size_t inner, size_t columns, ckernels_strided left, ckernels_strided right,
    float *_Nonnull scratch, float *_Nonnull result, size_t row_stride);

/// Writes the transpose [columns, rows] of the dense [rows, columns].
void ckernels_transpose(
    size_t rows, size_t columns, const float *_Nonnull from, float *_Nonnull to);

// Layouts of convolutions' weights.

/// Writes `side` rows of weights, [side, places, inputs], of blocks
/// [inputs / side, places, side inputs, side outputs].
void ckernels_unblock(
    size_t side, size_t places, size_t inputs, const float *_Nonnull blocks,
    float *_Nonnull weights);

#endif
