// Cuts the written words of one stretch of text into UD English tokens.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/record/parse.h"

namespace servanda::language {

// A token longer than this is cut, at a character boundary.
inline constexpr uint32_t kLongestTokenBytes = 1024;

// Appends the tokens of text[begin, end) to `tokens`, with span, space_before and joined set.
// Linear time, any bytes.
void cut_words(std::string_view text, uint32_t begin, uint32_t end,
               std::vector<record::Token>& tokens);

}  // namespace servanda::language
