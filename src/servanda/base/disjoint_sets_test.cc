// Tests the joining of sets.
#include "servanda/base/disjoint_sets.h"

#include <gtest/gtest.h>

namespace servanda::base {
namespace {

TEST(DisjointSets, NamesASetByItsSmallestNumberInWhateverOrderItGrew) {
  DisjointSets sets(6);
  sets.join(5, 4);
  sets.join(4, 2);
  sets.join(1, 5);
  sets.join(2, 2);
  for (const size_t i : {1, 2, 4, 5}) EXPECT_EQ(sets.root(i), 1u);
  EXPECT_EQ(sets.root(0), 0u);
  EXPECT_EQ(sets.root(3), 3u);
}

TEST(DisjointSets, JoinsALongChainWithoutDepth) {
  constexpr size_t kMany = 1'000'000;
  DisjointSets sets(kMany);
  for (size_t i = kMany - 1; i > 0; --i) sets.join(i, i - 1);
  EXPECT_EQ(sets.root(kMany - 1), 0u);
}

}  // namespace
}  // namespace servanda::base
