// Words of the names of states: they say whose a thing is, and not which thing.
#pragma once

#include <string_view>

namespace servanda::ledger {

// True for a folded word (see content_words) of the name of a state, or of the adjective to it:
// "cuba", "iranian", "emirat". Points of the compass and words such as "island" are none.
bool is_state_word(std::string_view folded);

// True if the text has the name of the state or its adjective ("Cuba", "Cuban"), as whole words.
bool names_state(std::string_view text, std::string_view code);

}  // namespace servanda::ledger
