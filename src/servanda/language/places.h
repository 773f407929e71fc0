// Places that stand beside their state or country, as "Lubbock Texas" and "Salem, OR", which are
// two each, and states that stand before their organisations, as "US Navy", which is one.
#pragma once

#include <cstdint>
#include <string_view>

#include "servanda/record/parse.h"

namespace servanda::language {

// Parts the places among tokens [first, last), a sentence whose entities are labelled, that the
// network took for one with the state or country behind them, labels the postal letters of a state
// behind a place and a comma, and joins "US" with the organisation that follows it.
void part_places(std::string_view text, record::Parse& parse, uint32_t first, uint32_t last);

}  // namespace servanda::language
