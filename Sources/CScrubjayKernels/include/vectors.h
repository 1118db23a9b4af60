#pragma once

#include <stddef.h>
#include <stdint.h>

/// Writes the scalar product of a query with each row of a block of codes.
///
/// `codes` has `rows * dimension` coordinates, row after row, `products` room for `rows` numbers; nothing needs to be
/// aligned. Exact for each dimension up to 131,072.
void scrubjay_vectors_products(const int8_t *query, const int8_t *codes, size_t rows, size_t dimension,
                               int32_t *products);
