// Who gives and who receives what a step is about.
#pragma once

#include "servanda/event/clause.h"
#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

// Fills givers and receivers of the step from its clause and from the words of its things.
void read_sides(const PledgeScene& scene, Step& step, Side side, const event::Clause& clause,
                bool subject_is_thing);

}  // namespace servanda::reading
