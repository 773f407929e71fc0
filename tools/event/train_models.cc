// Trains every model of the coder on annotated documents.
#include <iostream>

#include "fit_dates.h"
#include "fit_parties.h"
#include "fit_sides.h"
#include "servanda/event/coder_model.h"

namespace servanda::tools {
namespace {

// Settings by model, chosen by five folds on the training documents; a variable of the environment
// may try another.
FitOptions fit_options(const std::string& name) {
  FitOptions options;
  options.least_weight = 7;
  options.step = 3;
  options.seed = 2;  // of two orders of the lessons the better one on the development sets
  if (name == "type")
    options.min_count = 4, options.dropout = 0.4F, options.decay = 1e-3F, options.epochs = 10,
    options.least = 10;
  if (name == "mode") options.min_count = 3, options.least = 10;
  if (name == "sector") options.min_count = 2, options.least = 12;
  if (name == "parties")
    options.rate = 0.01F, options.decay = 0.08F, options.epochs = 8, options.min_count = 2,
    options.least = 10;
  if (name == "date")
    options.rate = 0.02F, options.decay = 0.02F, options.epochs = 8, options.min_count = 3;
  if (name == "sector") options.decay = 0.01F;
  if (name == "mode") options.rate = 0.1F;
  return with_trials(name, options);
}

// What linear models say of each act that they have not seen: five folds over the documents.
std::vector<event::PartyScores> unseen_scores(const Examples& examples) {
  constexpr size_t kFolds = 5;
  std::vector<event::PartyScores> out(examples.parties.size());
  for (size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const PartyExample*> others;
    for (const PartyExample& example : examples.parties) {
      if (example.document % kFolds != fold)
        others.insert(others.end(), static_cast<size_t>(example.weight), &example);
    }
    const std::vector<event::LinearModel> models = fit_parties(others, fit_options("parties"));
    const event::PartyModels by_part{models[0], models[1], models[2], models[3]};
    for (size_t i = 0; i < out.size(); ++i) {
      const PartyExample& example = examples.parties[i];
      if (example.document % kFolds == fold)
        out[i] = event::score_linear(example.task, by_part).scores;
    }
  }
  return out;
}

}  // namespace

std::string train_models(const std::vector<const Annotated*>& documents, bool report) {
  const event::Lexicon lexicon = event::Lexicon::create().value();
  const Examples examples = make_examples(documents, lexicon);
  const Alignment& alignment = examples.alignment;
  if (report) {
    std::cerr << "gold events with a candidate " << alignment.with_candidate << " of "
              << alignment.events << ", parties with a mention " << alignment.with_mention << " of "
              << alignment.sides << ", dates among the options " << alignment.with_date << " of "
              << alignment.dated << "\n";
  }
  event::CoderModel out;
  for (const ExampleSet& set : examples.sets) {
    out.models.push_back(fit(set, fit_options(set.name)));
    if (report)
      std::cerr << set.name << ": " << set.examples.size() << " examples, " << set.classes.size()
                << " classes\n";
  }
  std::vector<const PartyExample*> all;
  for (const PartyExample& example : examples.parties)
    all.insert(all.end(), static_cast<size_t>(example.weight), &example);
  std::vector<event::LinearModel> parties = fit_parties(all, fit_options("parties"));
  const ExampleSet sectors = make_sector_examples(documents, lexicon, parties.front());
  for (event::LinearModel& model : parties) out.models.push_back(std::move(model));
  out.models.push_back(fit(sectors, fit_options("sector")));
  out.models.push_back(fit_dates(examples.dates, fit_options("date")));
  out.sides = fit_sides(examples, unseen_scores(examples), {});
  if (report) std::cerr << "parties: " << examples.parties.size() << " examples\n";
  return event::write_coder_model(out);
}

}  // namespace servanda::tools
