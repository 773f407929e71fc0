// Rounds a trained network to 8-bit integers and writes the model file.
#pragma once

#include <string>

#include "look_training.h"
#include "network.h"
#include "vocabulary.h"

namespace servanda::tools {

// Returns the bytes of a model file: the tables of the network, without those of the second look.
// `trees` and `words`, the most frequent first, teach the lemma tables.
std::string network_file(Network& network, const Vocabulary& vocabulary, const Corpus& trees,
                         const std::vector<std::string>& words);

// Returns the bytes with the tables of the second look, in place of those that it may have;
// `clusters` are those of the rows of words.
std::string with_second_look(std::string_view network, const LookTables& look,
                             const std::vector<uint8_t>& clusters);

}  // namespace servanda::tools
