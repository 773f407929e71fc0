// What the text says of a report after it: denied, withdrawn, doubted, not confirmed.
#pragma once

#include <vector>

#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

// Applies rebuttals to the steps that they speak of (in text order). A report withdrawn in a later
// sentence is a step of its own.
void apply_rebuttals(const PledgeScene& scene, std::vector<Step>& steps);

}  // namespace servanda::reading
