// Writes two treaties side by side as one page that needs nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/record/treaty.h"

namespace servanda::exchange {

// Returns an HTML page: one row a link, the relation and the reason above both texts, the words
// that only one side has marked. The page asks no other host for anything, has a dark mode and
// prints. Texts are escaped.
std::string side_by_side_page(const record::Treaty& a, const record::Treaty& b,
                              std::string_view name_a, std::string_view name_b,
                              const std::vector<record::Alignment>& links);

}  // namespace servanda::exchange
