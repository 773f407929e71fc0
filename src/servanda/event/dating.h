// When an act took place: the time expression that belongs to it, its tense, the document's date.
#pragma once

#include "servanda/event/scene.h"

namespace servanda::event {

// The time expression that the tree attaches to the candidate (nearer than to any other candidate), or nullptr.
const language::TimeExpression* attached_time(const Scene& scene, const Candidate& candidate);

// Dates the candidate: its time expression, else the document's date, else "../<document's date>" for `background` acts.
record::Date date_of(const Scene& scene, const Candidate& candidate, bool background);

}  // namespace servanda::event
