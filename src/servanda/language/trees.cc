// Eisner's algorithm over integers: sums are exact, so the order of additions does not matter.
#include "servanda/language/trees.h"

#include <algorithm>
#include <utility>

namespace servanda::language {
namespace {

constexpr float kUnit = 1 << 14;      // of the fixed point
constexpr float kWorstGain = -64.0f;  // 192 of them stay within 32 bits
enum Kind : uint8_t { kRightWhole, kLeftWhole, kRightOpen, kLeftOpen };

// Returns the first place at which two rows have that sum.
size_t place_of(int32_t sum, const int32_t* a, const int32_t* b, size_t count) {
  size_t k = 0;
  while (k + 1 < count && a[k] + b[k] != sum) ++k;
  return k;
}

}  // namespace

void TreeDecoder::decode(const Kernels& kernels, const float* scores, size_t n, uint32_t* heads) {
  if (is_tree(heads, n) && is_projective(heads, n)) return;
  measure(scores, n, heads);
  for (std::vector<int32_t>* table : {&right_whole_, &right_whole_by_end_, &left_whole_,
                                      &left_whole_by_end_, &right_open_, &left_open_by_end_}) {
    if (table->size() < n * (n + kSpanLanes)) table->resize(n * (n + kSpanLanes));
  }
  kernels.fill_spans(gains_.data(), n,
                     {right_whole_.data(), right_whole_by_end_.data(), left_whole_.data(),
                      left_whole_by_end_.data(), right_open_.data(), left_open_by_end_.data()});
  int32_t best = kNoSpan;
  uint32_t root = 0;
  for (uint32_t r = 0; r < n; ++r) {
    const int32_t sum = left_whole_[r] + right_whole_[r * (n + kSpanLanes) + n - 1] + gain(n, r);
    if (sum > best) best = sum, root = r;
  }
  trace(n, root, heads);
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

// Walks over the words with the right ends of all arcs that are open: they must close in order.
bool TreeDecoder::is_projective(const uint32_t* heads, size_t n) {
  constexpr uint32_t kEnd = UINT32_MAX;
  // Lists of arcs, each named by its dependent, by right end; then by left end, the longest first.
  arcs_of_right_.assign(n, kEnd);
  arcs_of_left_.assign(n, kEnd);
  next_arc_.resize(2 * n);
  uint32_t* next_of_right = next_arc_.data();
  uint32_t* next_of_left = next_of_right + n;
  for (uint32_t t = 0; t < n; ++t) {
    if (heads[t] == t) continue;
    uint32_t& list = arcs_of_right_[std::max(t, heads[t])];
    next_of_right[t] = std::exchange(list, t);
  }
  for (uint32_t right = 0; right < n; ++right) {
    for (uint32_t arc = arcs_of_right_[right]; arc != kEnd; arc = next_of_right[arc])
      next_of_left[arc] = std::exchange(arcs_of_left_[std::min(arc, heads[arc])], arc);
  }
  open_.clear();
  for (uint32_t t = 0; t < n; ++t) {
    while (!open_.empty() && open_.back() == t) open_.pop_back();
    if (heads[t] == t && !open_.empty()) return false;
    for (uint32_t arc = arcs_of_left_[t]; arc != kEnd; arc = next_of_left[arc]) {
      const uint32_t right = std::max(arc, heads[arc]);
      if (!open_.empty() && open_.back() < right) return false;
      open_.push_back(right);
    }
  }
  return true;
}

void TreeDecoder::measure(const float* scores, size_t n, const uint32_t* heads) {
  width_ = n + 1;
  gains_.resize(n * width_);
  for (size_t i = 0; i < n; ++i) {
    const float* row = scores + i * width_;
    const float top = row[heads[i] == i ? n : heads[i]];
    for (size_t j = 0; j <= n; ++j)
      gains_[i * width_ + j] = static_cast<int32_t>(std::max(row[j] - top, kWorstGain) * kUnit);
  }
}

void TreeDecoder::trace(size_t n, uint32_t root, uint32_t* heads) {
  const size_t row = n + kSpanLanes;
  heads[root] = root;
  spans_.clear();
  spans_.push_back({0, root, kLeftWhole});
  spans_.push_back({root, static_cast<uint32_t>(n - 1), kRightWhole});
  while (!spans_.empty()) {
    const Span span = spans_.back();
    spans_.pop_back();
    const size_t i = span.begin, j = span.end, width = j - i;
    if (width == 0) continue;
    const auto at = [&](size_t k) { return static_cast<uint32_t>(k); };
    if (span.kind == kRightWhole) {
      const size_t k = i + 1 +
                       place_of(right_whole_[i * row + j], &right_open_[i * row + i + 1],
                                &right_whole_by_end_[j * row + i + 1], width);
      spans_.push_back({at(i), at(k), kRightOpen});
      spans_.push_back({at(k), at(j), kRightWhole});
    } else if (span.kind == kLeftWhole) {
      const size_t k = i + place_of(left_whole_[i * row + j], &left_whole_[i * row + i],
                                    &left_open_by_end_[j * row + i], width);
      spans_.push_back({at(i), at(k), kLeftWhole});
      spans_.push_back({at(k), at(j), kLeftOpen});
    } else {
      const bool right = span.kind == kRightOpen;
      const int32_t inner = right ? right_open_[i * row + j] - gain(i, j)
                                  : left_open_by_end_[j * row + i] - gain(j, i);
      const size_t k = i + place_of(inner, &right_whole_[i * row + i],
                                    &left_whole_by_end_[j * row + i + 1], width);
      heads[right ? j : i] = at(right ? i : j);
      spans_.push_back({at(i), at(k), kRightWhole});
      spans_.push_back({at(k + 1), at(j), kLeftWhole});
    }
  }
}

}  // namespace servanda::language
