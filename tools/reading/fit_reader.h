// Trains the models of the reader on annotated passages.
#pragma once

#include <string>
#include <vector>

#include "pledge_examples.h"

namespace servanda::tools {

// Trains all models; the bytes of the model file. With report, says on stderr how many examples
// there were and how large each model is.
std::string train_reader(const std::vector<const Passage*>& passages, bool report);

}  // namespace servanda::tools
