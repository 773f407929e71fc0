// From arc scores to the best tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace servanda::language {

// Memory reused from sentence to sentence.
class TreeDecoder {
 public:
  // Makes a tree with one root of what each word would choose: `scores` holds, for each of `n`
  // words, the score of each word as its head and, at column n, of the root; finite numbers. Each
  // of `heads` is the best of its row, the word's own for the root. Where they are no tree, writes
  // the maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967).
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
  void spanning(const float* scores, size_t n, double root_cost, uint32_t* heads);
  bool find_cycle(size_t n);
  void contract(size_t n);
  void choose(uint32_t node, size_t n);

  std::vector<double> scores_;  // n x (n + 1)
  std::vector<double> entry_;
  std::vector<uint32_t> greedy_, head_, mark_, cycle_, walk_;
  std::vector<uint8_t> active_, in_cycle_;
  std::vector<Contraction> contractions_;
  size_t contraction_count_ = 0;
};

}  // namespace servanda::language
