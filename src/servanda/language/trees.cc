// Chu-Liu-Edmonds without recursion, for heads that are no tree.
#include "servanda/language/trees.h"

#include <algorithm>

namespace servanda::language {
namespace {

// Below any sum of real scores: keeps all but one word from the root.
constexpr double kSecondRootCost = 1e7;
constexpr double kNever = -1e15;

size_t root_count(const uint32_t* heads, size_t n) {
  size_t roots = 0;
  for (size_t i = 0; i < n; ++i) roots += heads[i] == i;
  return roots;
}

}  // namespace

void TreeDecoder::decode(const float* scores, size_t n, uint32_t* heads) {
  if (is_tree(heads, n)) return;
  greedy_.assign(heads, heads + n);
  if (root_count(heads, n) == 1) {
    // The best of all trees mostly keeps one root without being made to, which is less work.
    spanning(scores, n, 0.0, heads);
    if (root_count(heads, n) == 1) return;
  }
  spanning(scores, n, kSecondRootCost, heads);
}

bool TreeDecoder::is_tree(const uint32_t* heads, size_t n) {
  mark_.assign(n, 0);  // 0 not seen; else the walk that saw it
  size_t roots = 0;
  for (uint32_t start = 0; start < n; ++start) {
    uint32_t at = start;
    while (mark_[at] == 0) {
      mark_[at] = start + 1;
      if (heads[at] == at) {
        ++roots;
        break;
      }
      at = heads[at];
      if (mark_[at] == start + 1) return false;
    }
  }
  return roots == 1;
}

void TreeDecoder::choose(uint32_t node, size_t n) {
  const double* row = scores_.data() + node * (n + 1);
  size_t best = n;
  for (size_t j = 0; j < n; ++j) {
    if (j != node && active_[j] && row[j] > row[best]) best = j;
  }
  head_[node] = static_cast<uint32_t>(best);
}

void TreeDecoder::spanning(const float* scores, size_t n, double root_cost, uint32_t* heads) {
  scores_.resize(n * (n + 1));
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j)
      scores_[i * (n + 1) + j] = static_cast<double>(scores[i * (n + 1) + j]);
    scores_[i * (n + 1) + n] = static_cast<double>(scores[i * (n + 1) + n]) - root_cost;
  }
  active_.assign(n, 1);
  in_cycle_.assign(n, 0);
  head_ = greedy_;
  contraction_count_ = 0;
  for (uint32_t i = 0; i < n; ++i) {
    if (head_[i] == i) choose(i, n);
  }
  while (find_cycle(n)) contract(n);

  for (size_t level = contraction_count_; level-- > 0;) {
    const Contraction& c = contractions_[level];
    const uint32_t outside = head_[c.node];
    for (uint32_t k = 0; k < n; ++k) {
      if (active_[k] && k != c.node && head_[k] == c.node) head_[k] = c.leave[k];
    }
    for (size_t m = 0; m < c.cycle.size(); ++m) {
      head_[c.cycle[m]] = c.heads[m];
      active_[c.cycle[m]] = 1;
    }
    head_[c.enter[outside]] = outside;
  }
  for (uint32_t i = 0; i < n; ++i) heads[i] = head_[i] == n ? i : head_[i];
}

bool TreeDecoder::find_cycle(size_t n) {
  mark_.assign(n, 0);
  for (uint32_t start = 0; start < n; ++start) {
    if (!active_[start]) continue;
    uint32_t at = start;
    while (at != n && mark_[at] == 0) {
      mark_[at] = start + 1;
      at = head_[at];
    }
    if (at == n || mark_[at] != start + 1) continue;
    cycle_.clear();
    for (uint32_t member = at; cycle_.empty() || member != at; member = head_[member])
      cycle_.push_back(member);
    return true;
  }
  return false;
}

void TreeDecoder::contract(size_t n) {
  if (contractions_.size() == contraction_count_) contractions_.emplace_back();
  Contraction& c = contractions_[contraction_count_++];
  c.cycle = cycle_;
  c.node = cycle_.front();
  c.heads.clear();
  c.enter.assign(n + 1, c.node);
  c.leave.assign(n, c.node);
  for (const uint32_t member : cycle_) {
    c.heads.push_back(head_[member]);
    in_cycle_[member] = 1;
  }
  const size_t stride = n + 1;
  // Read all before anything is written: the new node reuses the row and column of a member.
  walk_.clear();
  for (uint32_t j = 0; j < n; ++j) {
    if (active_[j] && !in_cycle_[j]) walk_.push_back(j);
  }
  std::vector<double>& scores = scores_;
  const auto entering = [&](uint32_t j) {
    double best = kNever;
    for (const uint32_t member : c.cycle) {
      const double gain = scores[member * stride + j] - scores[member * stride + head_[member]];
      if (gain > best) {
        best = gain;
        c.enter[j] = member;
      }
    }
    return best;
  };
  // Entries first need the members' rows whole, so the node's own row is written last.
  std::vector<double>& entry = entry_;
  entry.assign(stride, kNever);
  for (const uint32_t j : walk_) entry[j] = entering(j);
  entry[n] = entering(static_cast<uint32_t>(n));
  for (const uint32_t k : walk_) {
    double best = kNever;
    for (const uint32_t member : c.cycle) {
      if (scores[k * stride + member] > best) {
        best = scores[k * stride + member];
        c.leave[k] = member;
      }
    }
    scores[k * stride + c.node] = best;
  }
  for (size_t j = 0; j <= n; ++j) scores[c.node * stride + j] = entry[j];
  for (const uint32_t member : c.cycle) {
    in_cycle_[member] = 0;
    if (member != c.node) active_[member] = 0;
  }
  choose(c.node, n);
  for (const uint32_t k : walk_) {
    if (std::find(c.cycle.begin(), c.cycle.end(), head_[k]) != c.cycle.end()) head_[k] = c.node;
  }
}

}  // namespace servanda::language
