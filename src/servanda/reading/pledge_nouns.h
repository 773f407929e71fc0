// Steps that nouns and predicates report: "a memorandum of 2019", "talks on X", "is behind
// schedule".
#pragma once

#include <optional>

#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

// Reads the step that a noun reports by itself, if any.
std::optional<Step> read_noun_step(const PledgeScene& scene, uint32_t token);

struct PredicateStep {
  Step step;
  uint32_t last = kNoToken;  // the last token of the predicate
};

// Reads the step that the words from a token on report as a predicate, if any.
std::optional<PredicateStep> read_predicate_step(const PledgeScene& scene, uint32_t token);

}  // namespace servanda::reading
