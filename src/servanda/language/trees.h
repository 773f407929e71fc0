// From arc scores to the best tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace servanda::language {

// Memory reused from sentence to sentence.
class TreeDecoder {
 public:
  // Gives every word its head: `scores` holds, for each of `n` words, the score of each word as its
  // head and, at column n, of the root; finite numbers. Writes the head's index, or the word's own
  // for the root. The result is a tree with one root: the greedy choice where that is one, else the
  // maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967).
  void decode(const float* scores, size_t n, uint32_t* heads);

 private:
  struct Contraction {
    uint32_t node = 0;  // stands for the cycle from then on
    std::vector<uint32_t> cycle;
    std::vector<uint32_t> heads;  // of the cycle's members
    std::vector<uint32_t> enter;  // for a head outside: the member it would enter at
    std::vector<uint32_t> leave;  // for a dependent outside: the member it would hang on
  };

  bool is_tree(const uint32_t* heads, size_t n);
  void spanning(const float* scores, size_t n, uint32_t* heads);
  bool find_cycle(size_t n);
  void contract(size_t n);
  void choose(uint32_t node, size_t n);

  std::vector<double> scores_;  // n x (n + 1)
  std::vector<double> entry_;
  std::vector<uint32_t> head_, mark_, cycle_, walk_;
  std::vector<uint8_t> active_, in_cycle_;
  std::vector<Contraction> contractions_;
  size_t contraction_count_ = 0;
};

}  // namespace servanda::language
