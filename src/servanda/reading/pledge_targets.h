// Targets: what two states want to raise, cut or double, and to what number.
#pragma once

#include <optional>

#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

// Reads "to raise trade from two to five billion dollars by 2030", "to double cargo on the line": a
// verb of growth or reduction that is to come, with the number to be reached. Returns nothing for
// other verbs, and for what has happened already.
std::optional<Step> read_target(const PledgeScene& scene, uint32_t verb);

}  // namespace servanda::reading
