// Why an actor does something, as the text says.
#pragma once

#include <vector>

#include "servanda/event/coder.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the motives that a document gives, in text order.
std::vector<record::Motive> find_motives(const event::Annotations& annotations,
                                         const std::vector<record::Event>& events);

}  // namespace servanda::reading
