// Asks a short list of words for one of them.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace servanda::base {

// True if the list has the word. Linear; for lists of up to some dozens.
template <typename Words>
bool in(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace servanda::base
