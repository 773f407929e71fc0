// From arc scores to the best tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "servanda/language/kernels.h"

namespace servanda::language {

// Memory reused from sentence to sentence.
class TreeDecoder {
 public:
  // Makes a tree with one root and without crossing arcs of what each word would choose: `scores`
  // holds, for each of `n` words, the score of each word as its head and, at column n, of the root;
  // finite numbers, the word's own the lowest. Each of `heads` is the best of its row, the word's
  // own for the root. Where they are no such tree, writes the one with the highest sum of scores
  // (Eisner 1996).
  void decode(const Kernels& kernels, const float* scores, size_t n, uint32_t* heads);

 private:
  struct Span {
    uint32_t begin, end;
    uint8_t kind;
  };

  bool is_tree(const uint32_t* heads, size_t n);
  bool is_projective(const uint32_t* heads, size_t n);
  void measure(const float* scores, size_t n, const uint32_t* heads);
  void trace(size_t n, uint32_t root, uint32_t* heads);
  int32_t gain(size_t head, size_t dependent) const { return gains_[dependent * width_ + head]; }

  std::vector<uint32_t> mark_, next_arc_, arcs_of_left_, arcs_of_right_, open_;
  size_t width_ = 0;            // columns of gains_
  std::vector<int32_t> gains_;  // of each arc, at most 0: fixed point below the best of its row
  // The tables of SpanSums.
  std::vector<int32_t> right_whole_, right_whole_by_end_, left_whole_, left_whole_by_end_,
      right_open_, left_open_by_end_;
  std::vector<Span> spans_;
};

}  // namespace servanda::language
