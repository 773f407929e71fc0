// Tests of clusters: vectors of one direction fall together, a row of zeros has none.
#include "clusters.h"

#include <gtest/gtest.h>

#include "vectors.h"

namespace servanda::tools {
namespace {

TEST(Clusters, HoldVectorsOfOneDirectionTogether) {
  constexpr size_t kDirections = 255, kEach = 4;
  std::vector<float> rows(kVectorSize, 0.0f);  // the unknown word
  for (size_t k = 0; k < kDirections; ++k) {
    for (size_t i = 0; i < kEach; ++i) {
      std::vector<float> row(kVectorSize, 0.0f);
      row[k % kVectorSize] = 1.0f + static_cast<float>(i);
      row[(k * 7 + 1 + k / kVectorSize) % kVectorSize] += 2.0f + 2.0f * static_cast<float>(i);
      rows.insert(rows.end(), row.begin(), row.end());
    }
  }
  const std::vector<uint8_t> clusters = cluster_vectors(rows);
  ASSERT_EQ(clusters.size(), 1 + kDirections * kEach);
  EXPECT_EQ(clusters[0], 0);
  for (size_t k = 0; k < kDirections; ++k) {
    for (size_t i = 0; i < kEach; ++i) {
      EXPECT_NE(clusters[1 + k * kEach + i], 0);
      EXPECT_EQ(clusters[1 + k * kEach + i], clusters[1 + k * kEach]);
    }
  }
}

}  // namespace
}  // namespace servanda::tools
