// Trains the models of steps, then those of pledges on drafts that models of other passages made.
#include "fit_reader.h"

#include <iostream>

#include "fit_network.h"
#include "servanda/event/coder_model.h"

namespace servanda::tools {
namespace {

constexpr size_t kParts = 4;  // passages are drafted by models of the other parts

// Settings by model, chosen by cross-validation over the lessons; a variable of the environment may
// try another.
FitOptions fit_options(const std::string& name) {
  FitOptions options;
  options.min_count = name == "stage" ? 6 : 5;
  options.dropout = 0.3F;
  options.epochs = 16;
  // What keeps the file small costs less than one in a hundred decisions.
  if (name == "stage") options.least = 30;
  if (name == "party" || name == "pledge") options.least = 3;
  return with_trials(name, options);
}

event::LinearModel fit_one(const ExampleSet& set) { return fit(set, fit_options(set.name)); }

reading::Decision fit_units(const ExampleSet& set) {
  return fit_network(set, with_trials(NetworkOptions{}));
}

reading::ReaderModel fit_steps(const StepExamples& examples) {
  reading::ReaderModel model;
  model.tells = fit_units(examples.sets[0]);
  model.stage = fit_one(examples.sets[1]);
  model.about = fit_units(examples.sets[2]);
  return model;
}

}  // namespace

std::string train_reader(const std::vector<const Passage*>& passages, bool report) {
  const event::Lexicon lexicon = event::Lexicon::create().value();
  const reading::PledgeWords words = reading::PledgeWords::create().value();
  const StepExamples steps = make_step_examples(passages, lexicon, words);
  reading::ReaderModel model = fit_steps(steps);
  // What the models say of the passages that taught them is surer than what they will say of
  // others.
  std::vector<ExampleSet> pledges = empty_pledge_examples();
  for (size_t part = 0; part < kParts; ++part) {
    std::vector<const Passage*> inside, outside;
    for (size_t i = 0; i < passages.size(); ++i)
      (i % kParts == part ? inside : outside).push_back(passages[i]);
    const reading::ReaderModel others = fit_steps(make_step_examples(outside, lexicon, words));
    add_pledge_examples(inside, others, lexicon, words, pledges);
  }
  model.party = fit_one(pledges[0]);
  model.pledge = fit_one(pledges[1]);
  event::CoderModel out;
  out.models = {model.stage, model.party, model.pledge};
  for (const reading::Decision* one : {&model.tells, &model.about}) {
    for (event::LinearModel& part : one->parts()) out.models.push_back(std::move(part));
  }
  const std::string file = event::write_coder_model(out);
  if (report) {
    std::cerr << steps.steps << " steps, told by a word " << steps.with_word << ", about a noun "
              << steps.with_thing << ", that is near " << steps.with_thing_near << "; "
              << pledges[1].examples.size() << " drafts; " << file.size() << " bytes\n";
  }
  return file;
}

}  // namespace servanda::tools
