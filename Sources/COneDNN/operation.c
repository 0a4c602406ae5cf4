#include <pthread.h>
#include <time.h>

#include "internal.h"

// Present once a runtime of OpenMP is loaded, as Debian's oneDNN does.
extern void omp_set_num_threads(int) __attribute__((weak));
extern int omp_get_max_threads(void) __attribute__((weak));
extern int omp_get_thread_num(void) __attribute__((weak));
extern int omp_get_num_threads(void) __attribute__((weak));
extern int omp_in_parallel(void) __attribute__((weak));
extern int omp_get_num_procs(void) __attribute__((weak));
// What compilers make of a parallel region; GNU's runtime and LLVM's have it.
extern void GOMP_parallel(void (*)(void *), void *, unsigned, unsigned) __attribute__((weak));

static dnnl_engine_t shared_engine;
static dnnl_primitive_attr_t shared_attributes;

// What belongs to a thread. Its executions follow one another, so one working memory, as large as
// any has asked for, serves all.
typedef struct {
  dnnl_stream_t stream;
  void *scratch;
  size_t scratch_capacity;
  void *value;
  void (*drop)(void *);
} thread_state;

static pthread_key_t state_key;
static _Thread_local thread_state *known_state;

static void end_thread(void *pointer) {
  thread_state *state = pointer;
  if (state->drop) state->drop(state->value);
  known_state = NULL;
  if (state->stream) dnnl_stream_destroy(state->stream);
  free(state->scratch);
  free(state);
}

// NULL where memory is out.
static thread_state *state_of_thread(void) {
  if (known_state) return known_state;
  thread_state *state = calloc(1, sizeof *state);
  if (!state) return NULL;
  dnnl_stream_create(&state->stream, shared_engine, dnnl_stream_default_flags);
  pthread_setspecific(state_key, state);
  return known_state = state;
}

void *limn_thread_value(void) { return known_state ? known_state->value : NULL; }

void limn_set_thread_value(void *value, void (*drop)(void *)) {
  thread_state *state = state_of_thread();
  if (!state) abort();
  state->value = value;
  state->drop = drop;
}

static void *scratch_of(size_t bytes) {
  thread_state *state = state_of_thread();
  if (!state) return NULL;
  if (bytes <= state->scratch_capacity) return state->scratch;
  free(state->scratch);
  state->scratch_capacity = (bytes + 4095) / 4096 * 4096;
  state->scratch = aligned_alloc(4096, state->scratch_capacity);
  if (!state->scratch) state->scratch_capacity = 0;
  return state->scratch;
}

__attribute__((constructor)) static void make_engine(void) {
  pthread_key_create(&state_key, end_thread);
  if (dnnl_engine_create(&shared_engine, dnnl_cpu, 0) != dnnl_success) return;
  dnnl_primitive_attr_create(&shared_attributes);
  dnnl_primitive_attr_set_scratchpad_mode(shared_attributes, dnnl_scratchpad_mode_user);
  // Swift keeps prepared operations itself; a second cache would only hold memory.
  dnnl_set_primitive_cache_capacity(0);
}

dnnl_engine_t limn_engine(void) { return shared_engine; }

dnnl_stream_t limn_stream(void) {
  thread_state *state = state_of_thread();
  return state ? state->stream : NULL;
}

const_dnnl_primitive_attr_t limn_attributes(void) { return shared_attributes; }

static const char *status_text(dnnl_status_t status) {
  switch (status) {
    case dnnl_success: return "success";
    case dnnl_out_of_memory: return "out of memory";
    case dnnl_invalid_arguments: return "invalid arguments";
    case dnnl_unimplemented: return "not supported on this processor";
    case dnnl_runtime_error: return "runtime error";
    default: return "unexpected status";
  }
}

bool limn_check(dnnl_status_t status, const char *what, char *error) {
  if (status == dnnl_success) return true;
  snprintf(error, LIMN_ERROR_CAPACITY, "oneDNN: %s: %s", what, status_text(status));
  return false;
}

dnnl_data_type_t limn_type(limn_dtype dtype) {
  return dtype == LIMN_BF16 ? dnnl_bf16 : dnnl_f32;
}

