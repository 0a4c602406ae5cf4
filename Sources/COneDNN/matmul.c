#include "internal.h"

limn_operation *limn_prepare_matmul(
    const limn_array *left, const limn_array *right, const limn_array *output, char *error) {
  static const limn_slot slots[] = {
      {DNNL_ARG_SRC, dnnl_query_src_md, 0},
      {DNNL_ARG_WEIGHTS, dnnl_query_weights_md, 0},
      {DNNL_ARG_DST, dnnl_query_dst_md, 0}};
  limn_md l, r, o;
  if (!limn_md_plain(&l, left, error) || !limn_md_plain(&r, right, error) ||
      !limn_md_plain(&o, output, error))
    return NULL;
  dnnl_primitive_desc_t description;
#if LIMN_V3
  dnnl_status_t status = dnnl_matmul_primitive_desc_create(
      &description, limn_engine(), l, r, NULL, o, limn_attributes());
#else
  dnnl_matmul_desc_t matmul;
  dnnl_status_t status = dnnl_matmul_desc_init(&matmul, &l, &r, NULL, &o);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(
        &description, &matmul, limn_attributes(), limn_engine(), NULL);
#endif
  limn_md_free(l);
  limn_md_free(r);
  limn_md_free(o);
  if (!limn_check(status, "matmul", error)) return NULL;
  return limn_operation_create(description, slots, 3, error);
}
