// Why an actor does something, as the text says.
#pragma once

#include <vector>

#include "servanda/reading/page.h"
#include "servanda/reading/treaties.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Finds the motives that a document gives, in text order.
std::vector<record::Motive> find_motives(const Page& page, const Treaties& treaties);

}  // namespace servanda::reading
