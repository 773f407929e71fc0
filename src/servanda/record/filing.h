// Under which two states a document was filed by whoever gave it.
#pragma once

#include <string>
#include <vector>

#include "servanda/record/document.h"

namespace servanda::record {

// Returns the codes of the two states of the JSON field "dyad", as in "CHL-PER" or ["CHL", "PER"];
// empty if there is none, or it is no pair of codes.
std::vector<std::string> filed_under(const Document& document);

}  // namespace servanda::record
