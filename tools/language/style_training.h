// Learns the table of the style of documents (language/document_style.h).
#pragma once

#include <cstdint>
#include <vector>

#include "look_documents.h"

namespace servanda::tools {

// Learns from the documents that have a style: language::DocumentStyle::kCells cells.
std::vector<int8_t> learn_style(const std::vector<const LookDocument*>& documents, uint64_t seed);

// Gives each document the style that it would be met with at run time: by a table learnt from two
// thirds of the documents, without it. What has no style has the conventions of posted texts.
std::vector<language::Style> styles_met(const std::vector<LookDocument>& documents, uint64_t seed);

}  // namespace servanda::tools
