#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A version of the kernels for vectors, by the instructions that it needs; the later, the faster.
typedef enum {
  scrubjay_vectors_portable = 0,
  scrubjay_vectors_avx2 = 1,
  scrubjay_vectors_avx512_vnni = 2,
} scrubjay_vectors_version;

/// Whether this processor can run a version.
bool scrubjay_vectors_runs(scrubjay_vectors_version version);

/// The fastest version that this processor can run.
scrubjay_vectors_version scrubjay_vectors_fastest(void);

/// Writes the scalar product of a query with each row of a block of codes.
///
/// `codes` has `rows * dimension` coordinates, row after row, `products` room for `rows` numbers; nothing needs to be
/// aligned. Exact for each dimension up to 131,072. The version must be one that this processor can run.
void scrubjay_vectors_products(scrubjay_vectors_version version, const int8_t *query, const int8_t *codes, size_t rows,
                               size_t dimension, int32_t *products);
