// What was given, signed or said, how much, where, and in which contexts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "servanda/event/scene.h"

namespace servanda::event {

// The words of the object or topic, without those of the parties alone; empty if the clause names
// none.
std::string what_of(const Scene& scene, const Candidate& candidate, record::EventType type);

// The amount that stands in the clause of the candidate, if any.
std::optional<record::Amount> amount_of(const Scene& scene, const Candidate& candidate);

// The place in the words of the text: an oblique or modifier with in, at, near that names one.
std::string place_of(const Scene& scene, const Candidate& candidate);

// PLOVER's contexts and Servanda's domains, by the words of the clause (data/events/contexts.tsv),
// in the order of the table.
std::vector<std::string> contexts_of(const Scene& scene, const Candidate& candidate);

}  // namespace servanda::event
