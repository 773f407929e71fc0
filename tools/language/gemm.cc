// Blocked matrix product: panels of B are packed, tiles of C stay in registers.
#include "gemm.h"

#include <immintrin.h>

#include <algorithm>
#include <vector>

namespace servanda::tools {
namespace {

constexpr size_t kWidth = 16;        // floats of one lane group
constexpr size_t kDepthBlock = 256;  // rows of a packed panel

#ifdef __AVX512F__
constexpr size_t kTileRows = 8, kTileGroups = 2;
struct Lane {
  __m512 v;
  static Lane load(const float* p) { return {_mm512_loadu_ps(p)}; }
  static Lane all(float x) { return {_mm512_set1_ps(x)}; }
  static Lane zero() { return {_mm512_setzero_ps()}; }
  void store(float* p) const { _mm512_storeu_ps(p, v); }
  void add_product(Lane a, Lane b) { v = _mm512_fmadd_ps(a.v, b.v, v); }
};
#else
constexpr size_t kTileRows = 6, kTileGroups = 1;
struct Lane {
  __m256 low, high;
  static Lane load(const float* p) { return {_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8)}; }
  static Lane all(float x) { return {_mm256_set1_ps(x), _mm256_set1_ps(x)}; }
  static Lane zero() { return {_mm256_setzero_ps(), _mm256_setzero_ps()}; }
  void store(float* p) const { _mm256_storeu_ps(p, low), _mm256_storeu_ps(p + 8, high); }
  void add_product(Lane a, Lane b) {
    low = _mm256_fmadd_ps(a.low, b.low, low);
    high = _mm256_fmadd_ps(a.high, b.high, high);
  }
};
#endif

constexpr size_t kPanel = kWidth * kTileGroups;

// C tile of `Rows` x kPanel from A rows and a packed panel of `depth` rows.
template <size_t Rows>
void tile(const float* a, size_t a_stride, const float* panel, float* c, size_t c_stride,
          size_t depth, bool add) {
  Lane sum[Rows][kTileGroups];
  for (size_t r = 0; r < Rows; ++r) {
    for (size_t g = 0; g < kTileGroups; ++g) {
      sum[r][g] = add ? Lane::load(c + r * c_stride + g * kWidth) : Lane::zero();
    }
  }
  for (size_t i = 0; i < depth; ++i) {
    Lane b[kTileGroups];
    for (size_t g = 0; g < kTileGroups; ++g) b[g] = Lane::load(panel + i * kPanel + g * kWidth);
    for (size_t r = 0; r < Rows; ++r) {
      const Lane x = Lane::all(a[r * a_stride + i]);
      for (size_t g = 0; g < kTileGroups; ++g) sum[r][g].add_product(x, b[g]);
    }
  }
  for (size_t r = 0; r < Rows; ++r) {
    for (size_t g = 0; g < kTileGroups; ++g) sum[r][g].store(c + r * c_stride + g * kWidth);
  }
}

void tile_of(size_t rows, const float* a, size_t a_stride, const float* panel, float* c,
             size_t c_stride, size_t depth, bool add) {
  switch (rows) {
    case 8:
      return tile<8>(a, a_stride, panel, c, c_stride, depth, add);
    case 7:
      return tile<7>(a, a_stride, panel, c, c_stride, depth, add);
    case 6:
      return tile<6>(a, a_stride, panel, c, c_stride, depth, add);
    case 5:
      return tile<5>(a, a_stride, panel, c, c_stride, depth, add);
    case 4:
      return tile<4>(a, a_stride, panel, c, c_stride, depth, add);
    case 3:
      return tile<3>(a, a_stride, panel, c, c_stride, depth, add);
    case 2:
      return tile<2>(a, a_stride, panel, c, c_stride, depth, add);
    case 1:
      return tile<1>(a, a_stride, panel, c, c_stride, depth, add);
  }
}

}  // namespace

void multiply(const float* a, size_t a_stride, const float* b, size_t b_stride, float* c,
              size_t c_stride, size_t m, size_t k, size_t n, Into into) {
  alignas(64) static thread_local float panel[kDepthBlock * kPanel];
  alignas(64) float edge[kTileRows * kPanel];
  for (size_t first = 0; first < k; first += kDepthBlock) {
    const size_t depth = std::min(kDepthBlock, k - first);
    const bool add = into == Into::kAdd || first > 0;
    for (size_t column = 0; column < n; column += kPanel) {
      const size_t width = std::min(kPanel, n - column);
      for (size_t i = 0; i < depth; ++i) {
        const float* from = b + (first + i) * b_stride + column;
        float* to = panel + i * kPanel;
        std::copy(from, from + width, to);
        std::fill(to + width, to + kPanel, 0.0f);
      }
      for (size_t row = 0; row < m; row += kTileRows) {
        const size_t rows = std::min(kTileRows, m - row);
        const float* a_tile = a + row * a_stride + first;
        float* c_tile = c + row * c_stride + column;
        if (width == kPanel) {
          tile_of(rows, a_tile, a_stride, panel, c_tile, c_stride, depth, add);
          continue;
        }
        for (size_t r = 0; r < rows && add; ++r)
          std::copy(c_tile + r * c_stride, c_tile + r * c_stride + width, edge + r * kPanel);
        if (add) {
          for (size_t r = 0; r < rows; ++r)
            std::fill(edge + r * kPanel + width, edge + (r + 1) * kPanel, 0.0f);
        }
        tile_of(rows, a_tile, a_stride, panel, edge, kPanel, depth, add);
        for (size_t r = 0; r < rows; ++r)
          std::copy(edge + r * kPanel, edge + r * kPanel + width, c_tile + r * c_stride);
      }
    }
  }
}

void transpose(const float* from, size_t from_stride, float* to, size_t rows, size_t columns) {
  constexpr size_t kBlock = 16;
  for (size_t r = 0; r < rows; r += kBlock) {
    for (size_t c = 0; c < columns; c += kBlock) {
      for (size_t i = r; i < std::min(rows, r + kBlock); ++i) {
        for (size_t j = c; j < std::min(columns, c + kBlock); ++j)
          to[j * rows + i] = from[i * from_stride + j];
      }
    }
  }
}

}  // namespace servanda::tools
