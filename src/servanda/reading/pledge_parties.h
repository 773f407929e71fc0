// Between whom a pledge is.
#pragma once

#include <string>
#include <vector>

#include "servanda/reading/pledge_links.h"

namespace servanda::reading {

struct PledgeParties {
  std::vector<std::string> givers, receivers;
  std::vector<std::string> all;  // both sides together, in text order
  bool told = false;             // a clause, or the name of the paper, says both
};

// Returns the pair that the steps name most fully; a side that no step names is completed from who
// speaks, then from the document's dyad. Empty if the document names no state.
PledgeParties parties_of(const PledgeScene& scene, const PledgeDraft& draft,
                         const std::vector<Step>& steps);

// Makes the state whose product is pledged the giver where no clause says who gives: "jets by that
// name would not come soon, officials of the buyer said". Who was held for the giver then receives.
void add_maker(const PledgeScene& scene, const PledgeDraft& draft, PledgeParties& parties);

}  // namespace servanda::reading
