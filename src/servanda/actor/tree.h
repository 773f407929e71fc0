// The children of each token of a parse, in text order, in three flat arrays.
#pragma once

#include <cstdint>
#include <vector>

#include "servanda/record/parse.h"

namespace servanda::actor {

class Tree {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  explicit Tree(const record::Parse& parse)
      : first_(parse.tokens.size(), kNone), next_(parse.tokens.size(), kNone) {
    for (uint32_t i = static_cast<uint32_t>(parse.tokens.size()); i-- > 0;) {
      const uint32_t head = parse.tokens[i].head;
      if (head == i || head >= parse.tokens.size()) continue;
      next_[i] = first_[head];
      first_[head] = i;
    }
  }

  uint32_t first_child(uint32_t token) const { return first_[token]; }
  uint32_t next_sibling(uint32_t token) const { return next_[token]; }

 private:
  std::vector<uint32_t> first_, next_;
};

}  // namespace servanda::actor
