// Amounts said in a text: money, percentages, counts and measures.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/record/amount.h"
#include "servanda/record/parse.h"

namespace servanda::language {

// Finds all amounts, in text order. Numbers that are part of a date or of a name are not amounts.
std::vector<record::Amount> find_amounts(std::string_view text, const record::Parse& parse);

}  // namespace servanda::language
