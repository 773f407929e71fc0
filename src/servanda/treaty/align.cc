// Finds which article of one text carries on which article of another, from the words and the order alone.
#include "servanda/treaty/align.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace servanda::treaty {
namespace {

constexpr size_t kMaxPairs = 64u << 20;
constexpr int kReach = 3;             // neighbours looked at on each side
constexpr int kRounds = 4;            // how often support is passed on
constexpr float kSupportWeight = 0.25f;
constexpr size_t kRegion = 15;        // units on each side that make a region
constexpr float kRegionWeight = 0.30f;
constexpr float kClear = 0.15f;       // clearness from which a pair is an anchor

constexpr float kWeak = 0.07f;        // likeness that needs neighbours
constexpr float kNeeded = 0.45f;      // what likeness, support and region must reach together

// One feature of one unit: a word or a pair of words.
struct Entry {
  uint32_t feature;
  float weight;
};

struct Unit {
  std::vector<Entry> entries;  // by feature
};

bool is_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80; }
unsigned char lower(unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + 32) : c; }

// Calls word(hash) for each word of letters, plural endings removed. Digits are passed over: renumbered references must
// not make two texts differ.
template <typename F>
void for_each_word(std::string_view text, F&& word) {
  size_t i = 0;
  while (i < text.size()) {
    if (!is_letter(static_cast<unsigned char>(text[i]))) {
      ++i;
      continue;
    }
    const size_t begin = i;
    while (i < text.size() && is_letter(static_cast<unsigned char>(text[i]))) ++i;
    size_t end = i;
    if (end - begin > 3 && lower(static_cast<unsigned char>(text[end - 1])) == 's' &&
        lower(static_cast<unsigned char>(text[end - 2])) != 's') {
      --end;
    }
    uint64_t hash = 1469598103934665603u;
    for (size_t k = begin; k < end; ++k) hash = (hash ^ lower(static_cast<unsigned char>(text[k]))) * 1099511628211u;
    word(hash);
  }
}

// Gives features small numbers in the order of their first appearance.
class Vocabulary {
 public:
  uint32_t number(uint64_t hash) {
    const auto [it, added] = numbers_.try_emplace(hash, static_cast<uint32_t>(numbers_.size()));
    return it->second;
  }
  size_t size() const { return numbers_.size(); }
  explicit Vocabulary(size_t expected) { numbers_.reserve(expected); }

 private:
  std::unordered_map<uint64_t, uint32_t> numbers_;
};

Unit features_of(std::string_view text, Vocabulary& vocabulary) {
  std::vector<uint32_t> seen;
  uint64_t last = 0;
  for_each_word(text, [&](uint64_t word) {
    seen.push_back(vocabulary.number(word));
    if (last != 0) seen.push_back(vocabulary.number((last * 31) ^ (word * 1099511628211u) ^ 0x9e3779b97f4a7c15u));
    last = word;
  });
  std::sort(seen.begin(), seen.end());
  Unit unit;
  for (size_t i = 0; i < seen.size();) {
    size_t j = i;
    while (j < seen.size() && seen[j] == seen[i]) ++j;
    unit.entries.push_back({seen[i], 1.0f + std::log(static_cast<float>(j - i))});
    i = j;
  }
  return unit;
}

// Weighs features by rarity (log of units over units that have it) and scales each unit to length one.
void weigh(std::vector<Unit>& a, std::vector<Unit>& b, size_t features) {
  std::vector<uint32_t> units_with(features, 0);
  for (const std::vector<Unit>* side : {&a, &b})
    for (const Unit& unit : *side)
      for (const Entry& entry : unit.entries) ++units_with[entry.feature];
  const float all = static_cast<float>(a.size() + b.size());
  for (std::vector<Unit>* side : {&a, &b}) {
    for (Unit& unit : *side) {
      float square = 0;
      for (Entry& entry : unit.entries) {
        entry.weight *= std::log((all + 1.0f) / (static_cast<float>(units_with[entry.feature]) + 0.5f));
        square += entry.weight * entry.weight;
      }
      const float scale = square > 0 ? 1.0f / std::sqrt(square) : 0;
      for (Entry& entry : unit.entries) entry.weight *= scale;
    }
  }
}

struct Matrix {
  size_t rows = 0, columns = 0;
  std::vector<float> cells;
  Matrix(size_t r, size_t c) : rows(r), columns(c), cells(r * c, 0.0f) {}
  float* row(size_t i) { return cells.data() + i * columns; }
  const float* row(size_t i) const { return cells.data() + i * columns; }
  float at(size_t i, size_t j) const { return cells[i * columns + j]; }
};

