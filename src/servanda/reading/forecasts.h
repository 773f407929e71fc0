// What is expected, in whose words, with the probability that the word speaks of.
#pragma once

#include <vector>

#include "servanda/reading/page.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the forecasts of a document, in text order.
std::vector<record::Forecast> find_forecasts(const Page& page);

// Returns the last date in the clause of a predicate that lies ahead of the document; unknown if
// none does.
record::Date horizon_of(const Page& page, uint32_t predicate);

}  // namespace servanda::reading
