#include "internal.h"

static const limn_slot forward_slots[] = {
    {DNNL_ARG_SRC, dnnl_query_src_md, 0}, {DNNL_ARG_DST, dnnl_query_dst_md, 0}};
static const limn_slot backward_slots[] = {
    {DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, 0}, {DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, 0}};

limn_operation *limn_prepare_resampling(
    int32_t bilinear, int32_t adjoint, const limn_array *small, const limn_array *large,
    char *error) {
  limn_md s, l;
  if (!limn_md_plain(&s, small, error) || !limn_md_plain(&l, large, error)) return NULL;
  dnnl_alg_kind_t kind = bilinear ? dnnl_resampling_linear : dnnl_resampling_nearest;
  float factors[2] = {
      (float)large->dims[2] / (float)small->dims[2], (float)large->dims[3] / (float)small->dims[3]};
  dnnl_primitive_desc_t description, hint;
#if LIMN_V3
  dnnl_status_t status = dnnl_resampling_forward_primitive_desc_create(
      &hint, limn_engine(), dnnl_forward_training, kind, factors, s, l, limn_attributes());
  if (status == dnnl_success && adjoint) {
    status = dnnl_resampling_backward_primitive_desc_create(
        &description, limn_engine(), kind, factors, s, l, hint, limn_attributes());
    dnnl_primitive_desc_destroy(hint);
  } else {
    description = hint;
  }
#else
  dnnl_resampling_desc_t resampling;
  dnnl_status_t status = dnnl_resampling_forward_desc_init(
      &resampling, dnnl_forward_training, kind, factors, &s, &l);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(&hint, &resampling, limn_attributes(), limn_engine(), NULL);
  if (status == dnnl_success && adjoint) {
    status = dnnl_resampling_backward_desc_init(&resampling, kind, factors, &s, &l);
    if (status == dnnl_success)
      status = dnnl_primitive_desc_create(
          &description, &resampling, limn_attributes(), limn_engine(), hint);
    dnnl_primitive_desc_destroy(hint);
  } else {
    description = hint;
  }
#endif
  limn_md_free(s);
  limn_md_free(l);
  if (!limn_check(status, "resampling", error)) return NULL;
  return limn_operation_create(description, adjoint ? backward_slots : forward_slots, 2, error);
}

limn_operation *limn_prepare_average_pooling(
    int64_t side, int64_t stride, int64_t padding, int32_t adjoint, const limn_array *input,
    const limn_array *output, char *error) {
  limn_md x, y;
  if (!limn_md_plain(&x, input, error) || !limn_md_plain(&y, output, error)) return NULL;
  dnnl_dims_t window = {side, side}, step = {stride, stride}, around = {padding, padding};
  dnnl_alg_kind_t kind = dnnl_pooling_avg_include_padding;
  dnnl_primitive_desc_t description, hint;
#if LIMN_V3
  dnnl_dims_t none = {0, 0};
  dnnl_status_t status = dnnl_pooling_forward_primitive_desc_create(
      &hint, limn_engine(), dnnl_forward_training, kind, x, y, step, window, none, around, around,
      limn_attributes());
  if (status == dnnl_success && adjoint) {
    status = dnnl_pooling_backward_primitive_desc_create(
        &description, limn_engine(), kind, x, y, step, window, none, around, around, hint,
        limn_attributes());
    dnnl_primitive_desc_destroy(hint);
  } else {
    description = hint;
  }
#else
  dnnl_pooling_desc_t pooling;
  dnnl_status_t status = dnnl_pooling_forward_desc_init(
      &pooling, dnnl_forward_training, kind, &x, &y, step, window, around, around);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(&hint, &pooling, limn_attributes(), limn_engine(), NULL);
  if (status == dnnl_success && adjoint) {
    status = dnnl_pooling_backward_desc_init(&pooling, kind, &x, &y, step, window, around, around);
    if (status == dnnl_success)
      status = dnnl_primitive_desc_create(
          &description, &pooling, limn_attributes(), limn_engine(), hint);
    dnnl_primitive_desc_destroy(hint);
  } else {
    description = hint;
  }
#endif
  limn_md_free(x);
  limn_md_free(y);
  if (!limn_check(status, "average pooling", error)) return NULL;
  return limn_operation_create(description, adjoint ? backward_slots : forward_slots, 2, error);
}
