#include "internal.h"

// The memory descriptions of one convolution; bias is absent where has_bias is false.
typedef struct {
  limn_md input, weights, output, bias;
} descriptions;

static bool describe(const limn_convolution *c, descriptions *d, char *error) {
  // The gradient of the weights is accumulated and kept in f32.
  limn_dtype weight_type =
      c->kind == LIMN_CONVOLUTION_BACKWARD_WEIGHTS ? LIMN_F32 : c->input.dtype;
  limn_array bias = {
      .rank = 1, .dtype = LIMN_F32, .dims = {c->output.dims[1]}, .strides = {1}};
  return limn_md_plain(&d->input, &c->input, error) &&
         limn_md_any(&d->weights, &c->weights, weight_type, error) &&
         limn_md_plain(&d->output, &c->output, error) && limn_md_plain(&d->bias, &bias, error);
}

static void forget(descriptions *d) {
  limn_md_free(d->input);
  limn_md_free(d->weights);
  limn_md_free(d->output);
  limn_md_free(d->bias);
}

static dnnl_primitive_attr_t activation(const limn_convolution *c) {
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_primitive_attr_clone(&attributes, limn_attributes());
  if (c->fused == LIMN_FUSED_NONE) return attributes;
  dnnl_alg_kind_t function =
      c->fused == LIMN_FUSED_CLIP ? dnnl_eltwise_clip : dnnl_eltwise_relu;
  dnnl_post_ops_t steps;
  dnnl_post_ops_create(&steps);
#if LIMN_V3
  dnnl_post_ops_append_eltwise(steps, function, c->alpha, c->beta);
#else
  dnnl_post_ops_append_eltwise(steps, 1, function, c->alpha, c->beta);
#endif
  dnnl_primitive_attr_set_post_ops(attributes, steps);
  dnnl_post_ops_destroy(steps);
  return attributes;
}

#if LIMN_V3

static dnnl_status_t create(
    const limn_convolution *c, const descriptions *d, dnnl_primitive_desc_t *result) {
  dnnl_dims_t stride = {c->stride, c->stride}, dilation = {c->dilation, c->dilation};
  dnnl_dims_t padding = {c->padding, c->padding}, end = {c->end_padding, c->end_padding};
  limn_md bias = c->has_bias ? d->bias : NULL;
  if (c->kind == LIMN_CONVOLUTION_FORWARD) {
    dnnl_primitive_attr_t attributes = activation(c);
    dnnl_status_t status = dnnl_convolution_forward_primitive_desc_create(
        result, limn_engine(), dnnl_forward_training, dnnl_convolution_direct, d->input,
        d->weights, bias, d->output, stride, dilation, padding, end, attributes);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    return status;
  }
  dnnl_primitive_desc_t hint;
  limn_convolution forward = *c;
  forward.kind = LIMN_CONVOLUTION_FORWARD;
  forward.fused = LIMN_FUSED_NONE;
  descriptions fd;
  char ignored[LIMN_ERROR_CAPACITY];
  if (!describe(&forward, &fd, ignored)) return dnnl_invalid_arguments;
  dnnl_status_t status = create(&forward, &fd, &hint);
  forget(&fd);
  if (status != dnnl_success) return status;
  status = c->kind == LIMN_CONVOLUTION_BACKWARD_DATA
               ? dnnl_convolution_backward_data_primitive_desc_create(
                     result, limn_engine(), dnnl_convolution_direct, d->input, d->weights,
                     d->output, stride, dilation, padding, end, hint, limn_attributes())
               : dnnl_convolution_backward_weights_primitive_desc_create(
                     result, limn_engine(), dnnl_convolution_direct, d->input, d->weights, bias,
                     d->output, stride, dilation, padding, end, hint, limn_attributes());
  dnnl_primitive_desc_destroy(hint);
  return status;
}

#else

