// Searches many treaties at once: which others have this clause, and how alike whole treaties are.
#include "servanda/treaty/family.h"

#include <algorithm>
#include <cmath>

#include "servanda/treaty/likeness.h"

namespace servanda::treaty {
namespace {

// A feature in more units than this is boilerplate: it weighs next to nothing and costs most of the
// time.
size_t most_units(size_t units) { return std::max<size_t>(64, units / 12); }

}  // namespace

std::vector<Family::Feature> Family::features_of(std::string_view text) const {
  std::vector<uint64_t> hashes = word_hashes(text);
  std::sort(hashes.begin(), hashes.end());
  std::vector<Feature> features;
  for (size_t i = 0; i < hashes.size();) {
    size_t j = i;
    while (j < hashes.size() && hashes[j] == hashes[i]) ++j;
    features.push_back({hashes[i], 1.0f + std::log(static_cast<float>(j - i))});
    i = j;
  }
  return features;
}

Family::Family(std::span<const std::vector<std::string_view>> treaties) {
  std::vector<std::vector<Feature>> features;
  unit_begin_.push_back(0);
  for (uint32_t t = 0; t < treaties.size(); ++t) {
    for (const std::string_view text : treaties[t]) {
      features.push_back(features_of(text));
      treaty_of_.push_back(t);
    }
    unit_begin_.push_back(static_cast<uint32_t>(features.size()));
  }
  // Features that stand in one unit only link nothing, but they lengthen it: they are kept in the
  // length alone.
  std::vector<uint64_t> all;
  for (const auto& unit : features)
    for (const Feature& feature : unit) all.push_back(feature.hash);
  std::sort(all.begin(), all.end());
  std::vector<uint32_t> units_with;
  for (size_t i = 0; i < all.size();) {
    size_t j = i;
    while (j < all.size() && all[j] == all[i]) ++j;
    hashes_.push_back(all[i]);
    units_with.push_back(static_cast<uint32_t>(j - i));
    i = j;
  }
  all = {};
  const float units = static_cast<float>(features.size());
  for (const uint32_t count : units_with)
    rarity_.push_back(std::log((units + 1.0f) / (static_cast<float>(count) + 0.5f)));

  posting_begin_.assign(hashes_.size() + 1, 0);
  const size_t common = most_units(features.size());
  rows_.resize(features.size());
  for (size_t u = 0; u < features.size(); ++u) {
    float square = 0;
    for (const Feature& feature : features[u]) {
      const auto at = static_cast<uint32_t>(
          std::lower_bound(hashes_.begin(), hashes_.end(), feature.hash) - hashes_.begin());
      const float weight = feature.weight * rarity_[at];
      square += weight * weight;
      if (units_with[at] > 1 && units_with[at] <= common) rows_[u].push_back({at, weight});
    }
    const float scale = square > 0 ? 1.0f / std::sqrt(square) : 0;
    for (Row& row : rows_[u]) row.weight *= scale, ++posting_begin_[row.feature + 1];
    features[u] = {};
  }
  for (size_t f = 0; f < hashes_.size(); ++f) posting_begin_[f + 1] += posting_begin_[f];
  postings_.resize(posting_begin_.back());
  std::vector<size_t> next(posting_begin_.begin(), posting_begin_.end() - 1);
  for (uint32_t u = 0; u < rows_.size(); ++u)
    for (const Row& row : rows_[u]) postings_[next[row.feature]++] = {u, row.weight};
}

// Adds up the cosines of one unit with all others; `touched` names the units that got a score.
void Family::score(const std::vector<Row>& row, std::vector<float>& scores,
                   std::vector<uint32_t>& touched) const {
  for (const Row& entry : row) {
    for (size_t k = posting_begin_[entry.feature]; k < posting_begin_[entry.feature + 1]; ++k) {
      const Posting& posting = postings_[k];
      if (scores[posting.unit] == 0) touched.push_back(posting.unit);
      scores[posting.unit] += entry.weight * posting.weight;
    }
  }
}

std::vector<Match> Family::find(std::string_view clause, size_t most, float least) const {
  std::vector<Row> row;
  float square = 0;
  for (const Feature& feature : features_of(clause)) {
    const auto at = std::lower_bound(hashes_.begin(), hashes_.end(), feature.hash);
    const bool known = at != hashes_.end() && *at == feature.hash;
    const size_t index = static_cast<size_t>(at - hashes_.begin());
    const float weight =
        feature.weight *
        (known ? rarity_[index] : std::log(static_cast<float>(treaty_of_.size()) + 1.0f));
    square += weight * weight;
    if (known) row.push_back({static_cast<uint32_t>(index), weight});
  }
  const float scale = square > 0 ? 1.0f / std::sqrt(square) : 0;
  for (Row& entry : row) entry.weight *= scale;
  std::vector<float> scores(treaty_of_.size(), 0);
  std::vector<uint32_t> touched;
  score(row, scores, touched);
  std::vector<Match> best(treaties());
  for (const uint32_t unit : touched) {
    Match& match = best[treaty_of_[unit]];
    const uint32_t inside = unit - unit_begin_[treaty_of_[unit]];
    if (scores[unit] > match.similarity ||
        (scores[unit] == match.similarity && inside < match.unit))
      match = {treaty_of_[unit], inside, scores[unit]};
  }
  std::erase_if(
      best, [&](const Match& match) { return match.similarity < least || match.similarity <= 0; });
  std::sort(best.begin(), best.end(), [](const Match& x, const Match& y) {
    return x.similarity != y.similarity ? x.similarity > y.similarity : x.treaty < y.treaty;
  });
  if (best.size() > most) best.resize(most);
  return best;
}

std::vector<Likeness> Family::map(const FamilyOptions& options) const {
  const size_t count = treaties();
  std::vector<uint32_t> shared(count * count,
                               0);  // units of the row's treaty with a counterpart in the column's
  std::vector<float> scores(treaty_of_.size(), 0);
  std::vector<uint32_t> touched;
  std::vector<uint32_t> seen(count, UINT32_MAX);
  for (uint32_t unit = 0; unit < treaty_of_.size(); ++unit) {
    touched.clear();
    score(rows_[unit], scores, touched);
    const uint32_t own = treaty_of_[unit];
    for (const uint32_t other : touched) {
      const uint32_t treaty = treaty_of_[other];
      if (scores[other] >= options.counterpart && treaty != own && seen[treaty] != unit) {
        seen[treaty] = unit;
        ++shared[own * count + treaty];
      }
      scores[other] = 0;
    }
  }
  std::vector<Likeness> found;
  for (uint32_t a = 0; a < count; ++a) {
    for (uint32_t b = a + 1; b < count; ++b) {
      const uint32_t both = shared[a * count + b] + shared[b * count + a];
      if (both == 0) continue;
      const uint32_t size_a = unit_begin_[a + 1] - unit_begin_[a],
                     size_b = unit_begin_[b + 1] - unit_begin_[b];
      found.push_back({a, b, static_cast<float>(both) / static_cast<float>(size_a + size_b),
                       size_a <= size_b ? shared[a * count + b] : shared[b * count + a]});
    }
  }
  return found;
}

}  // namespace servanda::treaty
