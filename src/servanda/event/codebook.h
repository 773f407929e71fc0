// The PLOVER codebook as tables: modes of each type, intensity scores, contexts (codebook of 4
// February 2024, chapters 2, 3 and 5).
#pragma once

#include <span>
#include <string_view>

#include "servanda/record/event.h"

namespace servanda::event {

// Returns the modes of a type in lower case; empty for types without modes.
std::span<const std::string_view> modes(record::EventType type);

// Returns true if the type has this mode; "" is a mode of every type.
bool has_mode(record::EventType type, std::string_view mode);

// Returns PLOVER's intensity of a type and mode, -10 to 10.
double score(record::EventType type, std::string_view mode);

// Returns PLOVER's contexts and Servanda's finer domains, in the order of the codebook.
std::span<const std::string_view> contexts();

// Returns true where both sides act alike, so that all parties are actors: talks, exercises,
// signings, clashes.
bool may_be_reciprocal(record::EventType type);

// Returns true for acts that are done in words: promises, concessions, demands, accusations,
// refusals, threats.
bool is_speech(record::EventType type);

}  // namespace servanda::event
