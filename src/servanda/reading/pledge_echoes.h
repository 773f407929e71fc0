// "It was to be signed in May. It was not.": sentences whose verb the sentence before has.
#pragma once

#include <vector>

#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

// Adds the step that an auxiliary alone tells of what `steps` has as still to come: put off where
// it is denied, else done. Returns the last token of its words, or kNoToken where `token` begins
// none.
uint32_t add_echo(const PledgeScene& scene, uint32_t token, std::vector<Step>& steps);

}  // namespace servanda::reading
