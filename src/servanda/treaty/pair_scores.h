// Says how likely each pair of units is: by its words, its neighbours and its region.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "servanda/treaty/likeness.h"

namespace servanda::treaty {

constexpr int kReach = 3;               // neighbours looked at on each side
constexpr float kRegionWeight = 0.30f;  // of the region in the score of a pair
constexpr uint32_t kFar = 10;           // units from which a copy stands elsewhere

struct Candidate {
  float score;
  float support;
  uint32_t a, b;
};

// Puts the best first; of equal ones, the first in the texts.
void sort(std::vector<Candidate>& found);

// What makes a pair likely: its likeness, its neighbours and its region; 0 where the words hardly
// meet.
struct Scores {
  PairTable score, support;
};

// Scores each pair, in rounds: what the neighbours say depends on their own partners. Linear in the
// pairs.
Scores score_pairs(const PairTable& cosine);

// Keeps, for each unit, the partners that its words or its neighbours make possible, the best
// first. The likeness of what was copied to several far places is taken away in `cosine`, so that
// no later pass links it.
std::vector<Candidate> candidates(PairTable& cosine, const Scores& scores);

// Returns how much a neighbour `d` units off, whose partner lies `e` units off, says: 1 for the
// next, less farther off.
float closeness(int d, int e);

// Returns the share of the linked units around `at` whose partners lie around `partner`, 0 to 1.
// `partners` holds the partner of each unit, -1 where it has none.
float share_near(const std::vector<int64_t>& partners, size_t at, size_t partner);

// Returns the likeness that a unit far from all linked neighbours must reach: among many units some
// are alike by chance.
float chance_likeness(const PairTable& cosine);

}  // namespace servanda::treaty
