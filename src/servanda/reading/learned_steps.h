// Steps by the learned models, with the verdicts of the rules among their reasons.
#pragma once

#include <vector>

#include "servanda/event/lexicon.h"
#include "servanda/reading/pledge_steps.h"
#include "servanda/reading/reader_model.h"
#include "servanda/reading/step_features.h"

namespace servanda::reading {

// Returns the steps of a document in text order: those of the rules, with the probability that the
// models give them, and those that only the models see.
std::vector<Step> add_learned_steps(const PledgeScene& scene, const std::vector<Step>& by_rules,
                                    const std::vector<record::Event>& events,
                                    const ReaderModel& model, const event::Lexicon& lexicon);

// Adds a noun as the one that the last step was about, and its stage; keeps the last few, each
// once.
void remember(std::vector<Spoken>& recently, uint32_t noun, record::Stage stage);

}  // namespace servanda::reading
