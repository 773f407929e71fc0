// What is expected, in whose words, with the probability that the word speaks of.
#pragma once

#include <vector>

#include "servanda/event/coder.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the forecasts of a document, in text order.
std::vector<record::Forecast> find_forecasts(const event::Annotations& annotations,
                                             const std::vector<record::Event>& events);

}  // namespace servanda::reading
