// Aligns gold events with candidates and gold parties with mentions.
#include "examples.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "servanda/event/codebook.h"
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

// The candidate that stands for a gold event: in its trigger, of its type if possible, the first verb before nouns.
int candidate_of(const Scene& scene, const GoldEvent& gold, const std::set<int>& used) {
  const std::string& text = scene.annotations().document.text;
  int best = -1, best_rank = -1;
  for (size_t at = text.find(gold.trigger); at != std::string::npos && !gold.trigger.empty(); at = text.find(gold.trigger, at + 1)) {
    const base::Span span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + gold.trigger.size())};
    for (size_t c = 0; c < scene.candidates().size(); ++c) {
      const Candidate& candidate = scene.candidates()[c];
      if (!scene.tree().token(candidate.token).span.overlaps(span) || used.count(static_cast<int>(c))) continue;
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

bool has_code(const actor::Mention& mention, const std::string& code) {
  return std::any_of(mention.actors.begin(), mention.actors.end(), [&](const record::Actor& a) { return a.code == code; });
}

// The mention that names a party; -1 if none.
int mention_of(const Scene& scene, const Candidate& candidate, const std::string& party, Part part) {
  const std::string code = party.substr(0, 3), sector = party.size() > 4 ? party.substr(4) : "";
  const uint32_t sentence = scene.tree().sentence(candidate.token);
  int best = -1;
  double best_rank = -1e9;
  for (uint32_t s = sentence > 0 ? sentence - 1 : 0; s <= sentence; ++s) {
    for (uint32_t m : scene.mentions_in(s)) {
      const actor::Mention& mention = scene.annotations().mentions[m];
      if (!has_code(mention, code)) continue;
      const event::Place place = event::locate(scene, candidate, mention);
      double rank = -std::min(place.distance, 20) * 0.5;
      if (mention.actors.front().sector == sector) rank += 2;
      const bool actor_slot = place.slot == "subj" || place.slot == "agent" || place.slot == "poss" || place.slot == "comp" || place.slot == "mod";
      const bool recipient_slot = place.slot == "obj" || place.slot == "iobj" || place.slot == "obl" || place.slot == "nmod";
      if (part == Part::kActor ? actor_slot : recipient_slot) rank += 3;
      if (part == Part::kActor ? recipient_slot : place.slot == "subj") rank -= 1;
      if (rank > best_rank) best = static_cast<int>(m), best_rank = rank;
    }
  }
  return best;
}

class Maker {
 public:
  Maker(std::vector<ExampleSet>& sets, Alignment& alignment) : sets_(sets), alignment_(alignment) {}

  void add(const Annotated& document, const event::Lexicon& lexicon) {
    const event::Annotations annotations = document.annotations();
    const Scene scene(annotations, lexicon);
    std::map<int, const GoldEvent*> labels;
    std::set<int> used;
    for (const GoldEvent& gold : document.gold) {
      ++alignment_.events;
      const int c = candidate_of(scene, gold, used);
      if (c < 0) continue;
      ++alignment_.with_candidate;
      used.insert(c);
      labels[c] = &gold;
    }
    for (size_t c = 0; c < scene.candidates().size(); ++c) {
      const Candidate& candidate = scene.candidates()[c];
      const auto at = labels.find(static_cast<int>(c));
      Features features;
      event::add_type_features(scene, candidate, features);
      sets_[0].examples.push_back({features.hashes(), at == labels.end() ? 0 : static_cast<uint32_t>(at->second->type) + 1, 1});
      if (at != labels.end()) add_event(scene, candidate, *at->second, document.document);
    }
  }

 private:
  static uint32_t class_of(ExampleSet& set, const std::string& name) {
    const auto at = std::find(set.classes.begin(), set.classes.end(), name);
    if (at != set.classes.end()) return static_cast<uint32_t>(at - set.classes.begin());
    set.classes.push_back(name);
    return static_cast<uint32_t>(set.classes.size() - 1);
  }

  void add_shape(const Scene& scene, const Candidate& candidate, const GoldEvent& gold) {
    std::set<std::string> actors, recipients;
    for (const std::string& party : gold.actors) actors.insert(party.substr(0, 3));
    for (const std::string& party : gold.recipients) recipients.insert(party.substr(0, 3));
    event::Shape shape = event::Shape::kOther;
    if (actors.empty()) {
      shape = event::Shape::kPatient;
    } else if (recipients.empty()) {
      shape = actors.size() == 1 ? event::Shape::kOne : event::Shape::kTogether;
    } else if (std::includes(actors.begin(), actors.end(), recipients.begin(), recipients.end())) {
      shape = event::Shape::kSame;
    }
    Features features;
    event::add_shape_features(scene, candidate, gold.type, event::parts_by_frame(scene, candidate, gold.type), features);
    sets_[5].examples.push_back({features.hashes(), static_cast<uint32_t>(shape), 1});
  }

  void add_event(const Scene& scene, const Candidate& candidate, const GoldEvent& gold, const record::Document& document) {
    Features features;
    event::add_mode_features(scene, candidate, gold.type, features);
    sets_[1].examples.push_back({features.hashes(), class_of(sets_[1], std::string(record::name(gold.type)) + "/" + gold.mode), 1});
    features.clear();
    const std::string written = record::print(document.date);
    if (gold.date == written || gold.date == "../" + written) {
      event::add_standing_features(scene, candidate, gold.type, features);
      sets_[4].examples.push_back({features.hashes(), gold.date == written ? 0u : 1u, 1});
    }
    std::map<uint32_t, uint32_t> parts;  // mention to bits of Part
    std::set<std::string> codes;
    for (const Part part : {Part::kActor, Part::kRecipient}) {
      for (const std::string& party : part == Part::kActor ? gold.actors : gold.recipients) {
        ++alignment_.sides;
        codes.insert(party.substr(0, 3));
        const int m = mention_of(scene, candidate, party, part);
        if (m < 0) continue;
        ++alignment_.with_mention;
        parts[static_cast<uint32_t>(m)] |= part == Part::kActor ? 1u : 2u;
        if (party.size() < 5) continue;
        features.clear();
        event::add_sector_features(scene, candidate, gold.type, static_cast<uint32_t>(m), part, features);
        sets_[3].examples.push_back({features.hashes(), class_of(sets_[3], party.substr(4)), 1});
      }
    }
    add_shape(scene, candidate, gold);
    const event::FrameParts by_frame = event::parts_by_frame(scene, candidate, gold.type);
    const uint32_t sentence = scene.tree().sentence(candidate.token);
    for (uint32_t s = sentence > 0 ? sentence - 1 : 0; s <= sentence; ++s) {
      for (uint32_t m : scene.mentions_in(s)) {
        const actor::Mention& mention = scene.annotations().mentions[m];
        const auto at = parts.find(m);
        const bool same_code = std::any_of(mention.actors.begin(), mention.actors.end(), [&](const record::Actor& a) { return codes.count(a.code) > 0; });
        features.clear();
        event::add_role_features(scene, candidate, gold.type, m, by_frame, features);
        const uint32_t label = at == parts.end() ? 0 : at->second;
        sets_[2].examples.push_back({features.hashes(), label, label == 0 && same_code ? 0.3F : 1.0F});
      }
    }
  }

  std::vector<ExampleSet>& sets_;
  Alignment& alignment_;
};

}  // namespace

