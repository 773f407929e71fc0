// Finds which article of one text carries on which article of another, from the words and the order
// alone.
#include "servanda/treaty/align.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/treaty/likeness.h"
#include "servanda/treaty/pair_scores.h"

namespace servanda::treaty {
namespace {

constexpr size_t kMaxPairs = 64u << 20;

constexpr float kOwnRegion = 0.5f;  // region below which a link leads elsewhere
constexpr float kSameLike = 0.98f;  // likeness of the same words, as a share of that of the link

constexpr float kWeakLeftover = 0.05f;  // least likeness of what the first pass leaves over
constexpr float kNeededLeftover = 0.50f;
constexpr float kLeftoverRegion = 0.3f;
constexpr float kOwnWords = 0.22f;    // likeness from which a pair needs no comparison with others
constexpr size_t kPlaceReach = 2;     // units on each side among which a place is looked for
constexpr float kWeakPlace = 0.02f;   // likeness of what was rewritten in its place
constexpr float kElsewhere = 0.30f;   // likeness from which its words stand elsewhere
constexpr float kPlaceShare = 0.5f;   // if that of the place is a smaller share of it
constexpr size_t kPartFeatures = 60;  // features that a part of a split must have at least
constexpr size_t kNeighbourFeatures = 12;
constexpr float kPartContained = 0.9f;  // share of a part that the whole must hold

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

// The links of a matching under way.
struct Matching {
  std::vector<int64_t> of_a, of_b;  // the partner of each unit; -1: none
  std::vector<Link> links;
  void link(uint32_t a, uint32_t b, float likeness, float support, std::string why) {
    of_a[a] = b, of_b[b] = a;
    links.push_back({a, b, likeness, support, std::move(why)});
  }
};

// The best and the second best score of each row, or of each column.
struct Best {
  float first = 0, second = 0;
  void take(float score) {
    if (score > first) {
      second = first, first = score;
    } else {
      second = std::max(second, score);
    }
  }
  float without(float score) const { return score >= first ? second : first; }
};

// Takes back links of few words whose two units are, on balance, liker to others: their partners
// went elsewhere, and what is left is no successor.
void unlink_second_choices(const PairTable& cosine, const PairTable& score, Matching& matching) {
  std::vector<Best> rows(score.rows), columns(score.columns);
  for (size_t i = 0; i < score.rows; ++i) {
    for (size_t j = 0; j < score.columns; ++j) {
      rows[i].take(score.at(i, j));
      columns[j].take(score.at(i, j));
    }
  }
  std::erase_if(matching.links, [&](const Link& link) {
    const float own = score.at(link.a, link.b);
    const bool keep = cosine.at(link.a, link.b) >= kOwnWords ||
                      2 * own >= rows[link.a].without(own) + columns[link.b].without(own);
    if (!keep) matching.of_a[link.a] = matching.of_b[link.b] = -1;
    return !keep;
  });
}

// Whether the words of a link stand equally well in another place, far off, that nothing else
// claims.
bool stands_elsewhere(const PairTable& cosine, const Matching& matching, const Link& link) {
  const float least = kSameLike * cosine.at(link.a, link.b);
  const auto is_far = [](size_t x, size_t y) { return (x > y ? x - y : y - x) >= kFar; };
  for (size_t j = 0; j < cosine.columns; ++j)
    if (matching.of_b[j] < 0 && cosine.at(link.a, j) >= least && is_far(j, link.b)) return true;
  for (size_t i = 0; i < cosine.rows; ++i)
    if (matching.of_a[i] < 0 && cosine.at(i, link.b) >= least && is_far(i, link.a)) return true;
  return false;
}

// Takes back links out of a region that went elsewhere where the same words stand in another place
// as well: one article of a dissolved treaty went into three others alike.
void unlink_copies(const PairTable& cosine, Matching& matching) {
  std::vector<std::pair<uint32_t, uint32_t>> copies;
  for (const Link& link : matching.links) {
    const float region = std::min(share_near(matching.of_a, link.a, link.b),
                                  share_near(matching.of_b, link.b, link.a));
    if (region < kOwnRegion && stands_elsewhere(cosine, matching, link))
      copies.emplace_back(link.a, link.b);
  }
  for (const auto& [a, b] : copies) matching.of_a[a] = matching.of_b[b] = -1;
  std::erase_if(matching.links, [&](const Link& link) { return matching.of_a[link.a] < 0; });
}

// The unit of the other list in whose place i stood: within a few units on both sides all others
// are linked, among each other, whatever their order, and one of the other list is left. -1: none.
int64_t left_in_place(const Matching& matching, size_t i) {
  const auto partner = [&](size_t k) { return matching.of_a[k]; };
  for (size_t reach = 1; reach <= kPlaceReach; ++reach) {
    if (i < reach || i + reach >= matching.of_a.size()) return -1;
    int64_t first = matching.of_b.size(), last = -1;
    for (size_t k = i - reach; k <= i + reach; ++k) {
      if (k == i) continue;
      if (partner(k) < 0) return -1;
      first = std::min(first, partner(k)), last = std::max(last, partner(k));
    }
    if (last - first != static_cast<int64_t>(2 * reach)) continue;
    for (int64_t j = first; j <= last; ++j)
      if (matching.of_b[static_cast<size_t>(j)] < 0) return j;
  }
  return -1;
}

// The likeness of the likest pair in the row or the column of (i, j).
float likest(const PairTable& cosine, size_t i, size_t j) {
  float best = *std::max_element(cosine.row(i), cosine.row(i) + cosine.columns);
  for (size_t k = 0; k < cosine.rows; ++k) best = std::max(best, cosine.at(k, j));
  return best;
}

// One unit on each side among the same linked neighbours: what stands in the place was rewritten,
// unless the words of one of them went elsewhere.
void link_in_place(const PairTable& cosine, Matching& matching) {
  for (size_t i = 0; i < cosine.rows; ++i) {
    const int64_t j = matching.of_a[i] < 0 ? left_in_place(matching, i) : -1;
    if (j < 0) continue;
    const float like = cosine.at(i, static_cast<size_t>(j));
    const float elsewhere = likest(cosine, i, static_cast<size_t>(j));
    if (like < kWeakPlace || (elsewhere >= kElsewhere && like < kPlaceShare * elsewhere)) continue;
    matching.link(
        static_cast<uint32_t>(i), static_cast<uint32_t>(j), like, 1,
        fmt::format("rewritten in its place: between linked neighbours (likeness {:.2f})", like));
  }
}

// How near the linked neighbours on one side of i are to j, 0 to 1.
float nearness(const Matching& matching, size_t i, size_t j, int sign) {
  float best = 0;
  for (int d = 1; d <= kReach; ++d) {
    const int64_t row = static_cast<int64_t>(i) + sign * d;
    if (row < 0 || row >= static_cast<int64_t>(matching.of_a.size())) continue;
    const int64_t partner = matching.of_a[static_cast<size_t>(row)];
    const int64_t e = (partner - static_cast<int64_t>(j)) * sign;
    if (partner < 0 || e < 1 || e > kReach) continue;
    best = std::max(best, closeness(d, static_cast<int>(e)));
  }
  return best;
}

// What is left over after the clear links, judged by its words and by the links around it.
void link_leftovers(const PairTable& cosine, Matching& matching) {
  std::vector<Candidate> found;
  const float chance = chance_likeness(cosine);
  for (uint32_t i = 0; i < cosine.rows; ++i) {
    if (matching.of_a[i] >= 0) continue;
    for (uint32_t j = 0; j < cosine.columns; ++j) {
      const float like = cosine.at(i, j);
      if (matching.of_b[j] >= 0 || like < kWeakLeftover) continue;
      const float support = 0.5f * (nearness(matching, i, j, -1) + nearness(matching, i, j, +1));
      const float region =
          std::min(share_near(matching.of_a, i, j), share_near(matching.of_b, j, i));
      const float score = 1.5f * like + 0.2f * support + kRegionWeight * region;
      if (score >= kNeededLeftover && region >= kLeftoverRegion && (support > 0 || like >= chance))
        found.push_back({score, support, i, j});
    }
  }
  sort(found);
  for (const Candidate& candidate : found) {
    if (matching.of_a[candidate.a] >= 0 || matching.of_b[candidate.b] >= 0) continue;
    const float like = cosine.at(candidate.a, candidate.b);
    matching.link(candidate.a, candidate.b, like, candidate.support,
                  "left over on both sides; " + reason(like, candidate.support));
  }
}

// Adds a second link of a unit that is linked already; the first stays its partner.
void link_part(Matching& matching, const Candidate& candidate, float like, bool free_b) {
  const int64_t kept_a = matching.of_a[candidate.a], kept_b = matching.of_b[candidate.b];
  matching.link(
      candidate.a, candidate.b, like, candidate.support,
      reason(like, candidate.support) + (free_b ? "; part of a split" : "; part of a merge"));
  (free_b ? matching.of_a[candidate.a] : matching.of_b[candidate.b]) = free_b ? kept_a : kept_b;
}

// A unit without partner that stands nearly whole inside a linked one is a part of a split, or was
// merged into it.
void link_parts(const std::vector<Candidate>& found, const PairTable& cosine,
                const Weighed& weighed, Matching& matching) {
  for (const Candidate& candidate : found) {
    const bool free_a = matching.of_a[candidate.a] < 0, free_b = matching.of_b[candidate.b] < 0;
    const float like = cosine.at(candidate.a, candidate.b);
    if (free_a == free_b || like < 0.45f || like > 0.85f || candidate.support < 0.3f) continue;
    const Features& left = weighed.a[candidate.a];
    const Features& right = weighed.b[candidate.b];
    if (left.size() < kPartFeatures || right.size() < kPartFeatures) continue;
    if ((free_b ? contained(right, left) : contained(left, right)) >= kPartContained) {
      link_part(matching, candidate, like, free_b);
    }
  }
}

// A short unit whose neighbour is linked to the unit that holds all its words was set apart from
// it, or drawn into it.
void link_neighbours_parts(const PairTable& cosine, const Weighed& weighed, Matching& matching) {
  const auto look = [&](bool side_a) {
    const std::vector<int64_t>& partner = side_a ? matching.of_a : matching.of_b;
    const std::vector<Features>& parts = side_a ? weighed.a : weighed.b;
    const std::vector<Features>& wholes = side_a ? weighed.b : weighed.a;
    std::vector<std::pair<uint32_t, uint32_t>> add;  // part, whole
    for (uint32_t i = 0; i < parts.size(); ++i) {
      if (partner[i] >= 0 || parts[i].size() < kNeighbourFeatures) continue;
      for (const int step : {-1, 1}) {
        const int64_t neighbour = static_cast<int64_t>(i) + step;
        if (neighbour < 0 || neighbour >= static_cast<int64_t>(partner.size())) continue;
        const int64_t whole = partner[static_cast<size_t>(neighbour)];
        if (whole < 0 || contained(parts[i], wholes[static_cast<size_t>(whole)]) <
                             kPartContained * kPartContained)
          continue;
        add.emplace_back(i, static_cast<uint32_t>(whole));
        break;
      }
    }
    for (const auto& [part, whole] : add) {
      const uint32_t a = side_a ? part : whole, b = side_a ? whole : part;
      link_part(matching, {0, 1, a, b}, cosine.at(a, b), !side_a);
    }
  };
  look(true);
  look(false);
}

}  // namespace

base::Result<std::vector<Link>> align_texts(std::span<const std::string_view> a,
                                            std::span<const std::string_view> b,
                                            const AlignOptions& options) {
  if (!a.empty() && b.size() > kMaxPairs / a.size()) {
    return base::Error{base::ErrorCode::kRefused,
                       fmt::format("{} by {} units are more than {} pairs; compare part by part",
                                   a.size(), b.size(), kMaxPairs),
                       ""};
  }
  const Weighed weighed = weigh(a, b);
  PairTable cosine = cosines(weighed);
  const Scores scores = score_pairs(cosine);
  const std::vector<Candidate> found = candidates(cosine, scores);
  Matching matching{std::vector<int64_t>(a.size(), -1), std::vector<int64_t>(b.size(), -1), {}};
  for (const Candidate& candidate : found) {
    if (matching.of_a[candidate.a] >= 0 || matching.of_b[candidate.b] >= 0) continue;
    const float like = cosine.at(candidate.a, candidate.b);
    matching.link(candidate.a, candidate.b, like, candidate.support,
                  reason(like, candidate.support));
  }
  for (int round = 0; round < 2; ++round) link_leftovers(cosine, matching);
  unlink_second_choices(cosine, scores.score, matching);
  unlink_copies(cosine, matching);
  link_in_place(cosine, matching);
  if (options.splits_and_merges) {
    link_parts(found, cosine, weighed, matching);
    link_neighbours_parts(cosine, weighed, matching);
  }
  std::sort(matching.links.begin(), matching.links.end(),
            [](const Link& x, const Link& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  return std::move(matching.links);
}

}  // namespace servanda::treaty
