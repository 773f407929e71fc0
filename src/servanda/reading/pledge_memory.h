// What the steps read so far were told of: what "it" may be, and which nouns of no known kind name
// a pledge.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

class PledgeMemory {
 public:
  // Keeps a reference to the scene.
  explicit PledgeMemory(const PledgeScene& scene) : scene_(scene) {}

  void add(const Step& step);
  // True if a step was told of a thing of this name.
  bool knows(std::string_view head_lemma) const { return heads_.find(head_lemma) != heads_.end(); }
  // Kinds of the thing spoken of last, in the sentence or the two before; 0 if there is none.
  uint32_t last_kinds(uint32_t sentence) const;

 private:
  const PledgeScene& scene_;
  std::set<std::string, std::less<>> heads_;
  uint32_t kinds_ = 0, sentence_ = 0;
};

}  // namespace servanda::reading
