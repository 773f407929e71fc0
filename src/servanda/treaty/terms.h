// Reads the final clauses of a treaty: how it begins, how long it lasts, how it ends, what it
// replaces.
#pragma once

#include <optional>
#include <string_view>

#include "servanda/record/treaty.h"

namespace servanda::treaty {

// Adds what the provision says of entry into force, duration, renewal, denunciation, succession,
// reservations, languages and the depositary. What an earlier provision said is kept: the first
// clause that tells a thing is the one that holds.
void read_terms(const record::Provision& provision, record::Term& term);

// Returns the number that one word names, in letters or digits: "twenty" is 20. nullopt: none.
std::optional<double> number_in(std::string_view word);

// Returns the first number of years that a text names, as plain() makes it: "for ten years" is 10,
// "eighteen months" 1.5.
std::optional<double> duration_in(std::string_view plain_text);

}  // namespace servanda::treaty
