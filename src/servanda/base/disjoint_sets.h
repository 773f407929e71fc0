// Sets of numbers that only ever join.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace servanda::base {

// The numbers from 0 below `size`, each in a set of its own at first. A set is named by its
// smallest number, whatever the order of the joins.
//
//   DisjointSets sets(3);
//   sets.join(2, 1);
//   sets.root(2) == 1
class DisjointSets {
 public:
  explicit DisjointSets(size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
  }

  size_t root(size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];  // halves the path as it goes
    return i;
  }

  void join(size_t i, size_t j) {
    i = root(i), j = root(j);
    parent_[std::max(i, j)] = std::min(i, j);
  }

 private:
  std::vector<size_t> parent_;
};

}  // namespace servanda::base
