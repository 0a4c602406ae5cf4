// One C surface over oneDNN 2.x and 3.x: prepared operations on plain strided arrays.
//
// An operation is prepared once for its shapes and types and then executed on buffers as often as
// wanted. A function that takes an `error` (at least LIMN_ERROR_CAPACITY bytes) returns NULL or a
// non-zero status where it fails and leaves a sentence there. The only one that aborts is
// `limn_set_thread_value`, where there is no memory.
#ifndef LIMN_CONEDNN_H
#define LIMN_CONEDNN_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#else
#define _Nullable
#define _Nonnull
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define LIMN_ERROR_CAPACITY 256
#define LIMN_MAX_RANK 6

typedef enum { LIMN_F32 = 0, LIMN_BF16 = 1 } limn_dtype;

/// An array: extents and, in elements, the step along each axis.
typedef struct {
  int32_t rank;
  limn_dtype dtype;
  int64_t dims[LIMN_MAX_RANK];
  int64_t strides[LIMN_MAX_RANK];
} limn_array;

/// A prepared operation. Its arguments are passed to `limn_execute` in the order that the function
/// which prepares it names.
typedef struct limn_operation limn_operation;

/// The oneDNN version that runs, as "2.6.3".
void limn_runtime_version(char *text, size_t capacity);

/// Whether the processor runs bfloat16 convolutions natively (AVX-512 BF16 or AMX).
int limn_has_bf16(void);

/// Whether bf16 convolutions are faster than those of f32. They are with AMX and on AMD's
/// processors; on the one Intel processor without AMX that was measured they took 0.122 s where f32
/// takes 0.077, and others of the kind are taken to be like it.
int limn_has_fast_bf16(void);

/// Whether oneDNN may use AMX, whose tiles take most of the time out of bf16 products.
int limn_has_amx(void);

/// The instruction set that oneDNN has found and may use, as "avx512_core_amx".
const char *limn_instruction_set(void);

/// The number of threads the kernels use, of the calling thread from now on.
void limn_set_threads(int count);
int limn_threads(void);

/// The processors that this process may use, 1 where OpenMP's runtime is not there to tell.
int limn_processors(void);

/// A value of the calling thread's, NULL until one is set; `drop` is called with it when the thread
/// ends. Setting it aborts where there is no memory for it.
void *_Nullable limn_thread_value(void);
void limn_set_thread_value(void *value, void (*drop)(void *value));

/// Calls `part` once on each of the threads that the kernels use, with its number and their count,
/// and waits for all. Where OpenMP's runtime is not there, calls it once with 0 and 1.
void limn_in_parallel(void (*part)(void *context, int index, int count), void *context);

/// Whether the caller is one of several such threads.
int limn_is_in_parallel(void);

void limn_free(limn_operation *_Nullable operation);

/// The number of arguments, the bytes of one of them, how often the operation was run, and how
/// long.
int32_t limn_argument_count(const limn_operation *operation);
size_t limn_argument_bytes(const limn_operation *operation, int32_t index);
uint64_t limn_execution_count(const limn_operation *operation);
uint64_t limn_execution_nanoseconds(const limn_operation *operation);

/// Runs the operation on one buffer for each of its arguments.
int limn_execute(
    limn_operation *operation, void *_Nullable const *_Nonnull buffers, int32_t count,
    char *error);

/// Convolution weights keep a layout of oneDNN's choice. These give its size in bytes, bring plain
/// weights into it, and bring a gradient in it back to plain f32.
size_t limn_packed_bytes(const limn_operation *operation);
int limn_pack(limn_operation *operation, const void *plain, void *packed, char *error);
int limn_unpack(limn_operation *operation, const void *packed, void *plain, char *error);

/// Of a gradient by weights, f32: the side b of the blocks where that layout is
/// [outputs / b, inputs / b, height, width, b inputs, b outputs], else 0.
int32_t limn_square_block(const limn_operation *operation);

/// Which of the three products of a convolution is wanted.
typedef enum {
  LIMN_CONVOLUTION_FORWARD = 0,          // arguments: input, packed weights, output [, bias]
  LIMN_CONVOLUTION_BACKWARD_DATA = 1,    // arguments: gradient of input, packed weights,
                                         //   gradient of output
  LIMN_CONVOLUTION_BACKWARD_WEIGHTS = 2  // arguments: input, packed gradient of weights,
                                         //   gradient of output [, gradient of bias]
} limn_convolution_kind;

