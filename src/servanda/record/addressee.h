// Who is bound by a provision, as Provision::addressee says it.
#pragma once

#include <string_view>

namespace servanda::record {

// True if one party is bound, by name: not both, nor a body.
bool is_one_party(std::string_view addressee);

// True if two names may be of one party: a fuller name holds the shorter one.
bool is_same_party(std::string_view a, std::string_view b);

}  // namespace servanda::record
