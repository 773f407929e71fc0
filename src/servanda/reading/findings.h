// What an analyst says of treaties: has, lacks, adds, drops, keeps, replaces, differs.
#pragma once

#include <vector>

#include "servanda/reading/page.h"
#include "servanda/reading/treaties.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the findings on treaties in a document, in text order.
std::vector<record::Finding> find_findings(const Page& page, const Treaties& treaties);

}  // namespace servanda::reading
