// Testable undertakings: a giver, an act, an object; and the steps that a document reports of each.
#pragma once

#include <vector>

#include "servanda/event/coder.h"
#include "servanda/reading/reader_model.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the pledges of a document in the order in which it first speaks of them; the steps of each
// by date.
std::vector<record::Pledge> find_pledges(const event::Annotations& annotations,
                                         const std::vector<record::Event>& events);

// The same with another model (tools/reading trains them); nullptr: by the rules alone.
std::vector<record::Pledge> find_pledges(const event::Annotations& annotations,
                                         const std::vector<record::Event>& events,
                                         const ReaderModel* model);

}  // namespace servanda::reading
