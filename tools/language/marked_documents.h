// Training sentences out of documents whose entities are marked by positions in the text.
#pragma once

#include <string>

#include "corpus.h"

namespace servanda::tools {

// Reads a folder of re3d (documents.json, entities.json: one JSON object a line). Mentions that are
// names are entities; the words of other mentions ("the rebels") are left unknown, for other
// corpora mark names alone.
Corpus read_marked_documents(const std::string& folder);

}  // namespace servanda::tools
