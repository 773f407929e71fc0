// Aligns gold events with candidates and gold parties with mentions.
#include "examples.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "servanda/event/codebook.h"
#include "servanda/event/date_choice.h"
#include "servanda/event/side_network.h"
#include "servanda/import/read.h"

namespace servanda::tools {
namespace {

using event::Candidate;
using event::Features;
using event::Part;
using event::Scene;

std::vector<std::string> strings(simdjson::dom::element value) {
  std::vector<std::string> out;
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return out;
  for (auto item : array) {
    std::string_view text;
    if (item.get(text) == simdjson::SUCCESS) out.emplace_back(text);
  }
  return out;
}

std::string text_field(simdjson::dom::element object, const char* key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

// True if a word of the candidate's phrase lies in the span: the word itself, the noun that its
// verb carries ("imposed sanctions"), or what completes the verb ("found guilty").
bool covers(const Scene& scene, const Candidate& candidate, const base::Span& span) {
  const event::Tree& tree = scene.tree();
  if (tree.token(candidate.token).span.overlaps(span)) return true;
  if (tree.upos(candidate.token) != record::Upos::kVERB) return false;
  const auto left = [&](uint32_t token) {
    return scene.candidate_at(token) < 0 && tree.token(token).span.overlaps(span);
  };
  if (candidate.object != event::kNoToken && left(candidate.object) &&
      scene.lexicon().find(event::WordClass::kNoun, tree.lemma(candidate.object)) != nullptr)
    return true;
  const std::string& particle = candidate.best().particle;
  if (particle.size() < 4) return false;
  const uint32_t end = std::min(tree.sentence_of(candidate.token).end, candidate.token + 8);
  for (uint32_t i = candidate.token + 1; i < end; ++i) {
    if (tree.word(i) == particle || tree.lemma(i) == particle) return left(i);
  }
  return false;
}

}  // namespace

int candidate_of(const Scene& scene, const GoldEvent& gold, const std::set<int>& used) {
  const std::string& text = scene.annotations().document.text;
  int best = -1, best_rank = -1;
  for (size_t at = text.find(gold.trigger); at != std::string::npos && !gold.trigger.empty();
       at = text.find(gold.trigger, at + 1)) {
    const base::Span span{static_cast<uint32_t>(at),
                          static_cast<uint32_t>(at + gold.trigger.size())};
    for (size_t c = 0; c < scene.candidates().size(); ++c) {
      const Candidate& candidate = scene.candidates()[c];
      if (!covers(scene, candidate, span) || used.count(static_cast<int>(c))) continue;
      int rank = 1;
      for (const event::Entry* entry : candidate.entries) {
        if (entry->type == gold.type) rank = std::max(rank, entry == &candidate.best() ? 4 : 3);
      }
      rank = rank * 2 + (candidate.word_class == event::WordClass::kVerb);
      if (rank > best_rank) best = static_cast<int>(c), best_rank = rank;
    }
    if (best >= 0) break;
  }
  return best;
}

namespace {

class Maker {
 public:
  explicit Maker(Examples& examples)
      : sets_(examples.sets),
        dates_(examples.dates),
        parties_(examples.parties),
        sentences_(examples.sentences),
        alignment_(examples.alignment) {}

  void add(const Annotated& document, const event::Lexicon& lexicon) {
    const event::Annotations annotations = document.annotations();
    const Scene scene(annotations, lexicon);
    std::map<int, const GoldEvent*> labels;
    std::set<int> used;
    ++documents_;
    sentence_at_.clear();
    for (const GoldEvent& gold : document.gold) {
      ++alignment_.events;
      const int c = candidate_of(scene, gold, used);
      if (c < 0) continue;
      ++alignment_.with_candidate;
      used.insert(c);
      labels[c] = &gold;
    }
    times_.emplace(scene,
                   [&](uint32_t c) { return labels.count(static_cast<int>(c)) ? 1.0F : 0.0F; });
    for (size_t c = 0; c < scene.candidates().size(); ++c) {
      const Candidate& candidate = scene.candidates()[c];
      const auto at = labels.find(static_cast<int>(c));
      Features features;
      event::add_type_features(scene, candidate, features);
      std::vector<uint32_t> hashes = features.list();
      if (!document.checked) std::erase(hashes, event::kAsChecked.hash);
      sets_[0].examples.push_back(
          {std::move(hashes), at == labels.end() ? 0 : static_cast<uint32_t>(at->second->type) + 1,
           1});
      if (at != labels.end()) add_event(scene, candidate, *at->second, document);
    }
  }

