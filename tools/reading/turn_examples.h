// Turns of annotated passages as training examples of clauses.
#pragma once

#include <vector>

#include "passages.h"

namespace servanda::tools {

// Makes an example of each clause; `passages` may come from several files.
ExampleSet make_turn_examples(const std::vector<const Passage*>& passages,
                              const event::Lexicon& lexicon);

}  // namespace servanda::tools
