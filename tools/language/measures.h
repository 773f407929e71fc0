// Measures networks and models over development corpora.
#pragma once

#include <string>
#include <string_view>

#include "corpus.h"
#include "network.h"
#include "vocabulary.h"

namespace servanda::tools {

// Prints tags, attachment and entities of the network while it is trained.
void evaluate(const std::string& name, const Corpus& corpus, const Vocabulary& vocabulary,
              Network& network);

// Prints tags and entities of a model as they are at run time.
void evaluate_model(std::string_view bytes, const std::string& name, const Corpus& corpus);

}  // namespace servanda::tools
