// Trains the reader's models on annotated passages, and reads passages with a model.
//
//   servanda_train_reader train LESSONS MODEL       trains on all passages
//   servanda_train_reader cross LESSONS READINGS [FOLDER]
//                                                   reads each passage by models of the other folds
//                                                   and says on stderr where steps are lost; with
//                                                   FOLDER the models are kept there, and those
//                                                   that it has are not trained anew
//   servanda_train_reader rules LESSONS READINGS    reads each passage by the rules alone
// READINGS are JSON lines, one a passage: {"id", "pledges": [...]}; tools/check/passages.py scores
// them.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>

#include "../event/exit_code.h"
#include "../event/model_file.h"
#include "fit_reader.h"
#include "losses.h"
#include "passages.h"
#include "servanda/base/json.h"
#include "servanda/reading/pledges.h"

namespace servanda::tools {
namespace {

using Passages = std::vector<std::unique_ptr<Passage>>;

void write_reading(const Passage& passage, const reading::ReaderModel* model, std::ostream& out) {
  base::JsonWriter json;
  json.begin_object().key("id").value(passage.annotated.document.id).key("pledges").begin_array();
  for (const record::Pledge& pledge :
       reading::find_pledges(passage.annotated.annotations(), passage.events, model)) {
    json.begin_object().key("what").value(pledge.what).key("parties").begin_array();
    for (const std::string& code : pledge.parties) json.value(code);
    json.end_array()
        .key("stage")
        .value(record::name(pledge.stage))
        .key("claim")
        .value(record::name(pledge.claim))
        .key("not_started")
        .value(pledge.not_started)
        .key("history")
        .begin_array();
    for (const record::PledgeStep& step : pledge.history) {
      json.begin_object()
          .key("date")
          .value(record::print(step.date))
          .key("stage")
          .value(record::name(step.stage))
          .key("claim")
          .value(record::name(step.claim))
          .end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  out << json.text() << "\n";
}

// How often the models decide as annotated, over passages that they have not seen.
struct Accuracy {
  size_t right = 0, of = 0, told = 0, found = 0;  // told, found: of steps by the first model
};

void add_accuracy(const reading::ReaderModel& model, const std::vector<const Passage*>& passages,
                  std::map<std::string, Accuracy>& accuracy) {
  const event::Lexicon lexicon = event::Lexicon::create().value();
  const reading::PledgeWords words = reading::PledgeWords::create().value();
  const StepExamples examples = make_step_examples(passages, lexicon, words);
  for (size_t i = 0; i < examples.sets.size(); ++i) {
    for (const Example& example : examples.sets[i].examples) {
      const std::vector<float> p = i == 0   ? model.tells.probabilities(example.features)
                                   : i == 1 ? model.stage.probabilities(example.features)
                                            : model.about.probabilities(example.features);
      const size_t best = static_cast<size_t>(std::max_element(p.begin(), p.end()) - p.begin());
      Accuracy& one = accuracy[examples.sets[i].name];
      ++one.of, one.right += best == example.label;
      one.told += best == 1, one.found += best == 1 && example.label == 1;
      if (example.label == 1) ++accuracy[examples.sets[i].name + " 1"].of;
    }
  }
}

base::Result<void> run(const std::vector<std::string>& words) {
  if (words.size() != 3 && !(words.size() == 4 && words[0] == "cross")) {
    return base::Error{
        base::ErrorCode::kUsage,
        "train LESSONS MODEL | cross LESSONS READINGS [FOLDER] | rules LESSONS READINGS",
        "servanda_train_reader"};
  }
  const Passages passages = SERVANDA_TRY(read_passages(words[1]));
  if (words[0] == "train") {
    std::vector<const Passage*> all;
    for (const auto& passage : passages) all.push_back(passage.get());
    return write_bytes(words[2], train_reader(all, true));
  }
  std::ofstream out(words[2]);
  if (words[0] == "rules") {
    for (const auto& passage : passages) write_reading(*passage, nullptr, out);
    return {};
  }
  const std::vector<size_t> folds = folds_of(passages);
  std::map<std::string, Accuracy> accuracy;
  Losses losses, of_whole;
  const event::Lexicon lexicon = event::Lexicon::create().value();
  const reading::PledgeWords table = reading::PledgeWords::create().value();
  for (size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Passage*> others;
    for (size_t i = 0; i < passages.size(); ++i) {
      if (folds[i] != fold) others.push_back(passages[i].get());
    }
    const std::string kept = words.size() == 4 ? words[3] + "/" + std::to_string(fold) : "";
    std::ifstream known(kept, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(known), {});
    if (bytes.empty()) {
      bytes = train_reader(others, fold == 0);
      if (!kept.empty()) {
        if (const auto written = write_bytes(kept, bytes); !written) return written;
      }
    }
    const reading::ReaderModel model = SERVANDA_TRY(reading::ReaderModel::create(bytes));
    std::vector<const Passage*> unseen;
    for (size_t i = 0; i < passages.size(); ++i) {
      if (folds[i] == fold) unseen.push_back(passages[i].get());
    }
    add_accuracy(model, unseen, accuracy);
    for (const Passage* passage : unseen) {
      write_reading(*passage, &model, out);
      (passage->whole ? of_whole : losses).add(*passage, model, lexicon, table);
    }
  }
  losses.print(std::cerr);
  std::cerr << "of whole analyses:\n";
  of_whole.print(std::cerr);
  for (const auto& [name, one] : accuracy) {
    std::cerr << name << ": right " << one.right << " of " << one.of << ", class 1 told "
              << one.told << " found " << one.found << "\n";
  }
  return {};
}

}  // namespace
}  // namespace servanda::tools

int main(int argc, char** argv) {
  using namespace servanda::tools;
  return exit_code(run(std::vector<std::string>(argv + 1, argv + argc)));
}
