// How far the words of a purpose reach, and what they hang on.
#pragma once

#include <cstdint>

#include "servanda/reading/page.h"

namespace servanda::reading {

// The head that the phrase [first, purpose) hangs on outside itself; kNoToken if there is none.
uint32_t outer_head(const Page& page, uint32_t first, uint32_t purpose);
// The last token of the purpose that begins at `from`.
uint32_t purpose_end(const Page& page, uint32_t from);

}  // namespace servanda::reading
