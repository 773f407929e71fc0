// The kernels for AVX2: 7-bit activations times 8-bit weights in pairs (vpmaddubsw), which cannot
// overflow 16 bits.
#if defined(__x86_64__)
#include <immintrin.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <numeric>

#include "servanda/language/kernels.h"
#include "servanda/language/kernels_body.h"

namespace servanda::language {
namespace {

constexpr int kMostInLane = 32767 / 127;

// Of weights that were not arranged: group by group.
constexpr auto kFirstOrder = [] {
  std::array<uint16_t, kWidestLayer / kGroupInputs> order{};
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<uint16_t>(i * kGroupInputs);
  return order;
}();

// The sums of one tile: `Rows` rows by 16 outputs.
template <size_t Rows>
struct Tile {
  __m256i low[Rows], high[Rows];
  const uint8_t* row[Rows];
};

// Adds the products of one run of groups: pairs of products in 16 bits, and only their sum over the
// run in 32.
template <size_t Rows, size_t Run>
__attribute__((always_inline)) inline void step(Tile<Rows>& tile, const uint16_t* order,
                                                const int8_t* packed) {
  const __m256i ones = _mm256_set1_epi16(1);
  const auto* weights = reinterpret_cast<const __m256i*>(packed);
  unrolled<Rows>([&](auto r) {
    __m256i low, high;
    unrolled<Run>([&](auto k) {
      int32_t four;
      std::memcpy(&four, tile.row[r] + order[k], 4);
      const __m256i x = _mm256_set1_epi32(four);
      const __m256i a = _mm256_maddubs_epi16(x, _mm256_loadu_si256(weights + 2 * k)),
                    b = _mm256_maddubs_epi16(x, _mm256_loadu_si256(weights + 2 * k + 1));
      low = k == 0 ? a : _mm256_add_epi16(low, a);
      high = k == 0 ? b : _mm256_add_epi16(high, b);
    });
    tile.low[r] = _mm256_add_epi32(tile.low[r], _mm256_madd_epi16(low, ones));
    tile.high[r] = _mm256_add_epi32(tile.high[r], _mm256_madd_epi16(high, ones));
  });
}

template <size_t Rows>
void multiply_block(const uint8_t* activations, const Weights& weights, size_t block,
                    int32_t* sums) {
  const size_t inputs = weights.inputs, groups = inputs / kGroupInputs;
  Tile<Rows> tile;
  unrolled<Rows>([&](auto r) {
    tile.low[r] = tile.high[r] = _mm256_setzero_si256();
    tile.row[r] = activations + r * inputs;
  });
  const int8_t* packed = weights.packed.data() + block * kBlockOutputs * inputs;
  const bool arranged = !weights.order.empty();
  const uint16_t* order = arranged ? weights.order.data() + block * groups : kFirstOrder.data();
  std::array<uint16_t, kLongestRun> runs{};
  runs.back() = static_cast<uint16_t>(groups);
  if (arranged) runs = weights.runs[block];
  unrolled<kLongestRun>([&](auto shorter) {
    constexpr size_t kRun = kLongestRun - shorter;
    for (size_t n = runs[shorter]; n > 0; --n) {
      step<Rows, kRun>(tile, order, packed);
      order += kRun;
      packed += kRun * kGroupInputs * kBlockOutputs;
    }
  });
  unrolled<Rows>([&](auto r) {
    auto* out = reinterpret_cast<__m256i*>(sums + r * weights.outputs + block * kBlockOutputs);
    _mm256_storeu_si256(out, tile.low[r]);
    _mm256_storeu_si256(out + 1, tile.high[r]);
  });
}

void multiply(const uint8_t* activations, size_t rows, const Weights& weights, int32_t* sums) {
  for (size_t block = 0; block < weights.outputs / kBlockOutputs; ++block) {
    size_t r = 0;
    const auto take = [&](auto count) {
      for (; r + count <= rows; r += count) {
        multiply_block<count>(activations + r * weights.inputs, weights, block,
                              sums + r * weights.outputs);
      }
    };
    take(std::integral_constant<size_t, 5>());
    take(std::integral_constant<size_t, 2>());
    take(std::integral_constant<size_t, 1>());
  }
}

// What a group, or a run of groups, can add to each 16-bit lane of a block, above and below zero,
// in units of the largest activation.
struct Reach {
  std::array<int16_t, 4 * kBlockOutputs> lanes{};

  Reach() = default;
  explicit Reach(const int8_t* group) {
    for (size_t i = 0; i < kGroupInputs * kBlockOutputs; ++i)
      lanes[i / 2 * 2 + (group[i] < 0)] += static_cast<int16_t>(std::abs(group[i]));
  }
  Reach operator+(const Reach& other) const {
    Reach sum;
    for (size_t i = 0; i < lanes.size(); ++i)
      sum.lanes[i] = static_cast<int16_t>(lanes[i] + other.lanes[i]);
    return sum;
  }
  bool fits() const {
    return std::all_of(lanes.begin(), lanes.end(),
                       [](int16_t most) { return most <= kMostInLane; });
  }
};

// Puts the groups of each block into runs whose sums cannot overflow 16 bits: the first that fit.
void arrange(Weights& weights) {
  const size_t groups = weights.inputs / kGroupInputs, size = kGroupInputs * kBlockOutputs;
  const size_t blocks = weights.outputs / kBlockOutputs;
  weights.order.clear();
  weights.runs.assign(blocks, {});
  const std::vector<int8_t> before = weights.packed;
  auto* packed = weights.packed.data();
  for (size_t block = 0; block < blocks; ++block) {
    const int8_t* from = before.data() + block * groups * size;
    std::array<std::vector<uint16_t>, kLongestRun> runs;
    std::vector<uint16_t> left(groups), run;
    std::iota(left.begin(), left.end(), uint16_t{0});
    while (!left.empty()) {
      Reach reach;
      run.clear();
      std::erase_if(left, [&](uint16_t group) {
        if (run.size() == kLongestRun) return false;
        const Reach together = reach + Reach(from + group * size);
        if (!run.empty() && !together.fits()) return false;
        reach = together;
        run.push_back(group);
        return true;
      });
      auto& same = runs[kLongestRun - run.size()];
      same.insert(same.end(), run.begin(), run.end());
      ++weights.runs[block][kLongestRun - run.size()];
    }
    for (const auto& same : runs) {
      for (const uint16_t group : same) {
        weights.order.push_back(static_cast<uint16_t>(group * kGroupInputs));
        packed = std::copy_n(from + group * size, size, packed);
      }
    }
  }
}

}  // namespace

const Kernels kAvx2Kernels = {"avx2",      arrange,       multiply,    embed_rows,
                              meet_rows,   squash_window, squash_sums, scan_rows,
                              squash_pair, best_score,    attach_word, fill_spans};

}  // namespace servanda::language
#endif
