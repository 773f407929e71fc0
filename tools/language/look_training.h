// Learns the tables of the second look (language/second_look.h).
#pragma once

#include <cstdint>
#include <vector>

#include "look_documents.h"
#include "name_table.h"

namespace servanda::tools {

struct LookTables {
  std::vector<int8_t> tags, labels;  // cells; rows of language::kLookLabelCells
  float tag_step = 0, label_step = 0;
  std::vector<float> links;  // of each style
  std::vector<int8_t> style;
  NameTable names;
};

// Learns tags from the words that have a tree, entity labels from those that have one. Documents
// without a style have the conventions of posted ones.
LookTables learn_second_look(const std::vector<LookDocument>& documents, NameTable names,
                             uint64_t seed);

}  // namespace servanda::tools
