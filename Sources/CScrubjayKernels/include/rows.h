#pragma once
#include <stddef.h>
#include <stdint.h>

/// Fills row i of `output` with row ids[i] of `words` plus row i of `positions`.
///
/// `words` need not be aligned; the caller has checked that each id is a row of it.
void scrubjay_rows_embed(
    const void *words, const float *positions, const int32_t *ids, size_t count, size_t width, float *output);

/// Brings each row to mean 0 and variance 1, then scales and shifts it: (x − mean) / √(variance + epsilon) · scale + shift.
void scrubjay_rows_normalise(
    float *rows, size_t count, size_t width, const float *scale, const float *shift, float epsilon);

/// The mean of the rows, brought to length 1; zeros when the mean is zero.
void scrubjay_rows_direction(const float *rows, size_t count, size_t width, float *output);
