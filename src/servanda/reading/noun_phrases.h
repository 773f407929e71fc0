// Where the phrase of a noun begins and ends, wherever the tree hangs its parts.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "servanda/reading/pledge_scene.h"

namespace servanda::reading {

// The first and last token of the noun with what stands before it.
std::pair<uint32_t, uint32_t> base_phrase(const PledgeScene& scene, uint32_t head);

// The end of "of the S-400 air defence system" after a noun whose own words end at `last`:
// prepositions that go with it. `about`: the noun is of an act, a paper or a sum, and may be on,
// for or about something.
uint32_t extend_right(const PledgeScene& scene, uint32_t head, uint32_t last, bool about);

// True for tags that stand within noun phrases.
bool is_nominal(record::Upos upos);
// True for marks that join words without spaces.
bool is_hyphen(std::string_view word);

}  // namespace servanda::reading
