// Finds the paragraphs of a raw text from its line layout.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/base/span.h"

namespace servanda::language {

// Returns the paragraphs in text order; white space around them is left out. A blank line ends a
// paragraph. A single line end does so in a text whose lines are paragraphs (longer than a page is
// wide), before a list item, and after a line that is short although the next word had fitted into
// it; else it is a wrapped line. Linear time, any bytes.
std::vector<base::Span> find_paragraphs(std::string_view text);

}  // namespace servanda::language
