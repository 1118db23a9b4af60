#include "attention.h"
#include "dispatch.h"
#include <string.h>

/// How many tokens' queries are worked on at once; their scores stay in the first-level cache.
enum { BLOCK = 8 };

SCRUBJAY_BODY size_t padded(size_t count) { return (count + 15) / 16 * 16; }

size_t scrubjay_attention_scratch(size_t tokens, size_t head_size) {
  return padded(tokens) * head_size + tokens * padded(head_size) + BLOCK * (padded(tokens) + padded(head_size));
}

/// c = a b for a few rows and 16 or 32 columns; inlined with constants for `rows` and `vectors`, the sums stay in
/// registers.
SCRUBJAY_BODY void tile(
    const float *a, size_t a_stride, const float *b, size_t b_stride, size_t depth, float *c, size_t c_stride,
    const int rows, const int vectors) {
  scrubjay_floats sums[BLOCK][2];
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) sums[r][v] = 0;
  for (size_t k = 0; k < depth; k++) {
    scrubjay_floats column[2];
    for (int v = 0; v < vectors; v++) column[v] = scrubjay_load(b + k * b_stride + 16 * v);
    for (int r = 0; r < rows; r++) {
      const scrubjay_floats factor = a[r * a_stride + k];
      for (int v = 0; v < vectors; v++) sums[r][v] += factor * column[v];
    }
  }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) scrubjay_store(c + r * c_stride + 16 * v, sums[r][v]);
}

/// c = a b for a constant number of rows; `columns` is a multiple of 16.
SCRUBJAY_BODY void strip(
    const float *a, size_t a_stride, const float *b, size_t b_stride, size_t depth, float *c, size_t c_stride,
    size_t columns, const int rows) {
  size_t column = 0;
  for (; column + 32 <= columns; column += 32)
    tile(a, a_stride, b + column, b_stride, depth, c + column, c_stride, rows, 2);
  if (column < columns) tile(a, a_stride, b + column, b_stride, depth, c + column, c_stride, rows, 1);
}

/// c = a b for up to BLOCK rows; `columns` is a multiple of 16.
SCRUBJAY_BODY void multiply(
    const float *a, size_t a_stride, const float *b, size_t b_stride, size_t depth, float *c, size_t c_stride,
    size_t columns, size_t rows) {
  size_t row = 0;
  for (; row + 8 <= rows; row += 8)
    strip(a + row * a_stride, a_stride, b, b_stride, depth, c + row * c_stride, c_stride, columns, 8);
  for (; row + 4 <= rows; row += 4)
    strip(a + row * a_stride, a_stride, b, b_stride, depth, c + row * c_stride, c_stride, columns, 4);
  for (; row + 2 <= rows; row += 2)
    strip(a + row * a_stride, a_stride, b, b_stride, depth, c + row * c_stride, c_stride, columns, 2);
  if (row < rows) strip(a + row * a_stride, a_stride, b, b_stride, depth, c + row * c_stride, c_stride, columns, 1);
}

/// e to the power of x, for x up to 0: x = n ln 2 + r with |r| ≤ ½ ln 2, and e^r by its Taylor series, whose next term
/// is below the precision of a float.
SCRUBJAY_BODY scrubjay_floats exponential(scrubjay_floats x) {
  x = __builtin_elementwise_max(x, (scrubjay_floats)-87.0f);
  const scrubjay_floats n = __builtin_elementwise_floor(x * 1.44269504088896341f + 0.5f);
  // ln 2 in two parts, the first of them with so few digits that its product with n is exact.
  const scrubjay_floats r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  scrubjay_floats e = 1.0f / 5040.0f;
  e = e * r + 1.0f / 720.0f;
  e = e * r + 1.0f / 120.0f;
  e = e * r + 1.0f / 24.0f;
  e = e * r + 1.0f / 6.0f;
  e = e * r + 0.5f;
  e = e * r + 1.0f;
  e = e * r + 1.0f;
  const scrubjay_ints exponent = (__builtin_convertvector(n, scrubjay_ints) + 127) << 23;
  // A cast between vectors of one size keeps the bits.
  return e * (scrubjay_floats)exponent;
}

