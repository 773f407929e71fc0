// Several treaties held against each other: which pairs are compared, and how each commitment of
// one stands in the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/record/treaty.h"

namespace servanda::record {

// Two treaties of a list and the links between their provisions.
struct TreatyPair {
  size_t a = 0;  // the older one, or the one whose sibling b is: places in the list
  size_t b = 0;
  bool succession = true;  // b carries a on; false: b is a sibling, a treaty between other parties
  std::vector<Alignment> links;
};

// How a commitment of the first treaty of a pair stands in the second.
enum class Standing : uint8_t {
  kNeither = 0,
  kKept = 1,  // both have it, and neither is stronger
  kStronger = 2,
  kWeaker = 3,
  kNew = 4,     // only the second has it
  kDropped = 5  // only the first has it
};

struct CommitmentRow {
  std::string commitment;                           // "consultation"
  std::vector<std::vector<std::string>> by_treaty;  // the ids of the provisions that carry it
  struct Verdict {
    Standing standing = Standing::kNeither;
    std::string why;  // what the link says that decides; empty where the lists tell all
  };
  std::vector<Verdict> by_pair;
};

// What compares a list of treaties: the pairs, the commitments of all, and the clauses that run
// through several of them.
struct TreatyMatrix {
  std::vector<TreatyPair> pairs;
  std::vector<CommitmentRow> commitments;  // by name
  // The ids of the provisions of each treaty that carry one clause; empty where a treaty has none.
  std::vector<std::vector<std::vector<std::string>>> threads;
};

std::string_view name(Standing standing);

}  // namespace servanda::record
