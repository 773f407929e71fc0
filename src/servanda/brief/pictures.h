// The two pictures of a brief as inline SVG.
#pragma once

#include <string>

#include "servanda/brief/brief.h"

namespace servanda::brief {

// Deeds above the line of years, words below it, treaties as upright lines. Empty if nothing is
// dated.
std::string timeline_svg(const Brief& brief);

// One bar for each field: how many pledges were said, put in writing, started, delivered.
std::string balance_svg(const Brief& brief);

}  // namespace servanda::brief