/// Turns scores into weights that are all positive, and answers 1 / their sum.
SCRUBJAY_BODY float weigh(float *scores, size_t count, size_t columns, float scale) {
  for (size_t i = count; i < columns; i++) scores[i] = -3e38f;
  scrubjay_floats highest = scrubjay_load(scores);
  for (size_t i = 16; i < columns; i += 16) highest = __builtin_elementwise_max(highest, scrubjay_load(scores + i));
  const float maximum = __builtin_reduce_max(highest);
  scrubjay_floats sums = 0;
  for (size_t i = 0; i < columns; i += 16) {
    const scrubjay_floats weights = exponential((scrubjay_load(scores + i) - maximum) * scale);
    scrubjay_store(scores + i, weights);
    sums += weights;
  }
  return 1.0f / scrubjay_sum(sums);
}

SCRUBJAY_BODY void attend(
    const float *projections, size_t tokens, size_t heads, size_t head_size, float scale, float *scratch,
    float *output) {
  const size_t width = heads * head_size, stride = 3 * width;
  const size_t columns = padded(tokens), breadth = padded(head_size);
  float *keys = scratch;
  float *values = keys + columns * head_size;
  float *scores = values + tokens * breadth;
  float *sums = scores + BLOCK * columns;
  memset(scratch, 0, scrubjay_attention_scratch(tokens, head_size) * sizeof(float));
  for (size_t head = 0; head < heads; head++) {
    const float *query = projections + head * head_size;
    const float *key = query + width, *value = key + width;
    for (size_t t = 0; t < tokens; t++) {
      for (size_t i = 0; i < head_size; i++) keys[i * columns + t] = key[t * stride + i];
      memcpy(values + t * breadth, value + t * stride, head_size * sizeof(float));
    }
    for (size_t first = 0; first < tokens; first += BLOCK) {
      const size_t rows = tokens - first < BLOCK ? tokens - first : BLOCK;
      multiply(query + first * stride, stride, keys, columns, head_size, scores, columns, columns, rows);
      float factors[BLOCK];
      for (size_t r = 0; r < rows; r++) factors[r] = weigh(scores + r * columns, tokens, columns, scale);
      multiply(scores, columns, values, breadth, tokens, sums, breadth, breadth, rows);
      for (size_t r = 0; r < rows; r++) {
        float *to = output + (first + r) * width + head * head_size;
        for (size_t i = 0; i < head_size; i++) to[i] = sums[r * breadth + i] * factors[r];
      }
    }
  }
}

#if defined(__x86_64__)
SCRUBJAY_AVX512 static void attend_avx512(
    const float *projections, size_t tokens, size_t heads, size_t head_size, float scale, float *scratch,
    float *output) {
  attend(projections, tokens, heads, head_size, scale, scratch, output);
}

SCRUBJAY_AVX2 static void attend_avx2(
    const float *projections, size_t tokens, size_t heads, size_t head_size, float scale, float *scratch,
    float *output) {
  attend(projections, tokens, heads, head_size, scale, scratch, output);
}
#endif

void scrubjay_attention(
    const float *projections, size_t tokens, size_t heads, size_t head_size, float scale, float *scratch,
    float *output) {
#if defined(__x86_64__)
  const enum scrubjay_level level = scrubjay_current_level();
  if (level >= scrubjay_level_avx512) return attend_avx512(projections, tokens, heads, head_size, scale, scratch, output);
  if (level == scrubjay_level_avx2) return attend_avx2(projections, tokens, heads, head_size, scale, scratch, output);
#endif
  attend(projections, tokens, heads, head_size, scale, scratch, output);
}
