// Rounds a trained network to 8-bit integers and writes the model file.
#pragma once

#include <string>

#include "network.h"
#include "vocabulary.h"

namespace servanda::tools {

// Returns the exit code. `trees` and `words`, the most frequent first, teach the lemma tables.
int write_model(const std::string& path, Network& network, const Vocabulary& vocabulary,
                const Corpus& trees, const std::vector<std::string>& words);

}  // namespace servanda::tools
