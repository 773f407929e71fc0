// Searches many treaties at once: which others have this clause, and how alike whole treaties are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace servanda::treaty {

// A provision that is like the one searched for.
struct Match {
  uint32_t treaty = 0;   // index of the treaty
  uint32_t unit = 0;     // index of the unit within it
  float similarity = 0;  // cosine of the weighted words and word pairs, 0 to 1
};

// How alike two treaties are.
struct Likeness {
  uint32_t a = 0, b = 0;  // indices of the treaties, a < b
  float share = 0;        // share of the units of both that have a counterpart in the other, 0 to 1
  uint32_t shared = 0;    // how many units of the smaller one have a counterpart
};

struct FamilyOptions {
  float counterpart = 0.5f;  // likeness from which a unit is a counterpart
};

// An index of the units (articles or provisions) of many treaties. Words that stand in many
// treaties weigh little. Immutable once built; serves many threads. Built in time linear in the
// texts; a search costs the postings of the clause's rarer words, so that thousands of treaties
// answer in milliseconds.
class Family {
 public:
  // treaties[t] are the units of treaty t, in text order. The texts need not outlive the index.
  explicit Family(std::span<const std::vector<std::string_view>> treaties);

  // Returns the best unit of each treaty, the likest treaty first, at most `most`; those under
  // `least` are left out.
  std::vector<Match> find(std::string_view clause, size_t most, float least = 0.15f) const;

  // Compares each pair of treaties, in the order of (a, b); pairs that share nothing are left out.
  std::vector<Likeness> map(const FamilyOptions& options = {}) const;

  size_t treaties() const { return unit_begin_.size() - 1; }

 private:
  struct Posting {
    uint32_t unit;  // over all treaties
    float weight;
  };
  struct Feature {
    uint64_t hash;
    float weight;
  };
  struct Row {
    uint32_t feature;
    float weight;
  };
  std::vector<Feature> features_of(std::string_view text) const;
  void score(const std::vector<Row>& row, std::vector<float>& scores,
             std::vector<uint32_t>& touched) const;

  std::vector<uint32_t> unit_begin_;   // first unit of each treaty, and one past the last
  std::vector<uint32_t> treaty_of_;    // by unit
  std::vector<uint64_t> hashes_;       // of the features, sorted
  std::vector<float> rarity_;          // by feature
  std::vector<size_t> posting_begin_;  // by feature
  std::vector<Posting> postings_;
  std::vector<std::vector<Row>> rows_;  // by unit
};

}  // namespace servanda::treaty