/// An elementwise function that a convolution ends with.
typedef enum {
  LIMN_FUSED_NONE = 0,
  LIMN_FUSED_LEAKY_RELU = 1,  // alpha x below zero
  LIMN_FUSED_CLIP = 2         // between alpha and beta
} limn_fused;

typedef struct {
  limn_convolution_kind kind;
  limn_array input;    // [N, C, H, W]
  limn_array weights;  // [O, C, kH, kW], or in G groups [G, O/G, C/G, kH, kW]; plain; f32, or of
                       //   the input's type
  limn_array output;   // [N, O, H', W']
  int64_t stride;
  int64_t dilation;     // elements of the input left out between those of a window, along both axes
  int64_t padding;      // zeros before the input, along both axes
  int64_t end_padding;  // zeros after it
  int32_t has_bias;     // [O], f32
  limn_fused fused;     // forward only: a function of the result
  float alpha, beta;    // its arguments
} limn_convolution;

limn_operation *_Nullable limn_prepare_convolution(const limn_convolution *description, char *error);

/// Arguments: left, right, output. All have the same rank; the first axes (all but two) are
/// batches, of which left and right may have extent 1.
limn_operation *_Nullable limn_prepare_matmul(
    const limn_array *left, const limn_array *right, const limn_array *output, char *error);

typedef enum {
  LIMN_LEAKY_RELU = 0,  // alpha x below zero
  LIMN_TANH = 1,
  LIMN_LOGISTIC = 2,
  LIMN_SOFTPLUS = 3,
  LIMN_EXP = 4,
  LIMN_SQRT = 5,
  LIMN_SQUARE = 6,
  LIMN_ABS = 7,
  LIMN_LINEAR = 8,  // alpha x + beta
  LIMN_POWER = 9    // alpha x ^ beta
} limn_unary;

/// Arguments: input, output.
limn_operation *_Nullable limn_prepare_unary(
    limn_unary function, float alpha, float beta, const limn_array *array, char *error);

/// The gradient of leaky ReLU. Arguments: input, gradient of output, gradient of input.
limn_operation *_Nullable limn_prepare_leaky_relu_gradient(
    float slope, const limn_array *array, char *error);

typedef enum {
  LIMN_ADD = 0,
  LIMN_SUBTRACT = 1,
  LIMN_MULTIPLY = 2,
  LIMN_DIVIDE = 3
} limn_binary;

/// Arguments: left, right, output. Axes of the right operand with extent 1 are broadcast.
limn_operation *_Nullable limn_prepare_binary(
    limn_binary function, const limn_array *left, const limn_array *right,
    const limn_array *output, char *error);

/// Copies between layouts and types of equal dims. Arguments: input, output.
limn_operation *_Nullable limn_prepare_copy(
    const limn_array *input, const limn_array *output, char *error);

/// Softmax, or its logarithm, along the last axis. Arguments: input, output.
limn_operation *_Nullable limn_prepare_softmax(
    int32_t logarithm, const limn_array *array, char *error);

/// Enlargement of [N, C, H, W] by nearest neighbour or bilinear interpolation, or, with `adjoint`,
/// its transpose. Arguments: input (small), output (large); adjoint: large, small.
limn_operation *_Nullable limn_prepare_resampling(
    int32_t bilinear, int32_t adjoint, const limn_array *small, const limn_array *large,
    char *error);

/// The mean over windows of `side` by `side`, `stride` apart, over an input with `padding` zeros
/// around it, or, with `adjoint`, its transpose. Arguments: input, output; adjoint: output, input.
limn_operation *_Nullable limn_prepare_average_pooling(
    int64_t side, int64_t stride, int64_t padding, int32_t adjoint, const limn_array *input,
    const limn_array *output, char *error);

/// Layer normalization of [rows, width] along each row, with scale and shift [width].
/// Arguments: input, output, mean [rows], variance [rows], scale, shift.
limn_operation *_Nullable limn_prepare_layer_normalization(
    float epsilon, const limn_array *array, char *error);

/// Its gradient. Arguments: input, gradient of output, gradient of input, mean, variance, scale,
/// shift, gradient of scale, gradient of shift.
limn_operation *_Nullable limn_prepare_layer_normalization_gradient(
    float epsilon, const limn_array *array, char *error);

#ifdef __cplusplus
}
#endif

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
