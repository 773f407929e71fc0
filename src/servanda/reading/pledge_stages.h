// What a reported step amounts to, by the manner in which it is told.
#pragma once

#include <optional>

#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

bool is_doing(record::Stage stage);        // started to delivered, resumed
bool is_paper_stage(record::Stage stage);  // agreed to in force

// What a step told in this manner amounts to ("will be signed": negotiating); kNone if it is no
// step.
record::Stage staged(record::Stage stage, const Manner& manner);

// Completes a step whose things and sides are known: stage, claim, date, evidence, strength.
// Returns nothing if it is no step.
std::optional<Step> finish_step(const PledgeScene& scene, Step step, record::Stage stage,
                                const Manner& manner, uint32_t token, uint32_t verb);

// Completes a step that has come to `stage` as it is told: claim, date, evidence, strength.
Step complete_step(const PledgeScene& scene, Step step, record::Stage stage, const Manner& manner,
                   uint32_t token, uint32_t verb);

}  // namespace servanda::reading