Matrix likeness(const std::vector<Unit>& a, const std::vector<Unit>& b, size_t features) {
  std::vector<uint32_t> start(features + 1, 0);
  for (const Unit& unit : b)
    for (const Entry& entry : unit.entries) ++start[entry.feature + 1];
  for (size_t f = 0; f < features; ++f) start[f + 1] += start[f];
  std::vector<std::pair<uint32_t, float>> postings(start[features]);
  std::vector<uint32_t> next(start.begin(), start.end() - 1);
  for (uint32_t j = 0; j < b.size(); ++j)
    for (const Entry& entry : b[j].entries) postings[next[entry.feature]++] = {j, entry.weight};
  Matrix cosine(a.size(), b.size());
  // A feature of more than a quarter of all units hardly weighs anything and costs most of the time.
  const uint32_t common = static_cast<uint32_t>(std::max<size_t>(16, b.size() / 4));
  for (size_t i = 0; i < a.size(); ++i) {
    float* row = cosine.row(i);
    for (const Entry& entry : a[i].entries) {
      const uint32_t from = start[entry.feature], to = start[entry.feature + 1];
      if (to - from > common) continue;
      for (uint32_t k = from; k < to; ++k) row[postings[k].first] += entry.weight * postings[k].second;
    }
  }
  return cosine;
}

// How far (i, j) is the best of its row and of its column: near 1 for the one clear partner, near 0 for boilerplate that
// is like many.
Matrix clearness(const Matrix& score) {
  std::vector<float> row_best(score.rows, 0), column_best(score.columns, 0);
  for (size_t i = 0; i < score.rows; ++i) {
    const float* row = score.row(i);
    for (size_t j = 0; j < score.columns; ++j) {
      row_best[i] = std::max(row_best[i], row[j]);
      column_best[j] = std::max(column_best[j], row[j]);
    }
  }
  Matrix clear(score.rows, score.columns);
  for (size_t i = 0; i < score.rows; ++i) {
    const float* from = score.row(i);
    float* to = clear.row(i);
    if (row_best[i] <= 0) continue;
    for (size_t j = 0; j < score.columns; ++j) {
      if (from[j] < 0.02f) continue;
      const float share = from[j] * from[j] / (row_best[i] * column_best[j]);
      to[j] = share * share * share * std::min(1.0f, 0.2f + from[j]);
    }
  }
  return clear;
}

// What the neighbours say: on each side, the nearest few units of one list linked to the nearest few of the other, in the
// same order. Edges count as linked neighbours of nothing.
float support_at(const Matrix& clear, size_t i, size_t j) {
  const auto side = [&](int sign) {
    float best = 0;
    for (int d = 1; d <= kReach; ++d) {
      for (int e = 1; e <= kReach; ++e) {
        const auto r = static_cast<int64_t>(i) + sign * d, c = static_cast<int64_t>(j) + sign * e;
        if (r < 0 || c < 0 || r >= static_cast<int64_t>(clear.rows) || c >= static_cast<int64_t>(clear.columns)) continue;
        const float near = 1.0f - 0.12f * static_cast<float>(d + e - 2) - 0.08f * static_cast<float>(std::abs(d - e));
        best = std::max(best, near * clear.at(static_cast<size_t>(r), static_cast<size_t>(c)));
      }
    }
    return best;
  };
  return 0.5f * (std::min(1.0f, side(-1)) + std::min(1.0f, side(+1)));
}

// The clear partners of one round: for each row the column whose likeness stands out, and the other way round; -1: none.
struct Anchors {
  std::vector<int64_t> of_row, of_column;
};

Anchors anchors(const Matrix& score, const Matrix& clear) {
  Anchors found{std::vector<int64_t>(score.rows, -1), std::vector<int64_t>(score.columns, -1)};
  std::vector<float> row_best(score.rows, kClear), column_best(score.columns, kClear);
  for (size_t i = 0; i < score.rows; ++i) {
    const float* row = clear.row(i);
    for (size_t j = 0; j < score.columns; ++j) {
      if (row[j] > row_best[i]) row_best[i] = row[j], found.of_row[i] = static_cast<int64_t>(j);
      if (row[j] > column_best[j]) column_best[j] = row[j], found.of_column[j] = static_cast<int64_t>(i);
    }
  }
  return found;
}

// The share of the anchors within kRegion of `at` whose partner lies within twice kRegion of `partner`.
float share_near(const std::vector<int64_t>& partners, size_t at, size_t partner) {
  const size_t from = at > kRegion ? at - kRegion : 0, to = std::min(partners.size(), at + kRegion + 1);
  int near = 0, all = 0;
  for (size_t k = from; k < to; ++k) {
    if (k == at || partners[k] < 0) continue;
    ++all;
    near += std::abs(partners[k] - static_cast<int64_t>(partner)) <= static_cast<int64_t>(2 * kRegion) ? 1 : 0;
  }
  return static_cast<float>(near + 1) / static_cast<float>(all + 1);
}

// Whether the two units lie in regions that carry on each other, seen from both sides: in a file of several treaties the
// same words stand in each of them.
float region_at(const Anchors& found, size_t i, size_t j) {
  return std::min(share_near(found.of_row, i, j), share_near(found.of_column, j, i));
}

