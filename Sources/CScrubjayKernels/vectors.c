#include "vectors.h"
#include "level.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static int32_t product(const int8_t *left, const int8_t *right, size_t from, size_t dimension) {
  int32_t sum = 0;
  for (size_t index = from; index < dimension; index++) sum += (int32_t)left[index] * (int32_t)right[index];
  return sum;
}

static void products_portable(const int8_t *query, const int8_t *codes, size_t rows, size_t dimension,
                              int32_t *products) {
  for (size_t row = 0; row < rows; row++) products[row] = product(query, codes + row * dimension, 0, dimension);
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static inline __m256i wide_avx2(const int8_t *coordinates) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)coordinates));
}

__attribute__((target("avx2"))) static inline int32_t sum_avx2(__m256i sums) {
  __m128i four = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  __m128i two = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4E));
  return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 0xB1)));
}

// Widened to 16 bits: the shorter way by `maddubs` saturates.
__attribute__((target("avx2"))) static void products_avx2(const int8_t *query, const int8_t *codes, size_t rows,
                                                          size_t dimension, int32_t *products) {
  size_t whole = dimension / 32 * 32;
  for (size_t row = 0; row < rows; row++) {
    const int8_t *code = codes + row * dimension;
    __m256i even = _mm256_setzero_si256();
    __m256i odd = _mm256_setzero_si256();
    for (size_t index = 0; index < whole; index += 32) {
      even = _mm256_add_epi32(even, _mm256_madd_epi16(wide_avx2(query + index), wide_avx2(code + index)));
      odd = _mm256_add_epi32(odd, _mm256_madd_epi16(wide_avx2(query + index + 16), wide_avx2(code + index + 16)));
    }
    products[row] = sum_avx2(_mm256_add_epi32(even, odd)) + product(query, code, whole, dimension);
  }
}

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))

// The instruction multiplies unsigned by signed bytes: codes are taken with 128 added to each coordinate, which the sum
// of the query's coordinates corrects.
VNNI static inline __m512i add_vnni(__m512i sums, __m512i code, __m512i query) {
  return _mm512_dpbusd_epi32(sums, _mm512_xor_si512(code, _mm512_set1_epi8((char)0x80)), query);
}

// A row after the other: memory is read faster in one stream than in several.
VNNI static void products_vnni(const int8_t *query, const int8_t *codes, size_t rows, size_t dimension,
                               int32_t *products) {
  int32_t correction = 0;
  for (size_t index = 0; index < dimension; index++) correction += query[index];
  correction *= 128;
  size_t whole = dimension / 64 * 64;
  __mmask64 rest = dimension == whole ? 0 : ~(uint64_t)0 >> (64 - (dimension - whole));
  for (size_t row = 0; row < rows; row++) {
    const int8_t *code = codes + row * dimension;
    // Two sums, so that each need not wait for the one before.
    __m512i even = _mm512_setzero_si512();
    __m512i odd = _mm512_setzero_si512();
    size_t index = 0;
    for (; index + 128 <= whole; index += 128) {
      even = add_vnni(even, _mm512_loadu_si512(code + index), _mm512_loadu_si512(query + index));
      odd = add_vnni(odd, _mm512_loadu_si512(code + index + 64), _mm512_loadu_si512(query + index + 64));
    }
    if (index < whole) even = add_vnni(even, _mm512_loadu_si512(code + index), _mm512_loadu_si512(query + index));
    if (rest) {
      odd = add_vnni(odd, _mm512_maskz_loadu_epi8(rest, code + whole), _mm512_maskz_loadu_epi8(rest, query + whole));
    }
    products[row] = _mm512_reduce_add_epi32(_mm512_add_epi32(even, odd)) - correction;
  }
}

#endif

void scrubjay_vectors_products(const int8_t *query, const int8_t *codes, size_t rows, size_t dimension,
                               int32_t *products) {
#if defined(__x86_64__)
  const enum scrubjay_level level = scrubjay_current_level();
  if (level >= scrubjay_level_avx512_vnni) return products_vnni(query, codes, rows, dimension, products);
  if (level >= scrubjay_level_avx2) return products_avx2(query, codes, rows, dimension, products);
#endif
  products_portable(query, codes, rows, dimension, products);
}
