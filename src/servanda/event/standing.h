// How real an act is and on whose word: negation, modality, tense, conditionals, attribution,
// hedges, denial.
#pragma once

#include <vector>

#include "servanda/event/scene.h"

namespace servanda::event {

struct Standing {
  record::Status status = record::Status::kActual;
  record::Claim claim = record::Claim::kStated;
  bool future = false;                // said to come ("will", "is to", "plans to")
  uint32_t source = kNoToken;         // the head of the words that name who says or denies it
  std::vector<std::string_view> why;  // the words that decided it, for explanations
};

// Reads the standing of a candidate. `type` matters: a new promise, threat or criticism is the
// speaker's own act and so stated; what a speaker says that somebody did is attributed.
Standing read_standing(const Scene& scene, const Candidate& candidate, record::EventType type);

}  // namespace servanda::event
