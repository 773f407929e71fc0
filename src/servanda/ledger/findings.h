// Holds an analyst's finding on a treaty against the treaty's own provisions.
#pragma once

#include <vector>

#include "servanda/ledger/account.h"

namespace servanda::ledger {

// Fills verdict, treaties and provisions of the finding. A treaty is found by its parties and year
// ("RUS-IRN 2025"). What is said to be there is supported by the provisions that carry it; what is
// said to be dropped is supported where the older treaty has a provision and the newer has none, or
// one that binds less, and then both are named. Not decidable: the text is not there, the topic is
// none that provisions are coded for, or the kind needs a second treaty that is not there.
void check_finding(CheckedFinding& finding, const std::vector<record::Treaty>& treaties);

}  // namespace servanda::ledger