 private:
  static uint32_t class_of(ExampleSet& set, const std::string& name) {
    const auto at = std::find(set.classes.begin(), set.classes.end(), name);
    if (at != set.classes.end()) return static_cast<uint32_t>(at - set.classes.begin());
    set.classes.push_back(name);
    return static_cast<uint32_t>(set.classes.size() - 1);
  }

  void add_event(const Scene& scene, const Candidate& candidate, const GoldEvent& gold,
                 const Annotated& document) {
    Features features;
    event::add_mode_features(scene, candidate, gold.type, features);
    sets_[1].examples.push_back(
        {features.list(),
         class_of(sets_[1], std::string(record::name(gold.type)) + "/" + gold.mode), 1});
    add_date(scene, candidate, gold);
    PartyExample example;
    example.task = event::party_task(scene, candidate, gold.type);
    alignment_.sides += gold.actors.size() + gold.recipients.size();
    bool any = false;
    for (const event::PartyCode& code : example.task.codes) {
      const auto listed = [&](const std::vector<std::string>& side) {
        return std::any_of(side.begin(), side.end(), [&](const std::string& party) {
          return party.substr(0, 3) == code.code;
        });
      };
      const auto sides =
          static_cast<event::Sides>((listed(gold.actors) ? event::kActs : 0) |
                                    (listed(gold.recipients) ? event::kReceives : 0));
      any |= sides != event::kNoSide;
      alignment_.with_mention += (sides & 1u) + (sides >> 1u);
      example.sides.push_back(sides);
    }
    if (!any) return;
    place(scene, candidate, example);
    example.type = gold.type;
    example.weight = document.weight;
    parties_.push_back(std::move(example));
  }

  void add_date(const Scene& scene, const Candidate& candidate, const GoldEvent& gold) {
    const auto number = static_cast<uint32_t>(scene.candidate_at(candidate.token));
    DateExample example;
    for (event::DateOption& option : event::date_options(scene, number, gold.type, *times_)) {
      example.right.push_back(record::print(option.date) == gold.date);
      example.options.push_back(std::move(option.features));
    }
    ++alignment_.dated;
    if (std::find(example.right.begin(), example.right.end(), true) == example.right.end()) return;
    ++alignment_.with_date;
    dates_.push_back(std::move(example));
  }

  // Says where the act and the mentions stand in their sentence.
  void place(const Scene& scene, const Candidate& candidate, PartyExample& example) {
    const event::Tree& tree = scene.tree();
    const uint32_t number = tree.sentence(candidate.token);
    const record::Sentence& words = tree.sentence_of(candidate.token);
    const auto [at, fresh] = sentence_at_.emplace(number, sentences_.size());
    if (fresh) {
      SideSentence& sentence = sentences_.emplace_back();
      Features parts;
      for (uint32_t t = words.begin; t < words.end; ++t) {
        parts.clear();
        event::add_word_inputs(scene, t, parts);
        sentence.words.push_back(tree.word(t).hash);
        sentence.parts.push_back(parts.list());
        const uint32_t head = tree.head(t);
        sentence.heads.push_back(
            head >= words.begin && head < words.end ? static_cast<int>(head - words.begin) : -1);
      }
    }
    example.document = documents_;
    example.sentence = at->second;
    example.act = candidate.token - words.begin;
    for (const event::PartyCode& code : example.task.codes) {
      auto& heads = example.heads.emplace_back();
      for (const uint32_t m : code.mentions) {
        const uint32_t head = scene.annotations().mentions[m].head_token;
        heads.push_back(tree.sentence(head) == number ? static_cast<int>(head - words.begin) : -1);
      }
    }
  }

