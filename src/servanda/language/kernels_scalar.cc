// The build of the kernels that runs on every processor, and the choice among them.
#include <cstring>

#include "servanda/language/kernels.h"
#include "servanda/language/kernels_body.h"

namespace servanda::language {
namespace {

void multiply(const uint8_t* activations, size_t rows, const Weights& weights, int32_t* sums) {
  const size_t inputs = weights.inputs, outputs = weights.outputs;
  for (size_t block = 0; block < outputs; block += kBlockOutputs) {
    const int8_t* packed = weights.packed.data() + block * inputs;
    for (size_t r = 0; r < rows; ++r) {
      const uint8_t* row = activations + r * inputs;
      int32_t sum[kBlockOutputs] = {};
      for (size_t i = 0; i < inputs; i += kGroupInputs) {
        for (size_t o = 0; o < kBlockOutputs; ++o) {
          const int8_t* w = packed + i * kBlockOutputs + o * kGroupInputs;
          for (size_t k = 0; k < kGroupInputs; ++k) sum[o] += row[i + k] * w[k];
        }
      }
      for (size_t o = 0; o < kBlockOutputs; ++o) sums[r * outputs + block + o] = sum[o];
    }
  }
}

}  // namespace

const Kernels kScalarKernels = {"scalar",    nullptr,       multiply,    embed_rows,
                                meet_rows,   squash_window, squash_sums, scan_rows,
                                squash_pair, best_score,    attach_word, fill_spans};

void Weights::pack(size_t o, const int8_t* weights) {
  int8_t* block =
      packed.data() + o / kBlockOutputs * kBlockOutputs * inputs + o % kBlockOutputs * kGroupInputs;
  for (size_t i = 0; i < inputs; i += kGroupInputs)
    std::memcpy(block + i * kBlockOutputs, weights + i, kGroupInputs);
}

const Kernels* kernels(Kernel kernel) {
#if defined(__x86_64__)
  const bool avx2 = __builtin_cpu_supports("avx2");
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512vnni");
  switch (kernel) {
    case Kernel::kScalar:
      return &kScalarKernels;
    case Kernel::kAvx2:
      return avx2 ? &kAvx2Kernels : nullptr;
    case Kernel::kAvx512:
      return avx512 ? &kAvx512Kernels : nullptr;
    case Kernel::kBest:
      break;
  }
  return avx512 ? &kAvx512Kernels : avx2 ? &kAvx2Kernels : &kScalarKernels;
#else
  return kernel == Kernel::kScalar || kernel == Kernel::kBest ? &kScalarKernels : nullptr;
#endif
}

}  // namespace servanda::language
