// Says how likely each pair of units is: by its words, its neighbours and its region.
#include "servanda/treaty/pair_scores.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace servanda::treaty {
namespace {

constexpr int kRounds = 4;  // how often support is passed on
constexpr float kSupportWeight = 0.25f;
constexpr size_t kRegion = 15;   // units on each side that make a region
constexpr float kClear = 0.15f;  // clearness from which a pair is an anchor

constexpr float kWeak = 0.07f;            // likeness that needs neighbours
constexpr float kNeeded = 0.55f;          // what likeness, support and region must reach together
constexpr float kSureRegion = 0.8f;       // region in which less likeness is chance
constexpr float kChanceInRegion = 0.85f;  // by this factor

constexpr float kCopyLike = 0.95f;         // likeness of a copy, as a share of the best
constexpr float kCopyScore = 0.8f;         // and its likeness, support and region together
constexpr float kFurtherCopyLike = 0.85f;  // of further copies, once two are known

// How far (i, j) is the best of its row and of its column: near 1 for the one clear partner, near 0
// for boilerplate that is like many.
PairTable clearness(const PairTable& score) {
  std::vector<float> row_best(score.rows, 0), column_best(score.columns, 0);
  for (size_t i = 0; i < score.rows; ++i) {
    const float* row = score.row(i);
    for (size_t j = 0; j < score.columns; ++j) {
      row_best[i] = std::max(row_best[i], row[j]);
      column_best[j] = std::max(column_best[j], row[j]);
    }
  }
  PairTable clear(score.rows, score.columns);
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

// What the neighbours say: on each side, the nearest few units of one list linked to the nearest
// few of the other, in the same order. Edges count as linked neighbours of nothing.
float support_at(const PairTable& clear, size_t i, size_t j) {
  const auto side = [&](int sign) {
    float best = 0;
    for (int d = 1; d <= kReach; ++d) {
      for (int e = 1; e <= kReach; ++e) {
        const auto r = static_cast<int64_t>(i) + sign * d, c = static_cast<int64_t>(j) + sign * e;
        if (r < 0 || c < 0 || r >= static_cast<int64_t>(clear.rows) ||
            c >= static_cast<int64_t>(clear.columns))
          continue;
        best = std::max(best,
                        closeness(d, e) * clear.at(static_cast<size_t>(r), static_cast<size_t>(c)));
      }
    }
    return best;
  };
  return 0.5f * (std::min(1.0f, side(-1)) + std::min(1.0f, side(+1)));
}

// The clear partners of one round: for each row the column whose likeness stands out, and the other
// way round; -1: none.
struct Anchors {
  std::vector<int64_t> of_row, of_column;
};

Anchors anchors(const PairTable& score, const PairTable& clear) {
  Anchors found{std::vector<int64_t>(score.rows, -1), std::vector<int64_t>(score.columns, -1)};
  std::vector<float> row_best(score.rows, kClear), column_best(score.columns, kClear);
  for (size_t i = 0; i < score.rows; ++i) {
    const float* row = clear.row(i);
    for (size_t j = 0; j < score.columns; ++j) {
      if (row[j] > row_best[i]) row_best[i] = row[j], found.of_row[i] = static_cast<int64_t>(j);
      if (row[j] > column_best[j])
        column_best[j] = row[j], found.of_column[j] = static_cast<int64_t>(i);
    }
  }
  return found;
}

// Whether the two units lie in regions that carry on each other, seen from both sides: in a file of
// several treaties the same words stand in each of them.
float region_at(const Anchors& found, size_t i, size_t j) {
  return std::min(share_near(found.of_row, i, j), share_near(found.of_column, j, i));
}

// Takes out the partners of a unit whose words were copied to several places: where they stand
// equally well in two places that nothing else claims, neither carries it on alone. Their likeness
// is taken away too, so that no later pass links them. `mine` is the side of the unit, `theirs` the
// other.
void set_copies_aside(std::vector<Candidate>& found, PairTable& cosine, uint32_t Candidate::*mine,
                      uint32_t Candidate::*theirs) {
  const size_t units = std::max(cosine.rows, cosine.columns);
  std::vector<float> best(units, 0);           // of each unit of the other side
  std::vector<std::vector<size_t>> of(units);  // the candidates of each unit, the best first
  for (size_t k = 0; k < found.size(); ++k) {
    of[found[k].*mine].push_back(k);
    best[found[k].*theirs] = std::max(best[found[k].*theirs], found[k].score);
  }
  const auto like = [&](const Candidate& pair) { return cosine.at(pair.a, pair.b); };
  std::vector<bool> aside(found.size(), false);
  for (const std::vector<size_t>& partners : of) {
    if (partners.size() < 2) continue;
    const Candidate& first = found[partners.front()];
    if (first.score < best[first.*theirs]) continue;
    const bool copied = std::any_of(partners.begin() + 1, partners.end(), [&](size_t k) {
      const Candidate& other = found[k];
      const uint32_t apart = first.*theirs > other.*theirs ? first.*theirs - other.*theirs
                                                           : other.*theirs - first.*theirs;
      return apart >= kFar && like(other) >= kCopyLike * like(first) &&
             other.score >= kCopyScore * first.score && other.score >= best[other.*theirs];
    });
    if (!copied) continue;
    for (const size_t k : partners)
      if (like(found[k]) >= kFurtherCopyLike * like(first)) aside[k] = true;
  }
  size_t kept = 0;
  for (size_t k = 0; k < found.size(); ++k) {
    if (aside[k]) {
      cosine.row(found[k].a)[found[k].b] = 0;
    } else {
      found[kept++] = found[k];
    }
  }
  found.resize(kept);
}

}  // namespace

float closeness(int d, int e) {
  return 1.0f - 0.12f * static_cast<float>(d + e - 2) - 0.08f * static_cast<float>(std::abs(d - e));
}

float share_near(const std::vector<int64_t>& partners, size_t at, size_t partner) {
  const size_t from = at > kRegion ? at - kRegion : 0,
               to = std::min(partners.size(), at + kRegion + 1);
  int near = 0, all = 0;
  for (size_t k = from; k < to; ++k) {
    if (k == at || partners[k] < 0) continue;
    ++all;
    near +=
        std::abs(partners[k] - static_cast<int64_t>(partner)) <= static_cast<int64_t>(2 * kRegion)
            ? 1
            : 0;
  }
  return static_cast<float>(near + 1) / static_cast<float>(all + 1);
}

float chance_likeness(const PairTable& cosine) {
  const float units = static_cast<float>(std::max(cosine.rows, cosine.columns));
  return units < 100 ? 0.0f : std::min(0.4f, 0.13f * std::log2(units / 100.0f));
}

void sort(std::vector<Candidate>& found) {
  std::sort(found.begin(), found.end(), [](const Candidate& x, const Candidate& y) {
    return x.score != y.score ? x.score > y.score : x.a != y.a ? x.a < y.a : x.b < y.b;
  });
}

Scores score_pairs(const PairTable& cosine) {
  PairTable score = cosine;
  PairTable support(cosine.rows, cosine.columns);
  for (int round = 0; round < kRounds; ++round) {
    const PairTable clear = clearness(score);
    const Anchors found = anchors(score, clear);
    for (size_t i = 0; i < cosine.rows; ++i) {
      for (size_t j = 0; j < cosine.columns; ++j) {
        if (cosine.at(i, j) < kWeak) {
          score.row(i)[j] = 0;
          continue;
        }
        const float said = support_at(clear, i, j);
        support.row(i)[j] = said;
        score.row(i)[j] =
            cosine.at(i, j) + kSupportWeight * said + kRegionWeight * region_at(found, i, j);
      }
    }
  }
  return {std::move(score), std::move(support)};
}

std::vector<Candidate> candidates(PairTable& cosine, const Scores& scores) {
  const auto& [score, support] = scores;
  std::vector<Candidate> found;
  const float chance = chance_likeness(cosine);
  for (uint32_t i = 0; i < cosine.rows; ++i) {
    for (uint32_t j = 0; j < cosine.columns; ++j) {
      const float like = cosine.at(i, j);
      if (like < kWeak || score.at(i, j) < kNeeded) continue;
      const float region = score.at(i, j) - like - kSupportWeight * support.at(i, j);
      const bool sure = region >= kSureRegion * kRegionWeight;
      if (support.at(i, j) < 0.1f && like < (sure ? kChanceInRegion : 1.0f) * chance) continue;
      found.push_back({score.at(i, j), support.at(i, j), i, j});
    }
  }
  sort(found);
  set_copies_aside(found, cosine, &Candidate::a, &Candidate::b);
  set_copies_aside(found, cosine, &Candidate::b, &Candidate::a);
  return found;
}

}  // namespace servanda::treaty
