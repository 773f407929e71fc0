// What an analyst says of treaties: has, lacks, adds, drops, keeps, replaces, differs.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/reading/page.h"
#include "servanda/reading/treaties.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the findings on treaties in a document, in text order.
std::vector<record::Finding> find_findings(const Page& page, const Treaties& treaties);

// Returns the kind that a denial makes of a kind: "lacks" of "has"; empty if there is none.
std::string_view turned_round(std::string_view kind);

}  // namespace servanda::reading
