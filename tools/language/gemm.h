// Multiplies float matrices with the same bits on AVX2 and AVX-512.
#pragma once

#include <cstddef>

namespace servanda::tools {

// Row-major views: C[m, n] = A[m, k] * B[k, n], or += with kAdd. Each element is one chain of fused
// multiply-adds in the order of k, whatever the width of the vectors: so the result does not depend
// on the machine.
enum class Into { kSet, kAdd };
void multiply(const float* a, size_t a_stride, const float* b, size_t b_stride, float* c,
              size_t c_stride, size_t m, size_t k, size_t n, Into into);

// Writes the transpose of `from` (rows x columns) to `to` (columns x rows).
void transpose(const float* from, size_t from_stride, float* to, size_t rows, size_t columns);

}  // namespace servanda::tools
