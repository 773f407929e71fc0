// How rare a word is in the news: what two reports share says the more, the rarer it is.
#pragma once

#include <string_view>

namespace servanda::ledger {

// Returns the rarity of a folded word (see content_words): near 0.25 for the commonest, 1 for one
// that stands in fewer than one in a thousand items of news. The same in every ledger, however few
// its documents.
double rarity_of(std::string_view folded);

}  // namespace servanda::ledger
