// Joins the steps of one document into pledges: by names, by numbers of parts, by what the text
// spoke of last.
#pragma once

#include <vector>

#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

// One pledge as the document tells it.
struct PledgeDraft {
  Thing thing;  // the fullest naming
  std::vector<Thing> namings;
  std::vector<Step> steps;         // in text order
  size_t whole = SIZE_MAX;         // the pledge that this one is a part of
  std::vector<std::string> codes;  // of all parties that its steps name
  bool by_rules = false;           // the rules tell one of its steps
  bool not_started = false, stalled = false, uncertain = false;
  uint32_t last_token = 0;  // where it was spoken of last
};

// Links the steps. Drafts are in the order in which the text first speaks of them.
std::vector<PledgeDraft> link_steps(const PledgeScene& scene, std::vector<Step> steps);

}  // namespace servanda::reading