bool limn_md_plain(limn_md *md, const limn_array *array, char *error) {
  dnnl_dims_t dims, strides;
  for (int i = 0; i < array->rank; i++) {
    dims[i] = array->dims[i];
    strides[i] = array->strides[i];
  }
#if LIMN_V3
  dnnl_status_t status = dnnl_memory_desc_create_with_strides(
      md, array->rank, dims, limn_type(array->dtype), strides);
#else
  dnnl_status_t status = dnnl_memory_desc_init_by_strides(
      md, array->rank, dims, limn_type(array->dtype), strides);
#endif
  return limn_check(status, "array description", error);
}

bool limn_md_any(limn_md *md, const limn_array *array, limn_dtype dtype, char *error) {
  dnnl_dims_t dims;
  for (int i = 0; i < array->rank; i++) dims[i] = array->dims[i];
#if LIMN_V3
  dnnl_status_t status = dnnl_memory_desc_create_with_tag(
      md, array->rank, dims, limn_type(dtype), dnnl_format_tag_any);
#else
  dnnl_status_t status = dnnl_memory_desc_init_by_tag(
      md, array->rank, dims, limn_type(dtype), dnnl_format_tag_any);
#endif
  return limn_check(status, "array description", error);
}

void limn_md_free(limn_md md) {
#if LIMN_V3
  dnnl_memory_desc_destroy(md);
#else
  (void)md;
#endif
}

limn_borrowed_md limn_query(const limn_operation *operation, dnnl_query_t query, int index) {
  return dnnl_primitive_desc_query_md(operation->description, query, index);
}

// Adds the working memory to the arguments, where the primitive wants any.
static bool add_scratch(limn_operation *operation, char *error) {
  limn_borrowed_md md = limn_query(operation, dnnl_query_scratchpad_md, 0);
  operation->scratch_bytes = md ? dnnl_memory_desc_get_size(md) : 0;
  if (operation->scratch_bytes == 0) return true;
  dnnl_exec_arg_t *argument = &operation->arguments[operation->argument_count];
  argument->arg = DNNL_ARG_SCRATCHPAD;
  return limn_check(
      dnnl_memory_create(&argument->memory, md, limn_engine(), DNNL_MEMORY_NONE),
      "working memory", error);
}

limn_operation *limn_operation_create(
    dnnl_primitive_desc_t description, const limn_slot *slots, int32_t count, char *error) {
  limn_operation *operation = calloc(1, sizeof *operation);
  if (!operation) {
    dnnl_primitive_desc_destroy(description);
    limn_check(dnnl_out_of_memory, "operation", error);
    return NULL;
  }
  operation->description = description;
  bool good = limn_check(
      dnnl_primitive_create(&operation->primitive, description), "primitive", error);
  operation->argument_count = count;
  for (int32_t i = 0; good && i < count; i++) {
    operation->arguments[i].arg = slots[i].kind;
    good = limn_check(
        dnnl_memory_create(
            &operation->arguments[i].memory,
            limn_query(operation, slots[i].query, slots[i].index), limn_engine(),
            DNNL_MEMORY_NONE),
        "argument", error);
  }
  if (good && add_scratch(operation, error)) return operation;
  limn_free(operation);
  return NULL;
}

void limn_free(limn_operation *operation) {
  if (!operation) return;
  for (int32_t i = 0; i < LIMN_MAX_ARGUMENTS; i++) {
    if (operation->arguments[i].memory) dnnl_memory_destroy(operation->arguments[i].memory);
  }
  if (operation->plain_weights) dnnl_memory_destroy(operation->plain_weights);
  if (operation->packed_weights) dnnl_memory_destroy(operation->packed_weights);
  if (operation->repack) dnnl_primitive_destroy(operation->repack);
  if (operation->primitive) dnnl_primitive_destroy(operation->primitive);
  if (operation->description) dnnl_primitive_desc_destroy(operation->description);
  free(operation);
}

int32_t limn_argument_count(const limn_operation *operation) { return operation->argument_count; }

