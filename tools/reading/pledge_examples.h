// Training examples of the models of pledges: drafts of passages against their annotations.
#pragma once

#include <vector>

#include "servanda/reading/reader_model.h"
#include "step_examples.h"

namespace servanda::tools {

// The sets "party" and "pledge" without examples.
std::vector<ExampleSet> empty_pledge_examples();

// Drafts the passages by the models of steps and adds an example for each state that may be party
// to a draft that is a pledge, and for each draft.
void add_pledge_examples(const std::vector<const Passage*>& passages,
                         const reading::ReaderModel& model, const event::Lexicon& lexicon,
                         const reading::PledgeWords& words, std::vector<ExampleSet>& sets);

}  // namespace servanda::tools
