// Asks a short list of words for one of them.
#pragma once

#include <string_view>

namespace servanda::base {

// True if the list has the word. Linear; for lists of up to some dozens. Most words differ from it
// in their size or first letter, so that the rest of them is seldom compared.
template <typename Words>
bool in(const Words& words, std::string_view word) {
  for (const std::string_view one : words) {
    if (one.size() != word.size()) continue;
    if (word.empty() || (one.front() == word.front() && one == word)) return true;
  }
  return false;
}

}  // namespace servanda::base
