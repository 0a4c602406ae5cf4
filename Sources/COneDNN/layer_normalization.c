#include "internal.h"

// Scale and shift are one array of two rows in 2.x with the older flag; the separate flags exist
// in both major versions and are what this surface uses.
#define FLAGS (dnnl_use_scale | dnnl_use_shift)

static dnnl_status_t create(
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

static limn_operation *prepare(
    float epsilon, bool backward, const limn_array *array, char *error) {
  limn_array rows = {
      .rank = 1, .dtype = LIMN_F32, .dims = {array->dims[0]}, .strides = {1}};
  limn_md md, statistics;
  if (!limn_md_plain(&md, array, error) || !limn_md_plain(&statistics, &rows, error)) return NULL;
  dnnl_primitive_desc_t description;
  dnnl_status_t status = create(epsilon, backward, md, statistics, &description);
  limn_md_free(md);
  limn_md_free(statistics);
  if (!limn_check(status, "layer normalization", error)) return NULL;
  return backward ? limn_operation_create(description, backward_slots, 9, error)
                  : limn_operation_create(description, forward_slots, 6, error);
}

limn_operation *limn_prepare_layer_normalization(
    float epsilon, const limn_array *array, char *error) {
  return prepare(epsilon, false, array, error);
}

limn_operation *limn_prepare_layer_normalization_gradient(
    float epsilon, const limn_array *array, char *error) {
  return prepare(epsilon, true, array, error);
}
