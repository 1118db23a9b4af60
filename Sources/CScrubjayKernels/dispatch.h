#pragma once
#include "level.h"

// A kernel is written once, as an always-inlined body over vectors of 16 floats, and compiled for each instruction set:
// a vector becomes one register with AVX-512, two with AVX2 and four with SSE2 or NEON. Which one runs is decided by
// the processor that the program finds itself on: see `level.h`.

// How a vector is passed between functions would depend on the instruction set; all of these are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define SCRUBJAY_BODY static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define SCRUBJAY_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")))
#define SCRUBJAY_AVX2 __attribute__((target("avx2,fma")))
#endif

/// 16 floats; loads and stores need no alignment.
typedef float scrubjay_floats __attribute__((ext_vector_type(16), aligned(4)));
/// 16 integers, such as the result of comparing floats.
typedef int scrubjay_ints __attribute__((ext_vector_type(16), aligned(4)));

SCRUBJAY_BODY scrubjay_floats scrubjay_load(const float *from) { return *(const scrubjay_floats *)from; }

SCRUBJAY_BODY void scrubjay_store(float *to, scrubjay_floats values) { *(scrubjay_floats *)to = values; }

SCRUBJAY_BODY float scrubjay_sum(scrubjay_floats values) {
  float sums[16];
  scrubjay_store(sums, values);
  for (int width = 8; width > 0; width /= 2)
    for (int i = 0; i < width; i++) sums[i] += sums[i + width];
  return sums[0];
}
