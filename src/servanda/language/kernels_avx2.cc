// The kernels for AVX2: 7-bit activations times 8-bit weights in pairs (vpmaddubsw), which cannot
// overflow 16 bits.
#if defined(__x86_64__)
#include <immintrin.h>

#include <cstring>

#include "servanda/language/kernels.h"
#include "servanda/language/kernels_body.h"

namespace servanda::language {
namespace {

template <size_t Rows>
void tile(const uint8_t* activations, const uint32_t* offsets, const int8_t* packed, size_t inputs,
          size_t outputs, int32_t* sums) {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i low[Rows], high[Rows];
  const uint8_t* row[Rows];
  unrolled<Rows>([&](auto r) {
    low[r] = high[r] = _mm256_setzero_si256();
    row[r] = activations + offsets[r];
  });
  for (size_t i = 0; i < inputs; i += kGroupInputs) {
    const auto* group = reinterpret_cast<const __m256i*>(packed + i * kBlockOutputs);
    const __m256i w0 = _mm256_loadu_si256(group), w1 = _mm256_loadu_si256(group + 1);
    unrolled<Rows>([&](auto r) {
      int32_t four;
      std::memcpy(&four, row[r] + i, 4);
      const __m256i x = _mm256_set1_epi32(four);
      low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(_mm256_maddubs_epi16(x, w0), ones));
      high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(_mm256_maddubs_epi16(x, w1), ones));
    });
  }
  unrolled<Rows>([&](auto r) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * outputs), low[r]);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * outputs + 8), high[r]);
  });
}

void multiply(const uint8_t* activations, const uint32_t* offsets, size_t rows,
              const int8_t* weights, size_t inputs, size_t outputs, int32_t* sums) {
  for (size_t block = 0; block < outputs; block += kBlockOutputs) {
    const int8_t* packed = weights + block * inputs;
    size_t r = 0;
    for (; r + 5 <= rows; r += 5)
      tile<5>(activations, offsets + r, packed, inputs, outputs, sums + r * outputs + block);
    for (; r < rows; ++r)
      tile<1>(activations, offsets + r, packed, inputs, outputs, sums + r * outputs + block);
  }
}

}  // namespace

const Kernels kAvx2Kernels = {"avx2",      multiply,  embed_rows, squash_window,
                              squash_sums, scan_rows, squash_pair};

}  // namespace servanda::language
#endif
