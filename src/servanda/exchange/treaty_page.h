// Writes treaties side by side as one page that needs nothing else.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "servanda/exchange/treaty_json.h"
#include "servanda/record/treaty.h"

namespace servanda::exchange {

// Returns an HTML page with a column for each treaty, the oldest first: what each commits to, its
// terms and fields, then its provisions, with the relation and the reason above the texts and the
// words marked that a neighbouring column has not. `alignments[i]` links treaty i and i + 1. A row
// is a link where there are two treaties, and one of `threads` where there are more. The page asks
// no other host for anything, has a dark mode and prints. Texts are escaped.
std::string side_by_side_page(std::span<const record::Treaty> treaties,
                              std::span<const std::string> names,
                              std::span<const std::vector<record::Alignment>> alignments,
                              const Threads& threads = {});

}  // namespace servanda::exchange
