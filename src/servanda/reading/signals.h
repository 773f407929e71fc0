// Acts that the text places next to another act in time.
#pragma once

#include <vector>

#include "servanda/reading/page.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the signals of a document, in text order.
std::vector<record::Signal> find_signals(const Page& page,
                                         const std::vector<record::Event>& events);

}  // namespace servanda::reading
