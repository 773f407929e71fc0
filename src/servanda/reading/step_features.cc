// Features of words that may tell a step.
#include "servanda/reading/step_features.h"

#include <algorithm>
#include <array>

namespace servanda::reading {
namespace {

using event::AnyText;
using event::digit;
using event::Features;
using event::HashedText;
using event::Tree;
using record::Deprel;
using record::Upos;

std::string mood_word(const Manner& manner) {
  static constexpr std::array<std::string_view, 6> kMoods = {"actual",  "future", "possible",
                                                             "negated", "notyet", "unreal"};
  std::string out(kMoods[static_cast<size_t>(manner.mood)]);
  if (manner.agreed) out += "+agreed";
  if (manner.promised) out += "+promised";
  if (manner.hoped) out += "+hoped";
  if (manner.expected) out += "+expected";
  if (manner.aspect) out += "+aspect";
  return out;
}

// What the tables of the rules say of a word, whether or not its sentence fits them.
void add_tables(const PledgeScene& scene, uint32_t t, const HashedText& mood, Features& features) {
  const Tree& tree = scene.tree();
  if (const auto* verbs = scene.words().verb(tree.lemma(t))) {
    uint32_t seen = 0;
    for (const VerbEntry& entry : *verbs) {
      if (!entry.particle.empty() && !(t + 1 < tree.size() && tree.word(t + 1) == entry.particle))
        continue;
      const uint32_t bit = 1U << static_cast<uint32_t>(entry.stage);
      if ((seen & bit) != 0) continue;
      seen |= bit;
      features.add("verb_entry", record::name(entry.stage), record::name(tree.upos(t)));
      features.add("verb_entry_mood", record::name(entry.stage), mood);
    }
  }
  if (const auto* nouns = scene.words().noun(tree.lemma(t))) {
    for (const NounEntry& entry : *nouns)
      features.add("noun_entry", record::name(entry.stage), record::name(tree.upos(t)));
  }
  const uint32_t voice = scene.words().voice(tree.lemma(t)) | scene.words().voice(tree.word(t));
  for (uint32_t bit = 0; bit < 21; ++bit) {
    if ((voice >> bit & 1) != 0) features.add("voice", digit(bit / 10), digit(bit % 10));
  }
}

// The verdict of the rules on the word itself and on its neighbours.
void add_rules(const StepScene& step_scene, uint32_t t, const HashedText& lemma,
               const HashedText& mood, Features& features) {
  const Tree& tree = step_scene.scene().tree();
  if (const Step* step = step_scene.step_at(t)) {
    const HashedText stage(record::name(step->stage));
    features.add("rule", stage);
    features.add("rule_claim", record::name(step->claim));
    features.add("rule_mood", stage, mood);
    features.add("rule_lemma", stage, lemma);
    features.add("rule_tag", stage, tree.xpos(t));
    features.add("rule_moves", step->reports ? "y" : "n", step->told ? "dated" : "undated",
                 step->to_come ? "ahead" : "");
    features.add("rule_kind", stage, step->things.empty() ? "-" : kind_word(step->things[0].kinds));
    const size_t sides = step->givers.size() + step->receivers.size();
    features.add("rule_sides", digit(sides));
  } else {
    features.add("rule", "-");
  }
  const record::Sentence& sentence = tree.sentence_of(t);
  for (int away = 1; away <= 3; ++away) {
    const bool before = t >= sentence.begin + static_cast<uint32_t>(away);
    if (before && step_scene.step_at(t - static_cast<uint32_t>(away)) != nullptr)
      features.add("rule_before", digit(static_cast<size_t>(away)));
    const bool after = t + static_cast<uint32_t>(away) < sentence.end;
    if (after && step_scene.step_at(t + static_cast<uint32_t>(away)) != nullptr)
      features.add("rule_after", digit(static_cast<size_t>(away)));
  }
  const uint32_t head = tree.head(t);
  if (head != kNoToken && step_scene.step_at(head) != nullptr)
    features.add("rule_above", record::name(step_scene.step_at(head)->stage),
                 record::name(tree.deprel(t)));
}

// What the coder of events holds the word for.
void add_event(const StepScene& step_scene, uint32_t t, const HashedText& lemma,
               Features& features) {
  const record::Event* event = step_scene.event_at(t);
  if (event == nullptr) {
    features.add("event", "-");
    return;
  }
  const HashedText type(record::name(event->type));
  features.add("event", type, event->mode);
  features.add("event_status", type, record::name(event->status));
  features.add("event_claim", record::name(event->claim));
  features.add("event_lemma", type, lemma);
  features.add("event_sides", type, digit(event->actors.size()), digit(event->recipients.size()));
}

void add_children(const StepScene& step_scene, uint32_t t, const HashedText& lemma,
                  Features& features) {
  const PledgeScene& scene = step_scene.scene();
  const Tree& tree = scene.tree();
  for (uint32_t c : tree.children(t)) {
    const Deprel link = tree.deprel(c);
    if (link == Deprel::kPunct) continue;
    const HashedText name(record::name(link));
    const HashedText preposition = tree.preposition(c);
    const std::string what = filler(scene, c);
    const bool grammar = link == Deprel::kAux || link == Deprel::kAuxPass || link == Deprel::kCop ||
                         link == Deprel::kMark || link == Deprel::kDet;
    if (grammar) {
      features.add("grammar", name, tree.word(c));
      features.add("grammar_lemma", tree.word(c), lemma);
      continue;
    }
    features.add("child", name, preposition, what);
    features.add("child_lemma", name, preposition, tree.lemma(c));
    features.add("with", lemma, preposition.empty() ? name : preposition,
                 what == "time" || what == "party" ? HashedText(what) : tree.lemma(c));
    features.add("lemma_child", lemma, name, what);
    if (link == Deprel::kObj || link == Deprel::kNsubj || link == Deprel::kNsubjPass ||
        link == Deprel::kObl || link == Deprel::kXcomp || link == Deprel::kCcomp)
      add_clusters(step_scene, name, c, features);
    for (uint32_t d : tree.children(c)) {
      if (tree.word(d) == "no" || tree.word(d) == "not" || tree.word(d) == "only" ||
          tree.word(d) == "half")
        features.add("grandchild", name, tree.word(d));
    }
  }
}

// Times of the sentence: before or after the document, which side of the word, how near.
void add_times(const PledgeScene& scene, uint32_t t, const HashedText& mood, Features& features) {
  const Tree& tree = scene.tree();
  const record::Date& written = scene.annotations().document.date;
  const language::TimeExpression* nearest = nullptr;
  uint32_t least = 1000;
  for (uint32_t index : scene.times_in(tree.sentence(t))) {
    const language::TimeExpression& time = scene.annotations().times[index];
    const uint32_t away =
        time.first_token > t ? time.first_token - t : t - std::min(t, time.last_token);
    if (away < least) least = away, nearest = &time;
  }
  if (nearest == nullptr) {
    features.add("time", "none");
    return;
  }
  HashedText when = "unknown";
  if (nearest->date.known() && written.known()) {
    when = record::first_day(nearest->date) > record::last_day(written) ? "after" : "before";
  }
  const HashedText far = least <= 2 ? "near" : least <= 6 ? "mid" : "far";
  features.add("time", when, digit(static_cast<size_t>(nearest->kind)), far);
  features.add("time_mood", when, mood);
  features.add("time_side", nearest->first_token > t ? "right" : "left", far);
}

// The way up to the root.
void add_above(const StepScene& step_scene, uint32_t t, Features& features) {
  const Tree& tree = step_scene.scene().tree();
  uint32_t current = t;
  std::string path;
  for (size_t up = 0; up < 3; ++up) {
    path.append(record::name(tree.deprel(current))).append("<");
    const uint32_t head = tree.head(current);
    if (head == kNoToken) break;
    const uint32_t voice = step_scene.scene().words().voice(tree.lemma(head));
    features.add("above", path, tree.lemma(head));
    for (uint32_t bit = 0; bit < 21; ++bit) {
      if ((voice >> bit & 1) != 0)
        features.add("above_voice", path, digit(bit / 10), digit(bit % 10));
    }
    if (up == 0) {
      features.add("above_tag", path, tree.xpos(head));
      add_clusters(step_scene, "above", head, features);
    }
    current = head;
  }
  features.add("path", path);
}

void add_window(const Tree& tree, uint32_t t, const HashedText& lemma, Features& features) {
  const record::Sentence& sentence = tree.sentence_of(t);
  static constexpr std::array<HashedText, 5> kPlaces = {"0", "1", "2", "3", "4"};
  for (uint32_t away = 1; away <= 4; ++away) {
    const HashedText place = kPlaces[away <= 2 ? away : 3];
    const HashedText left = t >= sentence.begin + away ? tree.word(t - away) : HashedText("^");
    const HashedText right = t + away < sentence.end ? tree.word(t + away) : HashedText("$");
    features.add("left", place, left);
    features.add("right", place, right);
    if (away > 2) continue;
    features.add("left_lemma", place, left, lemma);
    features.add("right_lemma", place, right, lemma);
  }
}

}  // namespace

std::string kind_word(uint32_t kinds) {
  static constexpr std::array<std::string_view, 12> kNames = {
      "paper",  "talks",     "process", "goods",   "works",   "money",
      "scheme", "satellite", "none",    "wrapper", "measure", "force"};
  std::string out;
  for (size_t i = 0; i < kNames.size(); ++i) {
    if ((kinds >> i & 1) != 0) out.append(out.empty() ? "" : "+").append(kNames[i]);
  }
  return out.empty() ? "other" : out;
}

std::string filler(const PledgeScene& scene, uint32_t token) {
  const Tree& tree = scene.tree();
  if (scene.time_at(token) != nullptr) return "time";
  if (scene.is_party(token)) return "party";
  if (tree.upos(token) == Upos::kPRON) return "pronoun";
  if (tree.token(token).entity == record::EntityType::kPerson) return "person";
  if (const NounKind* kind = scene.words().kind(tree.lemma(token))) return kind_word(kind->kinds);
  if (tree.upos(token) == Upos::kPROPN) return "name";
  return "other";
}

void add_clusters(const StepScene& scene, HashedText part, uint32_t token, Features& features) {
  const auto& cluster = scene.cluster(token);
  if (cluster.wide.empty()) return;
  features.add("wide", part, cluster.wide);
  features.add("narrow", part, cluster.narrow);
}

std::string tense_of(const Tree& tree, uint32_t token) {
  std::string out(tree.xpos(token));
  for (uint32_t c : tree.children(token)) {
    const Deprel link = tree.deprel(c);
    const bool to = link == Deprel::kMark && tree.word(c) == "to";
    if (link == Deprel::kAux || link == Deprel::kAuxPass || link == Deprel::kCop || to)
      out.append("+").append(to ? "to" : tree.lemma(c));
  }
  return out;
}

StepScene::StepScene(const PledgeScene& scene, const event::Lexicon& lexicon,
                     const std::vector<Step>& steps, const std::vector<record::Event>& events)
    : scene_(scene),
      lexicon_(lexicon),
      steps_(steps),
      events_(events),
      step_at_(scene.tree().size(), -1),
      event_at_(scene.tree().size(), -1) {
  const record::Parse& parse = scene.annotations().parse;
  for (size_t i = 0; i < events.size(); ++i) {
    const auto at = std::partition_point(
        parse.tokens.begin(), parse.tokens.end(),
        [&](const record::Token& token) { return token.span.end <= events[i].trigger.begin; });
    if (at == parse.tokens.end()) continue;
    int& place = event_at_[static_cast<size_t>(at - parse.tokens.begin())];
    if (place < 0) place = static_cast<int>(i);
  }
  for (size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].token < step_at_.size() && step_at_[steps[i].token] < 0)
      step_at_[steps[i].token] = static_cast<int>(i);
  }
}