static dnnl_status_t create(
    const limn_convolution *c, const descriptions *d, dnnl_primitive_desc_t *result) {
  dnnl_dims_t stride = {c->stride, c->stride}, dilation = {c->dilation, c->dilation};
  dnnl_dims_t padding = {c->padding, c->padding}, end = {c->end_padding, c->end_padding};
  const dnnl_memory_desc_t *bias = c->has_bias ? &d->bias : NULL;
  dnnl_convolution_desc_t description;
  if (c->kind == LIMN_CONVOLUTION_FORWARD) {
    dnnl_status_t status = dnnl_dilated_convolution_forward_desc_init(
        &description, dnnl_forward_training, dnnl_convolution_direct, &d->input, &d->weights, bias,
        &d->output, stride, dilation, padding, end);
    if (status != dnnl_success) return status;
    dnnl_primitive_attr_t attributes = activation(c);
    status = dnnl_primitive_desc_create(result, &description, attributes, limn_engine(), NULL);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    return status;
  }
  dnnl_primitive_desc_t hint;
  limn_convolution forward = *c;
  forward.kind = LIMN_CONVOLUTION_FORWARD;
  forward.fused = LIMN_FUSED_NONE;
  descriptions fd;
  char ignored[LIMN_ERROR_CAPACITY];
  if (!describe(&forward, &fd, ignored)) return dnnl_invalid_arguments;
  dnnl_status_t status = create(&forward, &fd, &hint);
  if (status != dnnl_success) return status;
  status = c->kind == LIMN_CONVOLUTION_BACKWARD_DATA
               ? dnnl_dilated_convolution_backward_data_desc_init(
                     &description, dnnl_convolution_direct, &d->input, &d->weights, &d->output,
                     stride, dilation, padding, end)
               : dnnl_dilated_convolution_backward_weights_desc_init(
                     &description, dnnl_convolution_direct, &d->input, &d->weights, bias,
                     &d->output, stride, dilation, padding, end);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(
        result, &description, limn_attributes(), limn_engine(), hint);
  dnnl_primitive_desc_destroy(hint);
  return status;
}

#endif

// Prepares the copy between plain weights and the layout that the primitive chose.
static bool prepare_repacking(
    limn_operation *operation, const limn_convolution *c, limn_borrowed_md packed, char *error) {
  limn_md plain;
  if (!limn_md_plain(&plain, &c->weights, error)) return false;
  operation->packed_bytes = dnnl_memory_desc_get_size(packed);
  bool back = c->kind == LIMN_CONVOLUTION_BACKWARD_WEIGHTS;
  dnnl_primitive_desc_t description;
  bool good = limn_check(
      dnnl_reorder_primitive_desc_create(
          &description, back ? packed : MD(plain), limn_engine(), back ? MD(plain) : packed,
          limn_engine(), NULL),
      "weight layout", error);
  if (good) {
    good = limn_check(
        dnnl_primitive_create(&operation->repack, description), "weight layout", error);
    dnnl_primitive_desc_destroy(description);
  }
  good = good &&
         limn_check(
             dnnl_memory_create(
                 &operation->plain_weights, MD(plain), limn_engine(), DNNL_MEMORY_NONE),
             "weights", error) &&
         limn_check(
             dnnl_memory_create(
                 &operation->packed_weights, packed, limn_engine(), DNNL_MEMORY_NONE),
             "weights", error);
  limn_md_free(plain);
  return good;
}

limn_operation *limn_prepare_convolution(const limn_convolution *c, char *error) {
  static const limn_slot slots[3][4] = {
      {{DNNL_ARG_SRC, dnnl_query_src_md, 0},
       {DNNL_ARG_WEIGHTS, dnnl_query_weights_md, 0},
       {DNNL_ARG_DST, dnnl_query_dst_md, 0},
       {DNNL_ARG_BIAS, dnnl_query_weights_md, 1}},
      {{DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, 0},
       {DNNL_ARG_WEIGHTS, dnnl_query_weights_md, 0},
       {DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, 0}},
      {{DNNL_ARG_SRC, dnnl_query_src_md, 0},
       {DNNL_ARG_DIFF_WEIGHTS, dnnl_query_diff_weights_md, 0},
       {DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, 0},
       {DNNL_ARG_DIFF_BIAS, dnnl_query_diff_weights_md, 1}}};
  descriptions d;
  if (!describe(c, &d, error)) return NULL;
  dnnl_primitive_desc_t description;
  dnnl_status_t status = create(c, &d, &description);
  forget(&d);
  if (!limn_check(status, "convolution", error)) return NULL;
  limn_operation *operation =
      limn_operation_create(description, slots[c->kind], c->has_bias ? 4 : 3, error);
  if (!operation) return NULL;
  limn_borrowed_md packed = limn_query(operation, slots[c->kind][1].query, 0);
  if (prepare_repacking(operation, c, packed, error)) return operation;
  limn_free(operation);
  return NULL;
}

