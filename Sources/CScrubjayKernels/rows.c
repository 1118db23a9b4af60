#include "rows.h"
#include "dispatch.h"
#include <math.h>
#include <string.h>

void scrubjay_rows_embed(
    const void *words, const float *positions, const int32_t *ids, size_t count, size_t width, float *output) {
  for (size_t row = 0; row < count; row++) {
    float *to = output + row * width;
    const float *position = positions + row * width;
    memcpy(to, (const char *)words + (size_t)ids[row] * width * sizeof(float), width * sizeof(float));
    for (size_t i = 0; i < width; i++) to[i] += position[i];
  }
}

SCRUBJAY_BODY void normalise(
    float *rows, size_t count, size_t width, const float *scale, const float *shift, float epsilon) {
  const size_t whole = width / 16 * 16;
  for (size_t row = 0; row < count; row++) {
    float *x = rows + row * width;
    scrubjay_floats sums = 0;
    for (size_t i = 0; i < whole; i += 16) sums += scrubjay_load(x + i);
    float sum = scrubjay_sum(sums);
    for (size_t i = whole; i < width; i++) sum += x[i];
    const float mean = sum / (float)width;
    // The second pass over the differences keeps the precision that a sum of squares would lose.
    scrubjay_floats squares = 0;
    for (size_t i = 0; i < whole; i += 16) {
      const scrubjay_floats difference = scrubjay_load(x + i) - mean;
      squares += difference * difference;
    }
    float square = scrubjay_sum(squares);
    for (size_t i = whole; i < width; i++) square += (x[i] - mean) * (x[i] - mean);
    const float factor = 1.0f / sqrtf(square / (float)width + epsilon);
    for (size_t i = 0; i < whole; i += 16)
      scrubjay_store(
          x + i, (scrubjay_load(x + i) - mean) * factor * scrubjay_load(scale + i) + scrubjay_load(shift + i));
    for (size_t i = whole; i < width; i++) x[i] = (x[i] - mean) * factor * scale[i] + shift[i];
  }
}

#if defined(__x86_64__)
SCRUBJAY_AVX512 static void normalise_avx512(
    float *rows, size_t count, size_t width, const float *scale, const float *shift, float epsilon) {
  normalise(rows, count, width, scale, shift, epsilon);
}

SCRUBJAY_AVX2 static void normalise_avx2(
    float *rows, size_t count, size_t width, const float *scale, const float *shift, float epsilon) {
  normalise(rows, count, width, scale, shift, epsilon);
}
#endif

void scrubjay_rows_normalise(
    float *rows, size_t count, size_t width, const float *scale, const float *shift, float epsilon) {
#if defined(__x86_64__)
  const enum scrubjay_level level = scrubjay_current_level();
  if (level >= scrubjay_level_avx512) return normalise_avx512(rows, count, width, scale, shift, epsilon);
  if (level == scrubjay_level_avx2) return normalise_avx2(rows, count, width, scale, shift, epsilon);
#endif
  normalise(rows, count, width, scale, shift, epsilon);
}

void scrubjay_rows_direction(const float *rows, size_t count, size_t width, float *output) {
  memset(output, 0, width * sizeof(float));
  for (size_t row = 0; row < count; row++)
    for (size_t i = 0; i < width; i++) output[i] += rows[row * width + i];
  double square = 0;
  for (size_t i = 0; i < width; i++) square += (double)output[i] * output[i];
  const float factor = square > 0 ? (float)(1 / sqrt(square)) : 0;
  for (size_t i = 0; i < width; i++) output[i] *= factor;
}
