#include "level.h"
#include <stdatomic.h>

static _Atomic int limit = scrubjay_level_avx512_vnni;

static enum scrubjay_level supported(void) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return scrubjay_level_generic;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl"))
    return __builtin_cpu_supports("avx512vnni") ? scrubjay_level_avx512_vnni : scrubjay_level_avx512;
  return scrubjay_level_avx2;
#else
  return scrubjay_level_generic;
#endif
}

enum scrubjay_level scrubjay_current_level(void) {
  // Looking costs a few loads of what was found out when the program started.
  const enum scrubjay_level highest = supported();
  const enum scrubjay_level allowed = (enum scrubjay_level)atomic_load_explicit(&limit, memory_order_relaxed);
  return highest < allowed ? highest : allowed;
}

void scrubjay_limit_level(enum scrubjay_level level) { atomic_store(&limit, (int)level); }