size_t limn_packed_bytes(const limn_operation *operation) { return operation->packed_bytes; }

// How an array lies in memory: in blocks within blocks, along some of its axes.
typedef struct {
  const dnnl_dim_t *dims, *strides, *block_sizes, *block_axes;
  int block_count;
} blocking;

#if LIMN_V3
static bool ask(limn_borrowed_md md, dnnl_query_t what, void *answer) {
  return dnnl_memory_desc_query(md, what, answer) == dnnl_success;
}
#endif

static bool find_blocking(limn_borrowed_md md, blocking *b) {
#if LIMN_V3
  dnnl_format_kind_t kind;
  const dnnl_dims_t *dims, *strides, *sizes, *axes;
  bool good = ask(md, dnnl_query_format_kind, &kind) && kind == dnnl_blocked &&
              ask(md, dnnl_query_dims, &dims) && ask(md, dnnl_query_strides, &strides) &&
              ask(md, dnnl_query_inner_nblks_s32, &b->block_count) &&
              ask(md, dnnl_query_inner_blks, &sizes) && ask(md, dnnl_query_inner_idxs, &axes);
  if (!good) return false;
  b->dims = *dims;
  b->strides = *strides;
  b->block_sizes = *sizes;
  b->block_axes = *axes;
#else
  if (md->format_kind != dnnl_blocked) return false;
  const dnnl_blocking_desc_t *known = &md->format_desc.blocking;
  b->dims = md->dims;
  b->strides = known->strides;
  b->block_sizes = known->inner_blks;
  b->block_axes = known->inner_idxs;
  b->block_count = known->inner_nblks;
#endif
  return true;
}

int32_t limn_square_block(const limn_operation *operation) {
  blocking b;
  limn_borrowed_md md = NULL;
  if (dnnl_memory_get_memory_desc(operation->packed_weights, &md) != dnnl_success) return 0;
  if (!find_blocking(md, &b) || b.block_count != 2) return 0;
  dnnl_dim_t size = b.block_sizes[0], step = size * size;
  bool is_square = b.block_sizes[1] == size && b.block_axes[0] == 1 && b.block_axes[1] == 0 &&
                   b.dims[0] % size == 0 && b.dims[1] % size == 0;
  // Width, height, inputs and outputs, in the order in which they change.
  dnnl_dim_t extents[4] = {b.dims[3], b.dims[2], b.dims[1] / size, b.dims[0] / size};
  for (int i = 0; i < 4; i++) {
    is_square = is_square && b.strides[3 - i] == step;
    step *= extents[i];
  }
  return is_square ? (int32_t)size : 0;
}

static int repack(
    limn_operation *operation, dnnl_memory_t from, const void *source, dnnl_memory_t to,
    void *target, char *error) {
  dnnl_exec_arg_t arguments[2] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
  dnnl_status_t status = dnnl_memory_set_data_handle(from, (void *)source);
  if (status == dnnl_success) status = dnnl_memory_set_data_handle(to, target);
  if (status == dnnl_success)
    status = dnnl_primitive_execute(operation->repack, limn_stream(), 2, arguments);
  if (status == dnnl_success) status = dnnl_stream_wait(limn_stream());
  return !limn_check(status, "weight layout", error);
}

int limn_pack(limn_operation *operation, const void *plain, void *packed, char *error) {
  return repack(
      operation, operation->plain_weights, plain, operation->packed_weights, packed, error);
}

int limn_unpack(limn_operation *operation, const void *packed, void *plain, char *error) {
  return repack(
      operation, operation->packed_weights, packed, operation->plain_weights, plain, error);
}
