// Figures that describe a dyad: trade, loans, their change.
#pragma once

#include <vector>

#include "servanda/reading/page.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the figures of a document, in text order.
std::vector<record::Indicator> find_indicators(const Page& page,
                                               const std::vector<record::Event>& events);

}  // namespace servanda::reading
