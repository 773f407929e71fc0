// Viterbi's algorithm over nine labels.
#include "servanda/language/entity_chain.h"

#include <algorithm>
#include <array>

namespace servanda::language {

void best_entity_labels(const float* scores, size_t words, std::vector<uint8_t>& back,
                        uint8_t* labels) {
  if (words == 0) return;
  if (back.size() < words * kEntityLabels) back.resize(words * kEntityLabels);
  constexpr float kNever = -1e30f;
  std::array<float, kEntityLabels> best{}, next{};
  for (size_t to = 0; to < kEntityLabels; ++to)
    best[to] = entity_label_may_follow(kEntityLabels, to) ? scores[to] : kNever;
  for (size_t t = 1; t < words; ++t) {
    // What begins or stands outside may follow anything, what continues only its own kind.
    const auto any = static_cast<size_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (size_t to = 0; to < kEntityLabels; ++to) {
      const bool continues = to != 0 && to % 2 == 0;
      const size_t from = !continues ? any : best[to] > best[to - 1] ? to : to - 1;
      next[to] = best[from] + scores[t * kEntityLabels + to];
      back[t * kEntityLabels + to] = static_cast<uint8_t>(from);
    }
    best = next;
  }
  auto label = static_cast<uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (size_t t = words; t-- > 0;) {
    labels[t] = label;
    if (t > 0) label = back[t * kEntityLabels + label];
  }
}

}  // namespace servanda::language
