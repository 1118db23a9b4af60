#pragma once
#include <stddef.h>

/// How many floats `scrubjay_attention` needs as working memory.
size_t scrubjay_attention_scratch(size_t tokens, size_t head_size);

/// Attention of every token of one sequence to all of them: for each head, softmax(scale · Q Kᵀ) V.
///
/// A row of `projections` holds the token's queries, keys and values, each heads · head_size long; a row of `output`
/// is heads · head_size long. `scratch` is aligned to 64 bytes.
void scrubjay_attention(
    const float *projections, size_t tokens, size_t heads, size_t head_size, float scale, float *scratch,
    float *output);
