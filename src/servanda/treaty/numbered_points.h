// Finds the numbered points of a treaty that does not call them articles.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/treaty/headings.h"

namespace servanda::treaty {

// Finds "I. The Parties shall", "2. Both sides agree", "III.--His Majesty engages": numbers at the
// beginning of a line, each one more than the last or one anew, before a capital. Returns them as
// headings in text order; nothing where they are fewer than three or fewer than half of them bind,
// so that a list in a report makes no treaty, or
// where they begin again and again, which only paragraphs do. Linear.
std::vector<ArticleHeading> find_numbered_points(std::string_view text);

}  // namespace servanda::treaty
