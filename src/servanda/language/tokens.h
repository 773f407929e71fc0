// Sentences and tokens from raw text, by the conventions of UD English; offsets exact.
#pragma once

#include <string_view>

#include "servanda/record/parse.h"

namespace servanda::language {

// Fills parse.tokens (spans, space_before, joined) and parse.sentences; cleared first. Linear in
// the text's size, any bytes.
void split(std::string_view text, record::Parse& parse);

}  // namespace servanda::language
