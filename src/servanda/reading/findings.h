// What an analyst says of treaties: has, lacks, adds, drops, keeps, replaces, differs.
#pragma once

#include <vector>

#include "servanda/event/coder.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the findings on treaties in a document, in text order.
std::vector<record::Finding> find_findings(const event::Annotations& annotations,
                                           const std::vector<record::Event>& events);

}  // namespace servanda::reading
