// Trains the coder's models on annotated documents, and codes documents with a model.
//
//   servanda_train_events train GOLD MODEL [MORE ...]   trains on all of GOLD, and of MORE
//   servanda_train_events cross GOLD EVENTS [MORE ...]  codes each document of GOLD by models of
//                                                      the other folds, and of all of MORE
//   servanda_train_events code MODEL INPUT EVENTS   codes INPUT with a trained model
//   servanda_train_events weigh MODEL INPUT         prints each word that may report an act
// MORE are JSON lines as GOLD, or lessons (data/events/lessons.txt, dated_lessons.txt) where the
// name ends in .txt.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "exit_code.h"
#include "lessons.h"
#include "model_file.h"
#include "optimise.h"
#include "servanda/base/json.h"
#include "servanda/event/acts.h"
#include "servanda/event/coder_model.h"
#include "servanda/event/cues.h"
#include "servanda/event/dating.h"
#include "servanda/event/models.h"

namespace servanda::tools {
namespace {

using Documents = std::vector<std::unique_ptr<Annotated>>;

// Of a document in who is who: one of GOLD, and an analysis, of which there are few.
constexpr int kCheckedWeight = 4, kAnalysisWeight = 2;

base::Result<Documents> read_checked(const std::string& path) {
  Documents documents = SERVANDA_TRY(read_annotated(path));
  for (const auto& document : documents)
    document->weight = kCheckedWeight, document->checked = true;
  return documents;
}

// Counts how often each model is right on documents that it has not seen.
void add_accuracy(const std::string& bytes, const std::vector<const Annotated*>& documents,
                  std::map<std::string, std::pair<size_t, size_t>>& right) {
  const event::Lexicon lexicon = event::Lexicon::create().value();
  const auto models = event::read_coder_model(bytes).value().models;
  for (const ExampleSet& set : make_examples(documents, lexicon).sets) {
    for (const event::LinearModel& model : models) {
      if (model.name != set.name) continue;
      for (const Example& example : set.examples) {
        const auto p = model.probabilities(example.features);
        const std::string& wanted = set.classes[example.label];
        const std::string group = wanted.substr(0, wanted.find('/') + 1);  // empty but for modes
        size_t best = p.size();
        for (size_t k = 0; k < p.size(); ++k) {
          const bool rival = model.classes[k].compare(0, group.size(), group) == 0;
          if (rival && (best == p.size() || p[k] > p[best])) best = k;
        }
        const bool ok = best < p.size() && model.classes[best] == wanted;
        for (const std::string& key : {set.name, set.name + " " + set.classes[example.label]}) {
          ++right[key].second;
          right[key].first += ok;
        }
      }
    }
  }
}

void write_side(base::JsonWriter& json, const std::vector<record::Actor>& side) {
  json.begin_array();
  for (const record::Actor& a : side)
    json.begin_object()
        .key("code")
        .value(a.code)
        .key("sector")
        .value_or_null(a.sector)
        .end_object();
  json.end_array();
}

void code(const event::Coder& coder, const Annotated& document, std::ostream& out) {
  for (const record::Event& e : coder.code(document.annotations(), {.explain = true})) {
    base::JsonWriter json;
    json.begin_object()
        .key("doc")
        .value(e.document)
        .key("event")
        .value(record::name(e.type))
        .key("mode")
        .value_or_null(e.mode);
    json.key("actor");
    write_side(json, e.actors);
    json.key("recipient");
    write_side(json, e.recipients);
    json.key("date")
        .value(record::print(e.date))
        .key("status")
        .value(record::name(e.status))
        .key("claim")
        .value(record::name(e.claim));
    json.key("trigger")
        .value(e.trigger.of(document.document.text))
        .key("what")
        .value(e.what)
        .key("confidence")
        .value(e.confidence);
    json.key("explanation").value(e.explanation).end_object();
    out << json.text() << "\n";
  }
}

base::Result<std::string> read_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return base::Error{base::ErrorCode::kRefused, "cannot be read", path};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// Prints each candidate of a document with the likeliest types and the parties; for reports of
// errors.
void weigh(const event::Lexicon& lexicon, const event::Models& models, const Annotated& document,
           std::ostream& out) {
  const event::Annotations annotations = document.annotations();
  const event::Scene scene(annotations, lexicon);
  event::SideMemory memory;
  event::SideReader reader(models.sides, scene, memory);
  const std::vector<event::Act> acts = event::choose_acts(scene, models);
  const event::Timeline times(scene, [&](uint32_t c) {
    return std::any_of(acts.begin(), acts.end(),
                       [c](const event::Act& act) { return act.candidate == c; })
               ? 1.0F
               : 0.0F;
  });
  const std::vector<event::Models::Chances> chances = models.type_chances(scene);
  const event::Timeline likely(scene, [&](uint32_t c) { return 1 - chances[c][0]; });
  for (uint32_t c = 0; c < scene.candidates().size(); ++c) {
    const event::Candidate& candidate = scene.candidates()[c];
    const event::Models::Chances& p = chances[c];
    const size_t cls = static_cast<size_t>(std::max_element(p.begin() + 1, p.end()) - p.begin());
    const auto type = static_cast<record::EventType>(cls - 1);
    const event::Parties parties = models.parties(scene, candidate, type, reader);
    base::JsonWriter json;
    json.begin_object()
        .key("doc")
        .value(document.document.id)
        .key("begin")
        .value(scene.tree().token(candidate.token).span.begin);
    json.key("word")
        .value(scene.tree().word(candidate.token))
        .key("lexicon")
        .value(record::name(candidate.best().type));
    json.key("none")
        .value(static_cast<double>(p[0]))
        .key("type")
        .value(record::name(type))
        .key("p")
        .value(static_cast<double>(p[cls]));
    json.key("actor");
    write_side(json, parties.actors);
    json.key("recipient");
    write_side(json, parties.recipients);
    const auto act = std::find_if(acts.begin(), acts.end(),
                                  [c](const event::Act& a) { return a.candidate == c; });
    json.key("chosen")
        .value(act != acts.end())
        .key("sureness")
        .value(act == acts.end() ? 0.0 : static_cast<double>(act->sureness));
    const language::TimeExpression* time = times.of(c);
    json.key("time")
        .value(time == nullptr ? "" : record::print(time->date))
        .key("own_time")
        .value(times.own(c) != nullptr)
        .key("cues")
        .begin_array();
    for (const event::Cue cue : event::cues_of(scene, likely, c))
      json.value(event::kCueNames[static_cast<size_t>(cue)]);
    json.end_array();
    json.key("link")
        .value(record::name(scene.tree().deprel(candidate.token)))
        .key("arguments")
        .begin_array();
    for (const event::Argument& a : candidate.clause.arguments) {
      json.value(std::string(event::name(a.slot)) + ":" + std::string(a.preposition) + " " +
                 std::string(scene.tree().word(a.token)));
    }
    json.end_array().end_object();
    out << json.text() << "\n";
  }
}

base::Result<void> run(const std::vector<std::string>& words) {
  const std::string command = words.empty() ? "" : words[0];
  Documents more;
  for (size_t i = 3; i < words.size() && command != "code"; ++i) {
    Documents read = SERVANDA_TRY(words[i].ends_with(".txt") ? read_lessons(words[i])
                                                             : read_annotated(words[i]));
    for (auto& document : read) {
      if (document->parse.sentences.size() > event::kLongText) document->weight = kAnalysisWeight;
      more.push_back(std::move(document));
    }
  }
  const bool with_more = words.size() >= 3;
  if (command == "train" && with_more) {
    const Documents documents = SERVANDA_TRY(read_checked(words[1]));
    std::vector<const Annotated*> all;
    for (const auto& d : documents) all.push_back(d.get());
    for (const auto& d : more) all.push_back(d.get());
    return write_bytes(words[2], train_models(all, true));
  }
  if (command == "cross" && with_more) {
    const Documents documents = SERVANDA_TRY(read_checked(words[1]));
    std::ofstream out(words[2]);
    std::map<std::string, std::pair<size_t, size_t>> right;
    for (size_t fold = 0; fold < 5; ++fold) {
      std::vector<const Annotated*> others;
      for (size_t i = 0; i < documents.size(); ++i) {
        if (i % 5 != fold) others.push_back(documents[i].get());
      }
      for (const auto& d : more) others.push_back(d.get());
      const std::string bytes = train_models(others, fold == 0);
      const event::Coder coder = SERVANDA_TRY(event::Coder::create(bytes));
      std::vector<const Annotated*> unseen;
      for (size_t i = fold; i < documents.size(); i += 5) unseen.push_back(documents[i].get());
      add_accuracy(bytes, unseen, right);
      for (size_t i = fold; i < documents.size(); i += 5) code(coder, *documents[i], out);
    }
    for (const auto& [key, counts] : right) {
      std::cerr << key << ": " << counts.first << " of " << counts.second << " right\n";
    }
    return {};
  }
  if (command == "code" && words.size() == 4) {
    const std::string bytes = SERVANDA_TRY(read_bytes(words[1]));
    const event::Coder coder = SERVANDA_TRY(event::Coder::create(bytes));
    const Documents documents = SERVANDA_TRY(read_annotated(words[2]));
    std::ofstream out(words[3]);
    for (const auto& d : documents) code(coder, *d, out);
    return {};
  }
  if (command == "weigh" && words.size() == 3) {
    const std::string bytes = SERVANDA_TRY(read_bytes(words[1]));
    const event::Lexicon lexicon = SERVANDA_TRY(event::Lexicon::create());
    const event::Models models = SERVANDA_TRY(event::Models::create(bytes));
    const Documents documents = SERVANDA_TRY(read_annotated(words[2]));
    for (const auto& d : documents) weigh(lexicon, models, *d, std::cout);
    return {};
  }
  return base::Error{
      base::ErrorCode::kUsage,
      "train GOLD MODEL [MORE ...] | cross GOLD EVENTS [MORE ...] | code MODEL INPUT "
      "EVENTS | weigh MODEL INPUT",
      "servanda_train_events"};
}

}  // namespace
}  // namespace servanda::tools

int main(int argc, char** argv) {
  using namespace servanda::tools;
  return exit_code(run(std::vector<std::string>(argv + 1, argv + argc)));
}
