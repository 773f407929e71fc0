// Reads the text around a pledge: its sentences, and what a name in one of them stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace servanda::ledger {

// Returns the sentences of a text, roughly: cut behind a stop that a blank follows, and at line
// ends.
std::vector<std::string_view> sentences_of(std::string_view text);

// Returns the word of a text whose folded form is this, as it stands there.
std::string_view surface_of(std::string_view text, const std::string& folded);

// True if the name is one who speaks: "Farzin said".
bool speaks(std::string_view sentence, const std::string& folded);

// True if the name says where two met or agreed: what was agreed in Beijing is not for that "the
// Beijing deal".
bool is_venue(std::string_view sentence, const std::string& folded);

// Returns the years of this and the last century in a text.
std::vector<int> years_in(std::string_view text);

}  // namespace servanda::ledger