const event::Lexicon::Cluster& StepScene::cluster(uint32_t token) const {
  return lexicon_.cluster(lexicon_.word(scene_.tree().lemma(token)));
}

bool StepScene::may_tell(uint32_t token) const {
  const Upos upos = scene_.tree().upos(token);
  if (upos != Upos::kVERB && upos != Upos::kNOUN && upos != Upos::kADJ && upos != Upos::kADV)
    return false;
  return scene_.time_at(token) == nullptr && !(scene_.is_party(token) && upos != Upos::kVERB);
}

void add_step_features(const StepScene& step_scene, uint32_t t, const Manner& manner,
                       Features& features) {
  const PledgeScene& scene = step_scene.scene();
  const Tree& tree = scene.tree();
  const HashedText lemma = tree.lemma(t);
  const std::string mood_name = mood_word(manner), tense_name = tense_of(tree, t);
  const HashedText mood(mood_name), tense(tense_name);
  const HashedText tag(record::name(tree.upos(t)));
  features.add("bias");
  features.add("lemma", lemma, tag);
  features.add("word", tree.word(t));
  features.add("tag", tree.xpos(t));
  features.add("tense", tense);
  features.add("tense_lemma", tense, lemma);
  features.add("link", record::name(tree.deprel(t)), tag);
  features.add("mood", mood);
  features.add("mood_lemma", mood, lemma);
  features.add("claim", record::name(manner.claim));
  features.add("claim_lemma", record::name(manner.claim), lemma);
  if (manner.report != kNoToken)
    features.add("report", tree.lemma(manner.report), record::name(manner.claim));
  if (manner.governor != kNoToken) features.add("governor", tree.lemma(manner.governor), mood);
  if (manner.partly) features.add("partly", mood);
  if (manner.progressive) features.add("progressive", mood);
  if (manner.negation) features.add("negation", record::name(manner.claim));
  if (manner.conditional) features.add("conditional", mood);
  if (manner.present) features.add("present", tag);
  if (manner.perfect) features.add("perfect", tag);
  if (manner.forecast) features.add("forecast", mood);
  add_clusters(step_scene, "own", t, features);
  const auto& own = step_scene.cluster(t);
  if (!own.narrow.empty()) {
    features.add("narrow_mood", own.narrow, mood);
    features.add("narrow_tense", own.narrow, tense);
    features.add("narrow_tag", own.narrow, tag);
  }
  add_rules(step_scene, t, lemma, mood, features);
  add_event(step_scene, t, lemma, features);
  add_tables(scene, t, mood, features);
  // "completion", "completed", "complete"
  const std::string_view stem = std::string_view(lemma).substr(0, 5);
  features.add("stem", stem);
  features.add("stem_mood", stem, mood);
  add_children(step_scene, t, lemma, features);
  add_times(scene, t, mood, features);
  add_above(step_scene, t, features);
  add_window(tree, t, lemma, features);
  const record::Sentence& sentence = tree.sentence_of(t);
  features.add("end", tree.word(sentence.end - 1));
  features.add("long", digit((sentence.end - sentence.begin) / 5));
  features.add("states", digit(scene.states_named_in(tree.sentence(t)).size()));
  features.add("place", tree.sentence(t) == 0 ? "first" : "later");
}

}  // namespace servanda::reading