size_t limn_argument_bytes(const limn_operation *operation, int32_t index) {
#if LIMN_V3
  const_dnnl_memory_desc_t md = NULL;
#else
  const dnnl_memory_desc_t *md = NULL;
#endif
  dnnl_status_t status =
      dnnl_memory_get_memory_desc(operation->arguments[index].memory, &md);
  return status == dnnl_success && md ? dnnl_memory_desc_get_size(md) : 0;
}

uint64_t limn_execution_count(const limn_operation *operation) {
  return operation->execution_count;
}

uint64_t limn_execution_nanoseconds(const limn_operation *operation) {
  return operation->nanoseconds;
}

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

int limn_execute(limn_operation *operation, void *const *buffers, int32_t count, char *error) {
  if (count != operation->argument_count) {
    snprintf(
        error, LIMN_ERROR_CAPACITY, "oneDNN: %d buffers for an operation of %d", count,
        operation->argument_count);
    return 1;
  }
  for (int32_t i = 0; i < operation->argument_count; i++) {
    dnnl_status_t status = dnnl_memory_set_data_handle(
        operation->arguments[i].memory, buffers[i]);
    if (!limn_check(status, "buffer", error)) return 1;
  }
  uint64_t start = now();
  operation->execution_count += 1;
  dnnl_status_t status = dnnl_success;
  int arguments = operation->argument_count;
  if (operation->scratch_bytes > 0) {
    void *scratch = scratch_of(operation->scratch_bytes);
    status = scratch ? dnnl_memory_set_data_handle(operation->arguments[arguments].memory, scratch)
                     : dnnl_out_of_memory;
    arguments += 1;
  }
  if (status == dnnl_success)
    status = dnnl_primitive_execute(
        operation->primitive, limn_stream(), arguments, operation->arguments);
  if (status == dnnl_success) status = dnnl_stream_wait(limn_stream());
  operation->nanoseconds += now() - start;
  return !limn_check(status, "execution", error);
}

void limn_runtime_version(char *text, size_t capacity) {
  const dnnl_version_t *version = dnnl_version();
  snprintf(text, capacity, "%d.%d.%d", version->major, version->minor, version->patch);
}

// Whether oneDNN may use all of an instruction set.
static bool may_use(unsigned isa) {
#if defined(__x86_64__)
  return ((unsigned)dnnl_get_effective_cpu_isa() & isa) == isa;
#else
  return false;
#endif
}

int limn_has_bf16(void) { return may_use(dnnl_cpu_isa_avx512_core_bf16); }

int limn_has_amx(void) { return may_use(dnnl_cpu_isa_avx512_core_amx); }

int limn_has_fast_bf16(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return limn_has_bf16() && (limn_has_amx() || !__builtin_cpu_is("intel"));
#else
  return 0;
#endif
}

const char *limn_instruction_set(void) {
  if (dnnl_get_effective_cpu_isa() == 0) return "generic";
  if (may_use(dnnl_cpu_isa_avx512_core_amx)) return "avx512_core_amx";
  if (may_use(dnnl_cpu_isa_avx512_core_bf16)) return "avx512_core_bf16";
  if (may_use(dnnl_cpu_isa_avx512_core)) return "avx512_core";
  if (may_use(dnnl_cpu_isa_avx2)) return "avx2";
  if (may_use(dnnl_cpu_isa_avx)) return "avx";
  return "sse41";
}

void limn_set_threads(int count) {
  if (omp_set_num_threads) omp_set_num_threads(count);
}

int limn_threads(void) { return omp_get_max_threads ? omp_get_max_threads() : 1; }

int limn_processors(void) { return omp_get_num_procs ? omp_get_num_procs() : 1; }

typedef struct {
  void (*part)(void *, int, int);
  void *context;
} parallel_call;

static void run_part(void *data) {
  const parallel_call *call = data;
  call->part(call->context, omp_get_thread_num(), omp_get_num_threads());
}

void limn_in_parallel(void (*part)(void *context, int index, int count), void *context) {
  if (!GOMP_parallel || !omp_get_thread_num || !omp_get_num_threads) {
    part(context, 0, 1);
    return;
  }
  parallel_call call = {part, context};
  GOMP_parallel(run_part, &call, 0, 0);
}

int limn_is_in_parallel(void) { return omp_in_parallel ? omp_in_parallel() : 0; }
