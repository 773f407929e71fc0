// Trains the model of turns on annotated passages, and reads passages with a model.
//
//   servanda_train_turns train LESSONS... MODEL      trains on all passages
//   servanda_train_turns cross LESSONS... READINGS   reads each passage of the first file by models
//                                                    of its other folds and of the other files
//   servanda_train_turns rules LESSONS READINGS      reads each passage by the rules alone
// READINGS are JSON lines, one a passage: {"id", "findings", "forecasts", "motives"};
// tools/check/lesson_figures.py --read scores them.
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "../event/exit_code.h"
#include "../event/model_file.h"
#include "../event/optimise.h"
#include "servanda/base/json.h"
#include "servanda/event/coder_model.h"
#include "servanda/reading/learned_turns.h"
#include "turn_examples.h"

namespace servanda::tools {
namespace {

using Passages = std::vector<std::unique_ptr<Passage>>;

// Settings chosen by cross-validation over the lessons; a variable of the environment may try
// another.
std::string train_turns(const std::vector<const Passage*>& passages) {
  const event::Lexicon lexicon = event::Lexicon::create().value();
  FitOptions options;
  options.min_count = 7;
  options.least = 5;
  options.dropout = 0.3F;
  options.epochs = 16;
  const ExampleSet set = make_turn_examples(passages, lexicon);
  event::CoderModel out;
  out.models = {fit(set, with_trials("turn", options))};
  std::string file = event::write_coder_model(out);
  std::cerr << set.examples.size() << " clauses; " << file.size() << " bytes\n";
  return file;
}

// The limits, or those that variables of the environment (least_finding, ...) try.
reading::TurnLimits limits() {
  reading::TurnLimits out = reading::kTurnLimits;
  for (size_t i = 1; i < out.size(); ++i) {
    const std::string variable =
        "least_" + std::string(reading::name(static_cast<reading::Turn>(i)));
    const char* text = std::getenv(variable.c_str());
    if (text != nullptr) out[i] = std::strtof(text, nullptr);
  }
  return out;
}

template <typename Items>
void write_items(const Items& items, const char* key, base::JsonWriter& json) {
  json.key(key).begin_array();
  for (const auto& item : items) {
    json.begin_object();
    if constexpr (requires { item.actors; }) {
      json.key("actor").begin_array();
      for (const record::Actor& actor : item.actors) json.value(actor.code);
      json.end_array();
    }
    json.key("evidence")
        .begin_object()
        .key("begin")
        .value(item.evidence.span.begin)
        .key("end")
        .value(item.evidence.span.end)
        .end_object()
        .end_object();
  }
  json.end_array();
}

void write_reading(const Passage& passage, const reading::TurnModel* model,
                   const event::Lexicon& lexicon, std::ostream& out) {
  const event::Annotations annotations = passage.annotated.annotations();
  const reading::Page page(annotations);
  const reading::Treaties treaties(page);
  const reading::Turns turns = reading::find_turns(page, treaties, model, lexicon, limits());
  base::JsonWriter json;
  json.begin_object().key("id").value(passage.annotated.document.id);
  write_items(turns.findings, "findings", json);
  write_items(turns.forecasts, "forecasts", json);
  write_items(turns.motives, "motives", json);
  json.end_object();
  out << json.text() << "\n";
}

base::Result<void> run(const std::vector<std::string>& words) {
  if (words.size() < 3) {
    return base::Error{
        base::ErrorCode::kUsage,
        "train LESSONS... MODEL | cross LESSONS... READINGS | rules LESSONS READINGS",
        "servanda_train_turns"};
  }
  const Passages passages = SERVANDA_TRY(read_passages(words[1]));
  std::vector<Passages> more;
  for (size_t i = 2; i + 1 < words.size(); ++i)
    more.push_back(SERVANDA_TRY(read_passages(words[i])));
  const std::vector<size_t> folds = folds_of(passages);
  const auto all_but = [&](size_t fold) {
    std::vector<const Passage*> out;
    for (size_t i = 0; i < passages.size(); ++i) {
      if (folds[i] != fold) out.push_back(passages[i].get());
    }
    for (const Passages& file : more) {
      for (const auto& passage : file) out.push_back(passage.get());
    }
    return out;
  };
  if (words[0] == "train") return write_bytes(words.back(), train_turns(all_but(kFolds)));
  const event::Lexicon lexicon = event::Lexicon::create().value();
  std::ofstream out(words.back());
  if (words[0] == "rules") {
    for (const auto& passage : passages) write_reading(*passage, nullptr, lexicon, out);
    return {};
  }
  std::vector<reading::TurnModel> models;
  for (size_t fold = 0; fold < kFolds; ++fold)
    models.push_back(SERVANDA_TRY(reading::TurnModel::create(train_turns(all_but(fold)))));
  for (size_t i = 0; i < passages.size(); ++i)
    write_reading(*passages[i], &models[folds[i]], lexicon, out);
  return {};
}

}  // namespace
}  // namespace servanda::tools

int main(int argc, char** argv) {
  using namespace servanda::tools;
  return exit_code(run(std::vector<std::string>(argv + 1, argv + argc)));
}
