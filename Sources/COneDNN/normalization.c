#include "internal.h"

// Scale and shift are one array of two rows in 2.x with the older flag; the separate flags exist
// in both major versions and are what this surface uses.
#define FLAGS (dnnl_use_scale | dnnl_use_shift)

static dnnl_status_t create(
    float epsilon, bool backward, limn_md md, dnnl_primitive_desc_t *result) {
  dnnl_primitive_desc_t hint;
#if LIMN_V3
  dnnl_status_t status = dnnl_batch_normalization_forward_primitive_desc_create(
      &hint, limn_engine(), dnnl_forward_training, md, md, epsilon, FLAGS, limn_attributes());
  if (status != dnnl_success || !backward) {
    *result = hint;
    return status;
  }
  status = dnnl_batch_normalization_backward_primitive_desc_create(
      result, limn_engine(), dnnl_backward, md, md, md, epsilon, FLAGS, hint, limn_attributes());
#else
  dnnl_batch_normalization_desc_t normalization;
  dnnl_status_t status = dnnl_batch_normalization_forward_desc_init(
      &normalization, dnnl_forward_training, &md, epsilon, FLAGS);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(
        &hint, &normalization, limn_attributes(), limn_engine(), NULL);
  if (status != dnnl_success || !backward) {
    *result = hint;
    return status;
  }
  status = dnnl_batch_normalization_backward_desc_init(
      &normalization, dnnl_backward, &md, &md, epsilon, FLAGS);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(
        result, &normalization, limn_attributes(), limn_engine(), hint);
#endif
  dnnl_primitive_desc_destroy(hint);
  return status;
}

static dnnl_status_t create_layer(
    float epsilon, bool backward, limn_md md, limn_md statistics, dnnl_primitive_desc_t *result) {
  dnnl_primitive_desc_t hint;
#if LIMN_V3
  dnnl_status_t status = dnnl_layer_normalization_forward_primitive_desc_create(
      &hint, limn_engine(), dnnl_forward_training, md, md, statistics, epsilon, FLAGS,
      limn_attributes());
  if (status != dnnl_success || !backward) {
    *result = hint;
    return status;
  }
  status = dnnl_layer_normalization_backward_primitive_desc_create(
      result, limn_engine(), dnnl_backward, md, md, md, statistics, epsilon, FLAGS, hint,
      limn_attributes());
#else
  dnnl_layer_normalization_desc_t normalization;
  dnnl_status_t status = dnnl_layer_normalization_forward_desc_init(
      &normalization, dnnl_forward_training, &md, &statistics, epsilon, FLAGS);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(
        &hint, &normalization, limn_attributes(), limn_engine(), NULL);
  if (status != dnnl_success || !backward) {
    *result = hint;
    return status;
  }
  status = dnnl_layer_normalization_backward_desc_init(
      &normalization, dnnl_backward, &md, &md, &statistics, epsilon, FLAGS);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(
        result, &normalization, limn_attributes(), limn_engine(), hint);
#endif
  dnnl_primitive_desc_destroy(hint);
  return status;
}

static const limn_slot forward_slots[] = {
    {DNNL_ARG_SRC, dnnl_query_src_md, 0},       {DNNL_ARG_DST, dnnl_query_dst_md, 0},
    {DNNL_ARG_MEAN, dnnl_query_dst_md, 1},      {DNNL_ARG_VARIANCE, dnnl_query_dst_md, 2},
    {DNNL_ARG_SCALE, dnnl_query_weights_md, 0}, {DNNL_ARG_SHIFT, dnnl_query_weights_md, 0}};
static const limn_slot backward_slots[] = {
    {DNNL_ARG_SRC, dnnl_query_src_md, 0},
    {DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, 0},
    {DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, 0},
    {DNNL_ARG_MEAN, dnnl_query_src_md, 1},
    {DNNL_ARG_VARIANCE, dnnl_query_src_md, 2},
    {DNNL_ARG_SCALE, dnnl_query_weights_md, 0},
    {DNNL_ARG_SHIFT, dnnl_query_weights_md, 0},
    {DNNL_ARG_DIFF_SCALE, dnnl_query_diff_weights_md, 0},
    {DNNL_ARG_DIFF_SHIFT, dnnl_query_diff_weights_md, 0}};

// The gradient does not depend on the shift. Some versions ask for it, others refuse it: batch
// normalization in oneDNN 3.2 does, its layer normalization and all of 2.6 ask.
static limn_operation *create_backward(dnnl_primitive_desc_t description, char *error) {
  enum { COUNT = sizeof backward_slots / sizeof *backward_slots, INPUTS = 6 };
  limn_slot slots[COUNT];
  memcpy(slots, backward_slots, sizeof slots);
  bool takes_shift =
      dnnl_primitive_desc_query_s32(description, dnnl_query_num_of_inputs_s32, 0) == INPUTS;
  for (int i = 0; i < COUNT; i++) {
    if (slots[i].kind == DNNL_ARG_SHIFT && !takes_shift) slots[i].kind = LIMN_UNUSED;
  }
  return limn_operation_create(description, slots, COUNT, error);
}

static limn_operation *prepare_layer(
    float epsilon, bool backward, const limn_array *array, char *error) {
  limn_array rows = {
      .rank = 1, .dtype = LIMN_F32, .dims = {array->dims[0]}, .strides = {1}};
  limn_md md, statistics;
  if (!limn_md_plain(&md, array, error) || !limn_md_plain(&statistics, &rows, error)) return NULL;
  dnnl_primitive_desc_t description;
  dnnl_status_t status = create_layer(epsilon, backward, md, statistics, &description);
  limn_md_free(md);
  limn_md_free(statistics);
  if (!limn_check(status, "layer normalization", error)) return NULL;
  return backward ? create_backward(description, error)
                  : limn_operation_create(description, forward_slots, 6, error);
}

limn_operation *limn_prepare_layer_normalization(
    float epsilon, const limn_array *array, char *error) {
  return prepare_layer(epsilon, false, array, error);
}

limn_operation *limn_prepare_layer_normalization_gradient(
    float epsilon, const limn_array *array, char *error) {
  return prepare_layer(epsilon, true, array, error);
}

limn_operation *limn_prepare_batch_normalization(
    float epsilon, const limn_array *array, char *error) {
  limn_md md;
  if (!limn_md_plain(&md, array, error)) return NULL;
  dnnl_primitive_desc_t description;
  dnnl_status_t status = create(epsilon, false, md, &description);
  limn_md_free(md);
  if (!limn_check(status, "batch normalization", error)) return NULL;
  return limn_operation_create(description, forward_slots, 6, error);
}

limn_operation *limn_prepare_batch_normalization_gradient(
    float epsilon, const limn_array *array, char *error) {
  limn_md md;
  if (!limn_md_plain(&md, array, error)) return NULL;
  dnnl_primitive_desc_t description;
  dnnl_status_t status = create(epsilon, true, md, &description);
  limn_md_free(md);
  if (!limn_check(status, "batch normalization gradient", error)) return NULL;
  return create_backward(description, error);
}
