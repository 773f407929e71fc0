// The words and tags of a model.
#pragma once

#include <unordered_map>
#include <utility>

#include "corpus.h"
#include "network.h"
#include "vectors.h"

namespace servanda::tools {

// Row 0 is the unknown word, then the words that were seen twice in training or have a vector, then
// words with a vector only.
class Vocabulary {
 public:
  Vocabulary(const Corpus& trees, const Corpus& lessons, const Corpus& entities);

  bool seen(const std::string& lower) const {
    return counts_.count(language::word_hash(lower)) > 0;
  }
  // Orders the rows and returns their vectors (zero where there is none).
  std::vector<float> add_vectors(const Vectors& vectors);

  Input input(std::string_view form) const;
  uint32_t count(uint32_t row) const { return row < row_counts_.size() ? row_counts_[row] : 0; }
  size_t size() const { return rows_.size() + 1; }
  size_t trained_rows() const { return row_counts_.size(); }
  const std::unordered_map<uint64_t, uint32_t>& rows() const { return rows_; }
  const std::vector<std::pair<record::Upos, uint8_t>>& tags() const { return tags_; }
  int tag(record::Upos upos,
          uint8_t xpos) const;  // kUnknown for a pair that training has too seldom
  void set_affix_rows(size_t rows) { affix_rows_ = rows; }

 private:
  std::unordered_map<uint64_t, uint32_t> counts_;  // by hash
  std::vector<uint64_t> seen_order_;               // hashes by first appearance
  std::unordered_map<uint64_t, uint32_t> rows_;
  std::vector<uint32_t> row_counts_;
  std::vector<std::pair<record::Upos, uint8_t>> tags_;
  size_t affix_rows_ = 16384;
};

}  // namespace servanda::tools
