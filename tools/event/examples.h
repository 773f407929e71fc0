// Annotated documents, read and analysed, as training examples for the coder's decisions.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "servanda/actor/actors.h"
#include "servanda/base/result.h"
#include "servanda/event/decisions.h"
#include "servanda/event/party_choice.h"
#include "servanda/language/engine.h"

namespace servanda::tools {

struct GoldEvent {
  record::EventType type = record::EventType::kConsult;
  std::string mode, trigger, date, status, claim;
  std::vector<std::string> actors, recipients;  // "RUS:GOV"
};

// A document with everything that the lower stages find in it.
struct Annotated {
  record::Document document;
  record::Parse parse;
  std::vector<actor::Mention> mentions;
  std::vector<language::TimeExpression> times;
  std::vector<record::Amount> amounts;
  std::vector<GoldEvent> gold;
  // How often its acts count in who is who: rules on sides are kept best where they were checked.
  int weight = 1;
  // Of the gold set, whose measure of what is an act is the one to keep.
  bool checked = false;

  event::Annotations annotations() const { return {document, parse, mentions, times, amounts}; }
};

// Runs the lower stages over documents.
class Analyser {
 public:
  static base::Result<Analyser> create();
  // Fills what the stages find in annotated.document.
  void analyse(Annotated& annotated) const;

 private:
  Analyser(language::Engine engine, actor::ActorFinder finder)
      : engine_(std::move(engine)), finder_(std::move(finder)) {}

  language::Engine engine_;
  actor::ActorFinder finder_;
};

// Reads gold or input JSON lines (fields id, date, text, events) and runs the lower stages over
// them.
base::Result<std::vector<std::unique_ptr<Annotated>>> read_annotated(const std::string& path);

// The candidate that stands for a gold event: in its trigger, of its type if possible, the first
// verb before nouns; -1 if none is left.
int candidate_of(const event::Scene& scene, const GoldEvent& gold, const std::set<int>& used);

// One example: active features, class, weight.
struct Example {
  std::vector<uint32_t> features;
  uint32_t label = 0;
  float weight = 1;
};

// The examples of one model.
struct ExampleSet {
  std::string name;
  std::vector<std::string> classes;
  std::vector<Example> examples;
  // Of each class, ascending; an example decides among those of its label's group (the modes of
  // ASSAULT). Empty: one group.
  std::vector<uint32_t> groups;
};

struct Alignment {
  size_t events = 0, with_candidate = 0;  // how many gold events have a candidate in their trigger
  size_t sides = 0, with_mention = 0;     // how many gold parties have a mention
  size_t dated = 0, with_date = 0;        // how many gold dates are among the options
};

// The words of a sentence as the network of sides takes them.
struct SideSentence {
  std::vector<uint32_t> words;               // hashes
  std::vector<std::vector<uint32_t>> parts;  // of each word: hashes
  std::vector<int> heads;                    // of each word; -1 for a root
};

// One act with its annotated sides.
struct PartyExample {
  event::PartyTask task;
  record::EventType type = record::EventType::kConsult;
  std::vector<event::Sides> sides;  // of each country of the task
  int weight = 1;
  size_t document = 0, sentence = 0;    // of Examples::sentences
  size_t act = 0;                       // its word
  std::vector<std::vector<int>> heads;  // of each mention of each country; -1 in another sentence
};

// One act with all ways to date it.
struct DateExample {
  std::vector<std::vector<uint32_t>> options;  // features of each
  std::vector<bool> right;                     // which say what is annotated: at least one
};

struct Examples {
  std::vector<ExampleSet> sets;         // type, mode
  std::vector<DateExample> dates;       // when
  std::vector<PartyExample> parties;    // who is who
  std::vector<SideSentence> sentences;  // of these acts
  Alignment alignment;
};

// Makes the examples of all models from annotated documents.
Examples make_examples(const std::vector<const Annotated*>& documents,
                       const event::Lexicon& lexicon);
// The sectors of the annotated parties, each at the mention that the model of roles takes for it.
ExampleSet make_sector_examples(const std::vector<const Annotated*>& documents,
                                const event::Lexicon& lexicon, const event::LinearModel& role);

}  // namespace servanda::tools
