// The kernels for AVX-512 with VNNI: four products an element and instruction (vpdpbusd), exact in
// 32 bits.
#if defined(__x86_64__)
#include <immintrin.h>

#include <cstring>

#include "servanda/language/kernels.h"
#include "servanda/language/kernels_body.h"

namespace servanda::language {
namespace {

template <size_t Rows, size_t Blocks>
void tile(const uint8_t* activations, const int8_t* packed, size_t inputs, size_t outputs,
          int32_t* sums) {
  __m512i sum[Rows][Blocks];
  const uint8_t* row[Rows];
  unrolled<Rows>([&](auto r) {
    row[r] = activations + r * inputs;
    unrolled<Blocks>([&](auto b) { sum[r][b] = _mm512_setzero_si512(); });
  });
  for (size_t i = 0; i < inputs; i += kGroupInputs) {
    __m512i w[Blocks];
    unrolled<Blocks>([&](auto b) {
      w[b] = _mm512_loadu_si512(packed + b * kBlockOutputs * inputs + i * kBlockOutputs);
    });
    unrolled<Rows>([&](auto r) {
      int32_t four;
      std::memcpy(&four, row[r] + i, 4);
      const __m512i x = _mm512_set1_epi32(four);
      unrolled<Blocks>([&](auto b) { sum[r][b] = _mm512_dpbusd_epi32(sum[r][b], x, w[b]); });
    });
  }
  unrolled<Rows>([&](auto r) {
    unrolled<Blocks>(
        [&](auto b) { _mm512_storeu_si512(sums + r * outputs + b * kBlockOutputs, sum[r][b]); });
  });
}

template <size_t Blocks>
void panel(const uint8_t* activations, size_t rows, const int8_t* packed, size_t inputs,
           size_t outputs, int32_t* sums) {
  size_t r = 0;
  const auto take = [&](auto count) {
    for (; r + count <= rows; r += count)
      tile<count, Blocks>(activations + r * inputs, packed, inputs, outputs, sums + r * outputs);
  };
  take(std::integral_constant<size_t, 8>());
  take(std::integral_constant<size_t, 4>());
  take(std::integral_constant<size_t, 2>());
  take(std::integral_constant<size_t, 1>());
}

void multiply(const uint8_t* activations, size_t rows, const Weights& weights, int32_t* sums) {
  const size_t inputs = weights.inputs, outputs = weights.outputs;
  const int8_t* packed = weights.packed.data();
  size_t block = 0;
  for (; block + 2 * kBlockOutputs <= outputs; block += 2 * kBlockOutputs)
    panel<2>(activations, rows, packed + block * inputs, inputs, outputs, sums + block);
  if (block < outputs)
    panel<1>(activations, rows, packed + block * inputs, inputs, outputs, sums + block);
}

}  // namespace

const Kernels kAvx512Kernels = {"avx512",    nullptr,       multiply,    embed_rows,
                                meet_rows,   squash_window, squash_sums, scan_rows,
                                squash_pair, best_score,    attach_word, fill_spans};

}  // namespace servanda::language
#endif
