// Who gives and who receives what a step is about.
#pragma once

#include "servanda/event/clause.h"
#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

// Fills givers and receivers of the step from its clause and from the words of its things.
void read_sides(const PledgeScene& scene, Step& step, Side side, const event::Clause& clause,
                bool subject_is_thing);

// Adds the codes of the states that the phrase of a thing names ("the agreement between India and
// the Union").
void add_named_within(const PledgeScene& scene, const Thing& thing,
                      std::vector<std::string>& codes);

}  // namespace servanda::reading