  std::vector<ExampleSet>& sets_;
  std::vector<DateExample>& dates_;
  std::vector<PartyExample>& parties_;
  std::vector<SideSentence>& sentences_;
  Alignment& alignment_;
  size_t documents_ = 0;
  std::optional<event::Timeline> times_;    // of the document at hand
  std::map<uint32_t, size_t> sentence_at_;  // of the document at hand, in sentences_
};

}  // namespace

base::Result<Analyser> Analyser::create() {
  language::Engine engine = SERVANDA_TRY(language::Engine::create());
  actor::ActorFinder finder = SERVANDA_TRY(actor::ActorFinder::create());
  return Analyser(std::move(engine), std::move(finder));
}

void Analyser::analyse(Annotated& annotated) const {
  const record::Document& document = annotated.document;
  language::Engine::Workspace workspace;
  engine_.parse(document.text, workspace, annotated.parse);
  annotated.mentions = finder_.find(document, annotated.parse);
  annotated.times = language::find_times(document.text, annotated.parse, document.date);
  annotated.amounts = language::find_amounts(document.text, annotated.parse);
}

base::Result<std::vector<std::unique_ptr<Annotated>>> read_annotated(const std::string& path) {
  const Analyser analyser = SERVANDA_TRY(Analyser::create());
  std::ifstream in(path);
  if (!in) return base::Error{base::ErrorCode::kRefused, "cannot be read", path};
  std::vector<std::unique_ptr<Annotated>> out;
  simdjson::dom::parser json;
  uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty()) continue;
    auto annotated = std::make_unique<Annotated>();
    annotated->document =
        SERVANDA_TRY(import::read_json_line(line, {.path = path, .line = number}));
    analyser.analyse(*annotated);
    simdjson::dom::element root;
    simdjson::dom::array events;
    if (json.parse(line).get(root) == simdjson::SUCCESS &&
        root["events"].get(events) == simdjson::SUCCESS) {
      for (auto item : events) {
        GoldEvent gold;
        const auto type = record::parse_event_type(text_field(item, "type"));
        if (!type) continue;
        gold.type = *type;
        gold.mode = text_field(item, "mode");
        gold.trigger = text_field(item, "trigger");
        gold.date = text_field(item, "date");
        gold.status = text_field(item, "status");
        gold.claim = text_field(item, "claim");
        gold.actors = strings(item["actor"]);
        gold.recipients = strings(item["recipient"]);
        annotated->gold.push_back(std::move(gold));
      }
    }
    out.push_back(std::move(annotated));
  }
  return out;
}

namespace {

// Puts the classes in order of their names, so that the modes of one type stand together, and says
// which do.
void group_by_type(ExampleSet& set) {
  const std::vector<std::string> old = set.classes;
  std::sort(set.classes.begin(), set.classes.end());
  for (Example& example : set.examples) {
    const auto at = std::lower_bound(set.classes.begin(), set.classes.end(), old[example.label]);
    example.label = static_cast<uint32_t>(at - set.classes.begin());
  }
  for (size_t k = 0; k < set.classes.size(); ++k) {
    const auto type = [&](size_t cls) {
      return set.classes[cls].substr(0, set.classes[cls].find('/'));
    };
    const bool next = k > 0 && type(k) != type(k - 1);
    set.groups.push_back(k == 0 ? 0 : set.groups.back() + (next ? 1 : 0));
  }
}

}  // namespace

Examples make_examples(const std::vector<const Annotated*>& documents,
                       const event::Lexicon& lexicon) {
  Examples examples;
  auto& sets = examples.sets;
  sets.resize(2);
  sets[0].name = "type";
  sets[0].classes = {"none"};
  for (int t = 0; t < record::kEventTypeCount; ++t)
    sets[0].classes.emplace_back(record::name(static_cast<record::EventType>(t)));
  sets[1].name = "mode";
  Maker maker(examples);
  for (const Annotated* document : documents) maker.add(*document, lexicon);
  group_by_type(sets[1]);
  return examples;
}

ExampleSet make_sector_examples(const std::vector<const Annotated*>& documents,
                                const event::Lexicon& lexicon, const event::LinearModel& role) {
  ExampleSet set;
  set.name = "sector";
  for (const Annotated* document : documents) {
    const event::Annotations annotations = document->annotations();
    const Scene scene(annotations, lexicon);
    std::set<int> used;
    for (const GoldEvent& gold : document->gold) {
      const int c = candidate_of(scene, gold, used);
      if (c < 0) continue;
      used.insert(c);
      const Candidate& candidate = scene.candidates()[static_cast<size_t>(c)];
      const event::PartyTask task = event::party_task(scene, candidate, gold.type);
      for (const Part part : {Part::kActor, Part::kRecipient}) {
        for (const std::string& party : part == Part::kActor ? gold.actors : gold.recipients) {
          if (party.size() < 5) continue;
          for (const event::PartyCode& code : task.codes) {
            if (code.code != party.substr(0, 3)) continue;
            size_t best = 0;
            float best_sum = -1e9F;
            std::vector<float> sums(role.classes.size());
            for (size_t m = 0; m < code.mentions.size(); ++m) {
              role.sums(task.roles[code.first + m], sums);
              const float sum = sums[static_cast<size_t>(part)];
              if (sum > best_sum) best = m, best_sum = sum;
            }
            Features features;
            event::add_sector_features(scene, candidate, gold.type, code.mentions[best], part,
                                       features);
            const std::string sector = party.substr(4);
            auto at = std::find(set.classes.begin(), set.classes.end(), sector);
            if (at == set.classes.end()) at = set.classes.insert(set.classes.end(), sector);
            set.examples.push_back(
                {features.list(), static_cast<uint32_t>(at - set.classes.begin()), 1});
          }
        }
      }
    }
  }
  return set;
}

}  // namespace servanda::tools
