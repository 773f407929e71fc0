// Turns by the learned model, beside those of the rules.
#pragma once

#include "servanda/reading/turn_model.h"
#include "servanda/reading/turn_scene.h"

namespace servanda::reading {

// The least probability of each turn that the model alone sees.
using TurnLimits = std::array<float, kTurns>;
// Chosen by cross-validation over the lessons (docs/decisions/learned-turns.md).
inline constexpr TurnLimits kTurnLimits = {1, 0.25F, 0.25F, 0.2F};

// Finds the findings, forecasts and motives of a document: those of the rules, and those that only
// the model sees where there is one; in text order.
Turns find_turns(const Page& page, const Treaties& treaties, const TurnModel* model,
                 const event::Lexicon& lexicon, const TurnLimits& least = kTurnLimits);
// The same with the model that is built in.
Turns find_turns(const Page& page, const Treaties& treaties);

// The turns of the rules alone.
Turns turns_by_rules(const Page& page, const Treaties& treaties);

}  // namespace servanda::reading
