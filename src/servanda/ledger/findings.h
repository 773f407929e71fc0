// Holds an analyst's finding on a treaty against the treaty's own provisions.
#pragma once

#include <vector>

#include "servanda/ledger/account.h"

namespace servanda::ledger {

// Fills verdict, treaties and provisions of the finding. A treaty is found by its parties and year ("RUS-IRN 2025").
// Not decidable: the text is not there, or the topic is none that provisions are coded for.
void check_finding(CheckedFinding& finding, const std::vector<record::Treaty>& treaties);

}  // namespace servanda::ledger
