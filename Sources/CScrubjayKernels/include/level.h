#pragma once

/// The instruction sets that kernels are compiled for, from the one that every processor has.
enum scrubjay_level {
  scrubjay_level_generic,
  scrubjay_level_avx2,
  scrubjay_level_avx512,
  /// AVX-512 with products of bytes.
  scrubjay_level_avx512_vnni,
};

/// The highest level that this processor has and that is not forbidden.
enum scrubjay_level scrubjay_current_level(void);

/// Forbids what is above a level, in the whole process; so that tests run every variant of a kernel.
void scrubjay_limit_level(enum scrubjay_level level);
