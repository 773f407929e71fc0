// How far the words of a purpose reach, and what they hang on.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/reading/page.h"

namespace servanda::reading {

// The head that the phrase [first, purpose) hangs on outside itself; kNoToken if there is none.
uint32_t outer_head(const Page& page, uint32_t first, uint32_t purpose);
// The last token of the purpose that begins at `from`.
uint32_t purpose_end(const Page& page, uint32_t from);

// The kinds of data/reading/motive_words.tsv that a single word is of.
const std::vector<std::string_view>& motive_kinds(std::string_view word);

}  // namespace servanda::reading