struct Candidate {
  float score;
  float support;
  uint32_t a, b;
};

// Keeps, for each unit, the partners that its words or its neighbours make possible.
std::vector<Candidate> candidates(const Matrix& cosine) {
  Matrix score = cosine;
  Matrix support(cosine.rows, cosine.columns);
  for (int round = 0; round < kRounds; ++round) {
    const Matrix clear = clearness(score);
    const Anchors found = anchors(score, clear);
    for (size_t i = 0; i < cosine.rows; ++i) {
      for (size_t j = 0; j < cosine.columns; ++j) {
        if (cosine.at(i, j) < kWeak) {
          score.row(i)[j] = 0;
          continue;
        }
        const float said = support_at(clear, i, j);
        support.row(i)[j] = said;
        score.row(i)[j] = cosine.at(i, j) + kSupportWeight * said + kRegionWeight * region_at(found, i, j);
      }
    }
  }
  std::vector<Candidate> found;
  for (uint32_t i = 0; i < cosine.rows; ++i) {
    for (uint32_t j = 0; j < cosine.columns; ++j) {
      const float like = cosine.at(i, j);
      if (like < kWeak) continue;
      if (score.at(i, j) < kNeeded) continue;
      found.push_back({score.at(i, j), support.at(i, j), i, j});
    }
  }
  std::sort(found.begin(), found.end(), [](const Candidate& x, const Candidate& y) {
    return x.score != y.score ? x.score > y.score : x.a != y.a ? x.a < y.a : x.b < y.b;
  });
  return found;
}

std::string reason(float similarity, float support) {
  const std::string_view words = similarity > 0.999f  ? "same words"
                                 : similarity > 0.75f ? "nearly the same words"
                                 : similarity > 0.32f ? "rare words in common"
                                                      : "few words in common";
  const std::string_view place = support > 0.6f   ? "neighbours on both sides linked"
                                 : support > 0.2f ? "a neighbour linked"
                                                  : "moved: no neighbour linked";
  return fmt::format("{} (likeness {:.2f}); {}", words, similarity, place);
}

// Shares of the smaller unit's weight that the other holds: a part of a split stands wholly inside the old unit.
float contained(const Unit& part, const Unit& whole) {
  float inside = 0, all = 0;
  size_t k = 0;
  for (const Entry& entry : part.entries) {
    all += entry.weight * entry.weight;
    while (k < whole.entries.size() && whole.entries[k].feature < entry.feature) ++k;
    if (k < whole.entries.size() && whole.entries[k].feature == entry.feature) inside += entry.weight * entry.weight;
  }
  return all > 0 ? inside / all : 0;
}

}  // namespace

base::Result<std::vector<Link>> align_texts(std::span<const std::string_view> a, std::span<const std::string_view> b,
                                            const AlignOptions& options) {
  if (!a.empty() && b.size() > kMaxPairs / a.size()) {
    return base::Error{base::ErrorCode::kRefused,
                       fmt::format("{} by {} units are more than {} pairs; compare part by part", a.size(), b.size(), kMaxPairs), ""};
  }
  size_t bytes = 0;
  for (const std::string_view text : a) bytes += text.size();
  for (const std::string_view text : b) bytes += text.size();
  Vocabulary vocabulary(bytes / 8);
  std::vector<Unit> left, right;
  for (const std::string_view text : a) left.push_back(features_of(text, vocabulary));
  for (const std::string_view text : b) right.push_back(features_of(text, vocabulary));
  weigh(left, right, vocabulary.size());
  const Matrix cosine = likeness(left, right, vocabulary.size());

  std::vector<Link> links;
  std::vector<bool> left_taken(a.size(), false), right_taken(b.size(), false);
  const std::vector<Candidate> found = candidates(cosine);
  for (const Candidate& candidate : found) {
    const float like = cosine.at(candidate.a, candidate.b);
    const bool free_left = !left_taken[candidate.a], free_right = !right_taken[candidate.b];
    const bool second = options.splits_and_merges && (free_left != free_right) && like > 0.45f && candidate.support > 0.3f &&
                        left[candidate.a].entries.size() > 40 && right[candidate.b].entries.size() > 40 &&
                        (free_right ? contained(right[candidate.b], left[candidate.a]) : contained(left[candidate.a], right[candidate.b])) > 0.8f && like < 0.85f;
    if ((!free_left || !free_right) && !second) continue;
    left_taken[candidate.a] = right_taken[candidate.b] = true;
    links.push_back({candidate.a, candidate.b, like, candidate.support,
                     reason(like, candidate.support) + (second ? (free_right ? "; part of a split" : "; part of a merge") : "")});
  }
  std::sort(links.begin(), links.end(), [](const Link& x, const Link& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  return links;
}

}  // namespace servanda::treaty
