// Entity labels of a sentence as one chain: the best sequence in which nothing continues what did
// not begin.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace servanda::language {

constexpr size_t kEntityLabels = 9;  // outside, then begins and continues for each type

// Tells whether label `to` may stand behind `from`; `from` is kEntityLabels at the beginning.
constexpr bool entity_label_may_follow(size_t from, size_t to) {
  return to == 0 || to % 2 == 1 || from == to || from + 1 == to;
}

// Finds the permitted sequence with the highest sum of `scores` (words x kEntityLabels). Of equals
// the lower label wins. Writes `words` labels; `back` is memory.
void best_entity_labels(const float* scores, size_t words, std::vector<uint8_t>& back,
                        uint8_t* labels);

}  // namespace servanda::language
