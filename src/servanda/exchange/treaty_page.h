// Writes treaties side by side as one page that needs nothing else.
#pragma once

#include <span>
#include <string>

#include "servanda/record/treaty_matrix.h"

namespace servanda::exchange {

// Returns an HTML page: how each commitment of each treaty stands in the others, terms and fields
// of all, then for each pair one row a link, the relation and the reason above both texts, the
// words that only one side has marked. The page asks no other host for anything, has a dark mode
// and prints. Texts are escaped. `names` are the names of the treaties.
std::string side_by_side_page(std::span<const record::Treaty> treaties,
                              std::span<const std::string> names,
                              const record::TreatyMatrix& matrix);

}  // namespace servanda::exchange
