// What the noun of an act or paper is about: "jets" for "the delivery of the jets".
#pragma once

#include <string_view>

#include "servanda/reading/pledge_scene.h"

namespace servanda::reading {

// Returns the noun below that says what a noun of an act, of talks or of a contract is about, or
// the noun itself.
uint32_t core_noun(const PledgeScene& scene, uint32_t token);

// True for a word that stands for so many of what follows: "half", "most", "all".
bool is_quantity(std::string_view word);

// True for nouns that measure time: no pledge is about years.
bool is_time_noun(std::string_view lemma);

}  // namespace servanda::reading
