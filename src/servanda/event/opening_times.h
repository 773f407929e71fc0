// Entries of a chronology: paragraphs that a date opens, set off by a mark.
#pragma once

#include <vector>

#include "servanda/event/coder.h"

namespace servanda::event {

// For each sentence the time that opens its paragraph, set off by a colon or a dash or standing
// alone ("- 27 July: the pact is signed. A second one follows."): what the paragraph tells without
// a time of its own took place then. nullptr for the others.
std::vector<const language::TimeExpression*> opening_times(const Annotations& annotations);

}  // namespace servanda::event