base::Result<std::vector<std::unique_ptr<Annotated>>> read_annotated(const std::string& path) {
  const language::Engine engine = SERVANDA_TRY(language::Engine::create());
  const actor::ActorFinder finder = SERVANDA_TRY(actor::ActorFinder::create());
  language::Engine::Workspace workspace;
  std::ifstream in(path);
  if (!in) return base::Error{base::ErrorCode::kRefused, "cannot be read", path};
  std::vector<std::unique_ptr<Annotated>> out;
  simdjson::dom::parser json;
  uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty()) continue;
    auto annotated = std::make_unique<Annotated>();
    annotated->document = SERVANDA_TRY(import::read_json_line(line, {.path = path, .line = number}));
    const std::string& text = annotated->document.text;
    engine.parse(text, workspace, annotated->parse);
    annotated->mentions = finder.find(annotated->document, annotated->parse);
    annotated->times = language::find_times(text, annotated->parse, annotated->document.date);
    annotated->amounts = language::find_amounts(text, annotated->parse);
    simdjson::dom::element root;
    simdjson::dom::array events;
    if (json.parse(line).get(root) == simdjson::SUCCESS && root["events"].get(events) == simdjson::SUCCESS) {
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

std::vector<ExampleSet> make_examples(const std::vector<const Annotated*>& documents, const event::Lexicon& lexicon, Alignment& alignment) {
  std::vector<ExampleSet> sets(6);
  sets[0].name = "type";
  sets[0].classes = {"none"};
  for (int t = 0; t < record::kEventTypeCount; ++t) sets[0].classes.emplace_back(record::name(static_cast<record::EventType>(t)));
  sets[1].name = "mode";
  sets[2].name = "role";
  sets[2].classes = {"none", "actor", "recipient", "both"};
  sets[3].name = "sector";
  sets[4].name = "background";
  sets[4].classes = {"written", "before"};
  sets[5].name = "shape";
  sets[5].classes.assign(std::begin(event::kShapeNames), std::end(event::kShapeNames));
  Maker maker(sets, alignment);
  for (const Annotated* document : documents) maker.add(*document, lexicon);
  return sets;
}

}  // namespace servanda::tools
