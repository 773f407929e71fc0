// Words of estimative probability and the ranges that they are read as: data/reading/estimates.tsv.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace servanda::reading {

enum class EstimateKind : uint8_t {
  kPhrase,     // as it stands: "it looks as if"
  kDegree,     // how good a chance, risk or prospect is said to be: "slim"
  kAdjective,  // after a copula: "is unlikely to"
  kVerb,       // in the passive: "is expected to"
  kRuledOut,   // "can be ruled out"
  kAdverb,     // with a future: "will probably"
  kActive,     // the subject is the source: "analysts expect"
  kModal       // "may well", "will"
};

struct Estimate {
  std::string_view words;
  uint32_t size = 1;  // in words
  double low = 0, high = 1;
  EstimateKind kind = EstimateKind::kPhrase;
};

// Returns the rows whose first word this is, longer phrases first ("very unlikely" before "very
// likely to").
const std::vector<const Estimate*>& estimates_from(std::string_view first_word);

}  // namespace servanda::reading
