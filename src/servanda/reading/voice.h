// Whose words a clause gives: the author's, or those of a source that is named.
#pragma once

#include <string>

#include "servanda/reading/page.h"

namespace servanda::reading {

// Returns the words that name who says the clause of `predicate` ("analysts of Kpler"), or
// "author".
std::string voice_of(const Page& page, uint32_t predicate);

}  // namespace servanda::reading
