// Sentences as the network takes them while it is trained.
#pragma once

#include "corpus.h"
#include "network.h"
#include "vocabulary.h"

namespace servanda::tools {

// Appends a sentence to a batch. With dice (`random` is not null) it may be set in capitals or in
// small letters, and words may lose their rows.
void append(const Sample& sample, const Vocabulary& vocabulary, Random* random, Batch& batch);

}  // namespace servanda::tools
