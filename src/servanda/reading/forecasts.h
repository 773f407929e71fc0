// What is expected, in whose words, with the probability that the word speaks of.
#pragma once

#include <vector>

#include "servanda/reading/page.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the forecasts of a document, in text order.
std::vector<record::Forecast> find_forecasts(const Page& page);

}  // namespace servanda::reading
