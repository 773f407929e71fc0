// Codes of states by the names that other data sets use.
#pragma once

#include <string>
#include <string_view>

namespace servanda::exchange {

// Returns the alpha-3 code of a state's name ("Russian Federation") or of its own code ("RUS");
// empty if it is none.
std::string state_code(std::string_view name);

// Returns the usual name of a code; the code itself if it is no state's.
std::string state_name(std::string_view code);

// Returns the alpha-2 code in lower case ("ru"); empty if it is no state's.
std::string alpha2(std::string_view code);

// Returns the sector (GOV, MIL, ...) that a list of ICEWS sectors falls under; empty if none is
// known.
std::string icews_sector(std::string_view sectors);

}  // namespace servanda::exchange
