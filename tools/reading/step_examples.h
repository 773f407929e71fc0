// Training examples of the models of steps out of annotated passages.
#pragma once

#include <string>
#include <vector>

#include "../event/examples.h"
#include "passages.h"
#include "servanda/event/lexicon.h"
#include "servanda/reading/pledge_words.h"

namespace servanda::tools {

struct StepExamples {
  std::vector<ExampleSet> sets;     // tells, stage, about
  size_t steps = 0, with_word = 0;  // annotated steps, and those with a word that may tell
  size_t with_thing = 0, with_thing_near = 0;  // of these, those whose thing stands near
};

// Makes the examples of the models of single steps.
StepExamples make_step_examples(const std::vector<const Passage*>& passages,
                                const event::Lexicon& lexicon, const reading::PledgeWords& words);

}  // namespace servanda::tools
