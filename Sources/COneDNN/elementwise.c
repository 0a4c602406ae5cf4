#include "internal.h"

static const dnnl_alg_kind_t unary_kinds[] = {
    dnnl_eltwise_relu,   dnnl_eltwise_tanh, dnnl_eltwise_logistic, dnnl_eltwise_soft_relu,
    dnnl_eltwise_exp,    dnnl_eltwise_sqrt, dnnl_eltwise_square,   dnnl_eltwise_abs,
    dnnl_eltwise_linear, dnnl_eltwise_pow};

static const dnnl_alg_kind_t binary_kinds[] = {
    dnnl_binary_add, dnnl_binary_sub, dnnl_binary_mul, dnnl_binary_div};

limn_operation *limn_prepare_unary(
    limn_unary function, float alpha, float beta, const limn_array *array, char *error) {
  static const limn_slot slots[] = {
      {DNNL_ARG_SRC, dnnl_query_src_md, 0}, {DNNL_ARG_DST, dnnl_query_dst_md, 0}};
  limn_md md;
  if (!limn_md_plain(&md, array, error)) return NULL;
#if LIMN_V3
  // From 3.0 on, soft ReLU takes its steepness as alpha.
  if (function == LIMN_SOFTPLUS) alpha = 1;
#endif
  dnnl_primitive_desc_t description;
#if LIMN_V3
  dnnl_status_t status = dnnl_eltwise_forward_primitive_desc_create(
      &description, limn_engine(), dnnl_forward_inference, unary_kinds[function], md, md, alpha,
      beta, limn_attributes());
#else
  dnnl_eltwise_desc_t eltwise;
  dnnl_status_t status = dnnl_eltwise_forward_desc_init(
      &eltwise, dnnl_forward_inference, unary_kinds[function], &md, alpha, beta);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(
        &description, &eltwise, limn_attributes(), limn_engine(), NULL);
#endif
  limn_md_free(md);
  if (!limn_check(status, "elementwise function", error)) return NULL;
  return limn_operation_create(description, slots, 2, error);
}

limn_operation *limn_prepare_leaky_relu_gradient(
    float slope, const limn_array *array, char *error) {
  static const limn_slot slots[] = {
      {DNNL_ARG_SRC, dnnl_query_src_md, 0},
      {DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, 0},
      {DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, 0}};
  limn_md md;
  if (!limn_md_plain(&md, array, error)) return NULL;
  dnnl_primitive_desc_t hint, description;
#if LIMN_V3
  dnnl_status_t status = dnnl_eltwise_forward_primitive_desc_create(
      &hint, limn_engine(), dnnl_forward_training, dnnl_eltwise_relu, md, md, slope, 0,
      limn_attributes());
  if (status == dnnl_success) {
    status = dnnl_eltwise_backward_primitive_desc_create(
        &description, limn_engine(), dnnl_eltwise_relu, md, md, md, slope, 0, hint,
        limn_attributes());
    dnnl_primitive_desc_destroy(hint);
  }
#else
  dnnl_eltwise_desc_t eltwise;
  dnnl_status_t status = dnnl_eltwise_forward_desc_init(
      &eltwise, dnnl_forward_training, dnnl_eltwise_relu, &md, slope, 0);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(&hint, &eltwise, limn_attributes(), limn_engine(), NULL);
  if (status == dnnl_success) {
    status = dnnl_eltwise_backward_desc_init(&eltwise, dnnl_eltwise_relu, &md, &md, slope, 0);
    if (status == dnnl_success)
      status = dnnl_primitive_desc_create(
          &description, &eltwise, limn_attributes(), limn_engine(), hint);
    dnnl_primitive_desc_destroy(hint);
  }
#endif
  limn_md_free(md);
  if (!limn_check(status, "leaky ReLU gradient", error)) return NULL;
  return limn_operation_create(description, slots, 3, error);
}

limn_operation *limn_prepare_binary(
    limn_binary function, const limn_array *left, const limn_array *right,
    const limn_array *output, char *error) {
  static const limn_slot slots[] = {
      {DNNL_ARG_SRC_0, dnnl_query_src_md, 0},
      {DNNL_ARG_SRC_1, dnnl_query_src_md, 1},
      {DNNL_ARG_DST, dnnl_query_dst_md, 0}};
  limn_md l, r, o;
  if (!limn_md_plain(&l, left, error) || !limn_md_plain(&r, right, error) ||
      !limn_md_plain(&o, output, error))
    return NULL;
  dnnl_primitive_desc_t description;
#if LIMN_V3
  dnnl_status_t status = dnnl_binary_primitive_desc_create(
      &description, limn_engine(), binary_kinds[function], l, r, o, limn_attributes());
#else
  dnnl_binary_desc_t binary;
  dnnl_status_t status = dnnl_binary_desc_init(&binary, binary_kinds[function], &l, &r, &o);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(
        &description, &binary, limn_attributes(), limn_engine(), NULL);
#endif
  limn_md_free(l);
  limn_md_free(r);
  limn_md_free(o);
  if (!limn_check(status, "binary operation", error)) return NULL;
  return limn_operation_create(description, slots, 3, error);
}

limn_operation *limn_prepare_copy(
    const limn_array *input, const limn_array *output, char *error) {
  // The layouts are ours, so the primitive is asked for none.
  limn_md from, to;
  if (!limn_md_plain(&from, input, error) || !limn_md_plain(&to, output, error)) return NULL;
  static const limn_slot slots[] = {
      {DNNL_ARG_FROM, dnnl_query_src_md, 0}, {DNNL_ARG_TO, dnnl_query_dst_md, 0}};
  dnnl_primitive_desc_t description;
  dnnl_status_t status = dnnl_reorder_primitive_desc_create(
      &description, MD(from), limn_engine(), MD(to), limn_engine(), limn_attributes());
  limn_md_free(from);
  limn_md_free(to);
  if (!limn_check(status, "copy", error)) return NULL;
  return limn_operation_create(description, slots, 2, error);
}

limn_operation *limn_prepare_softmax(int32_t logarithm, const limn_array *array, char *error) {
  static const limn_slot slots[] = {
      {DNNL_ARG_SRC, dnnl_query_src_md, 0}, {DNNL_ARG_DST, dnnl_query_dst_md, 0}};
  limn_md md;
  if (!limn_md_plain(&md, array, error)) return NULL;
  int axis = array->rank - 1;
  dnnl_primitive_desc_t description;
#if LIMN_V3
  dnnl_status_t status = dnnl_softmax_forward_primitive_desc_create(
      &description, limn_engine(), dnnl_forward_inference,
      logarithm ? dnnl_softmax_log : dnnl_softmax_accurate, md, md, axis, limn_attributes());
#else
  dnnl_softmax_v2_desc_t softmax;
  dnnl_status_t status = dnnl_softmax_v2_forward_desc_init(
      &softmax, dnnl_forward_inference, logarithm ? dnnl_softmax_log : dnnl_softmax_accurate, &md,
      &md, axis);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(
        &description, &softmax, limn_attributes(), limn_engine(), NULL);
#endif
  limn_md_free(md);
  if (!limn_check(status, "softmax", error)) return NULL;
  return limn_operation_create(description, slots, 2, error);
}
