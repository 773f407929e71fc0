// Spherical k-means, begun with rows that lie evenly in the table.
#include "clusters.h"

#include <algorithm>
#include <cmath>

#include "gemm.h"
#include "vectors.h"

namespace servanda::tools {
namespace {

constexpr size_t kClusters = 255, kRounds = 12, kRowsAtOnce = 512;

// Makes the rows of length 1; tells which have any.
std::vector<bool> normalise(std::vector<float>& rows) {
  std::vector<bool> any(rows.size() / kVectorSize);
  for (size_t r = 0; r < any.size(); ++r) {
    float* row = rows.data() + r * kVectorSize;
    float square = 0;
    for (size_t c = 0; c < kVectorSize; ++c) square += row[c] * row[c];
    any[r] = square > 0;
    const float scale = any[r] ? 1.0f / std::sqrt(square) : 0.0f;
    for (size_t c = 0; c < kVectorSize; ++c) row[c] *= scale;
  }
  return any;
}

}  // namespace

std::vector<uint8_t> cluster_vectors(const std::vector<float>& values) {
  std::vector<float> rows = values;
  const std::vector<bool> any = normalise(rows);
  std::vector<size_t> filled;
  for (size_t r = 0; r < any.size(); ++r) {
    if (any[r]) filled.push_back(r);
  }
  std::vector<uint8_t> clusters(any.size(), 0);
  if (filled.size() < kClusters) return clusters;
  std::vector<float> centres(kClusters * kVectorSize), turned(kClusters * kVectorSize),
      scores(kRowsAtOnce * kClusters);
  // The more frequent words stand first in the vectors' order; a third of the table is enough.
  for (size_t k = 0; k < kClusters; ++k) {
    const size_t row = filled[k * (filled.size() / 3) / kClusters];
    std::copy_n(rows.data() + row * kVectorSize, kVectorSize, centres.data() + k * kVectorSize);
  }
  for (size_t round = 0; round < kRounds; ++round) {
    transpose(centres.data(), kVectorSize, turned.data(), kClusters, kVectorSize);
    std::fill(centres.begin(), centres.end(), 0.0f);
    for (size_t begin = 0; begin < any.size(); begin += kRowsAtOnce) {
      const size_t count = std::min(kRowsAtOnce, any.size() - begin);
      multiply(rows.data() + begin * kVectorSize, kVectorSize, turned.data(), kClusters,
               scores.data(), kClusters, count, kVectorSize, kClusters, Into::kSet);
      for (size_t r = 0; r < count; ++r) {
        if (!any[begin + r]) continue;
        const float* row = scores.data() + r * kClusters;
        const auto best = static_cast<size_t>(std::max_element(row, row + kClusters) - row);
        clusters[begin + r] = static_cast<uint8_t>(best + 1);
        const float* from = rows.data() + (begin + r) * kVectorSize;
        for (size_t c = 0; c < kVectorSize; ++c) centres[best * kVectorSize + c] += from[c];
      }
    }
    normalise(centres);
  }
  return clusters;
}

}  // namespace servanda::tools
