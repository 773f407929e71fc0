// When a clause says that something holds: past, perfect, on a condition.
#pragma once

#include <cstdint>
#include <string_view>

#include "servanda/reading/page.h"

namespace servanda::reading {

// The copula or passive auxiliary of a predicate, in lower case; "" if it has none.
std::string_view copula_of(const Page& page, uint32_t t);
// Returns true where an auxiliary or copula is in the past: "was expected".
bool is_past(const Page& page, uint32_t t);
// Returns true for "would probably have", "may have": of the past.
bool is_perfect(const Page& page, uint32_t predicate);
// Returns true under "if", "whether", "unless".
bool is_conditional(const Page& page, uint32_t predicate);

// Returns true where a future or a modal ("will", "might") stands beside the predicate, or near the
// adverb.
bool has_future(const Page& page, uint32_t predicate, uint32_t adverb);
// Returns true where a verb follows "to", adverbs and quotation marks passed over.
bool leads_to_verb(const Page& page, uint32_t to);

}  // namespace servanda::reading
