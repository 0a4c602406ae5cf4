// Shared by the files of this target: what differs between oneDNN 2.x and 3.x, and the operation.
#ifndef LIMN_INTERNAL_H
#define LIMN_INTERNAL_H

#include <dnnl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "COneDNN.h"

#define LIMN_V3 (DNNL_VERSION_MAJOR >= 3)
#define LIMN_MAX_ARGUMENTS 10

// A memory description that we made, and one that a primitive lends us.
#if LIMN_V3
typedef dnnl_memory_desc_t limn_md;
typedef const_dnnl_memory_desc_t limn_borrowed_md;
#define MD(md) (md)
#else
typedef dnnl_memory_desc_t limn_md;
typedef const dnnl_memory_desc_t *limn_borrowed_md;
#define MD(md) (&(md))
#endif

struct limn_operation {
  dnnl_primitive_desc_t description;
  dnnl_primitive_t primitive;
  // One for each buffer that is passed in.
  int32_t argument_count;
  // The arguments, and after them the working memory where there is any.
  dnnl_exec_arg_t arguments[LIMN_MAX_ARGUMENTS];
  size_t scratch_bytes;
  uint64_t execution_count;
  uint64_t nanoseconds;
  // Between plain and packed convolution weights; absent in other operations.
  dnnl_primitive_t repack;
  dnnl_memory_t plain_weights;
  dnnl_memory_t packed_weights;
  size_t packed_bytes;
};

// The engine, and the calling thread's stream. NULL where oneDNN gives none.
dnnl_engine_t limn_engine(void);
dnnl_stream_t limn_stream(void);

// What every primitive is made with: working memory is given by us at each execution. oneDNN's own
// belongs to the thread that made the primitive, and another thread's may be smaller.
const_dnnl_primitive_attr_t limn_attributes(void);

// Writes "what: status (…)" and returns false, unless the status is success.
bool limn_check(dnnl_status_t status, const char *what, char *error);

// Descriptions of arrays: as they are, or with the layout left to oneDNN.
bool limn_md_plain(limn_md *md, const limn_array *array, char *error);
bool limn_md_any(limn_md *md, const limn_array *array, limn_dtype dtype, char *error);
void limn_md_free(limn_md md);

dnnl_data_type_t limn_type(limn_dtype dtype);

// Makes the operation of a primitive description (which it owns from then on, also on failure).
// A slot names an argument: the oneDNN argument, and where its layout comes from.
typedef struct {
  int kind;
  dnnl_query_t query;
  int index;
} limn_slot;

limn_operation *limn_operation_create(
    dnnl_primitive_desc_t description, const limn_slot *slots, int32_t count, char *error);

limn_borrowed_md limn_query(const limn_operation *operation, dnnl_query_t query, int index);

#endif
