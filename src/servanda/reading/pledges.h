// Testable undertakings: a giver, an act, an object; and the steps that a document reports of each.
#pragma once

#include <vector>

#include "servanda/event/coder.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the pledges of a document in the order in which it first speaks of them; the steps of each
// by date.
std::vector<record::Pledge> find_pledges(const event::Annotations& annotations,
                                         const std::vector<record::Event>& events);

}  // namespace servanda::reading
