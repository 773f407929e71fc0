// Tells which coded events report no act between states.
#pragma once

#include <vector>

#include "servanda/record/reading.h"

namespace servanda::ledger {

// Returns, for each event of the reading, true if its words report no act: a heading, a question,
// the term of a paper ("is concluded for ten years"), a figure ("trade reached ..."), a match that
// teams play, or somebody's speaking that only carries another act.
std::vector<bool> no_reports_in(const record::Reading& reading);

}  // namespace servanda::ledger
