// Writes the comparison of treaties as Markdown.
#pragma once

#include <span>
#include <string>

#include "servanda/record/treaty_matrix.h"

namespace servanda::exchange {

// Returns a report: how each commitment stands, terms and fields, then for each pair what is new,
// dropped, stronger, weaker, broader and narrower, with the words of both treaties. What is kept
// is counted only. `names` are the names of the treaties.
std::string comparison_markdown(std::span<const record::Treaty> treaties,
                                std::span<const std::string> names,
                                const record::TreatyMatrix& matrix);

}  // namespace servanda::exchange
