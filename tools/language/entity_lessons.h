// Reader of data/language/entity_lessons.txt: sentences of our own with their names marked.
#pragma once

#include <string_view>

#include "corpus.h"

namespace servanda::tools {

// Reads a sentence a line, split as the run time splits it; "[PER Ann Lee]" marks a name. Lines
// that begin with '#' are comments. Ends the program, with the line, if a mark is wrong.
Corpus read_entity_lessons(std::string_view lines);

}  // namespace servanda::tools
