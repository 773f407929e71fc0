// Features of what a step may be about.
#include <algorithm>

#include "servanda/reading/step_features.h"

namespace servanda::reading {
namespace {

using event::digit;
using event::Features;
using event::HashedText;
using event::Tree;
using record::Deprel;
using record::Upos;

constexpr uint32_t kSentencesBack = 2;    // where what a step is about may stand,
constexpr uint32_t kSentencesSpoken = 8;  // and where, if steps were told of it

// How the noun that the word governs names its thing.
HashedText form_of(const PledgeScene& scene, uint32_t noun) {
  const Tree& tree = scene.tree();
  if (tree.upos(noun) == Upos::kPRON) return "pronoun";
  if (tree.upos(noun) == Upos::kPROPN) return "name";
  bool the = false, modified = false;
  for (const uint32_t c : tree.children(noun)) {
    const HashedText word = tree.word(c);
    the |= tree.deprel(c) == Deprel::kNmodPoss ||
           (tree.deprel(c) == Deprel::kDet && word != HashedText("a") && word != HashedText("an"));
    modified |= tree.deprel(c) == Deprel::kAmod || tree.deprel(c) == Deprel::kCompound ||
                tree.deprel(c) == Deprel::kNmod || tree.deprel(c) == Deprel::kNummod;
  }
  return the ? (modified ? HashedText("the more") : HashedText("the"))
             : (modified ? HashedText("a more") : HashedText("a"));
}

// How alike two nouns are, in one word.
HashedText likeness_of(const StepScene& steps, uint32_t a, uint32_t b) {
  const PledgeScene& scene = steps.scene();
  const Tree& tree = scene.tree();
  if (a == b) return "itself";
  if (tree.lemma(a) == tree.lemma(b)) return "word";
  const NounKind *kind_a = scene.words().kind(tree.lemma(a)),
                 *kind_b = scene.words().kind(tree.lemma(b));
  if (kind_a != nullptr && kind_b != nullptr) {
    for (const std::string_view one : kind_a->classes) {
      if (std::find(kind_b->classes.begin(), kind_b->classes.end(), one) != kind_b->classes.end())
        return "class";
    }
  }
  const auto &narrow_a = steps.cluster(a).narrow, &narrow_b = steps.cluster(b).narrow;
  if (!narrow_a.empty() && narrow_a == narrow_b) return "narrow";
  if (kind_a != nullptr && kind_b != nullptr && (kind_a->kinds & kind_b->kinds) != 0) return "kind";
  const auto &wide_a = steps.cluster(a).wide, &wide_b = steps.cluster(b).wide;
  return !wide_a.empty() && wide_a == wide_b ? HashedText("wide") : HashedText("other");
}

// What the noun is to the one that the word governs: "the line was opened" of a railway.
void add_governed(const StepScene& steps, const AboutTask& task, size_t place, Features& features) {
  const PledgeScene& scene = steps.scene();
  const Tree& tree = scene.tree();
  const uint32_t noun = task.nouns[place], t = task.clause.trigger;
  const uint32_t back = std::min(tree.sentence(t) - tree.sentence(noun), 4U);
  uint32_t breaks = 0;
  const auto& sentences = scene.annotations().parse.sentences;
  for (uint32_t s = tree.sentence(noun) + 1; s <= tree.sentence(t); ++s)
    breaks += sentences[s].paragraph_begins;
  features.add("breaks", digit(breaks), digit(back));
  if (sentences[tree.sentence(noun)].paragraph_begins)
    features.add("opens", digit(breaks), record::name(tree.deprel(noun)));
  uint32_t governed = task.clause.first(event::Slot::kObject);
  if (governed == kNoToken) governed = task.clause.first(event::Slot::kSubject);
  const bool noun_of_act = tree.upos(t) == Upos::kNOUN;
  if (governed == kNoToken && noun_of_act) governed = t;
  const auto at = std::find_if(task.recently.begin(), task.recently.end(),
                               [&](const Spoken& one) { return one.noun == noun; });
  const HashedText rank = at == task.recently.end()
                              ? HashedText("-")
                              : digit(static_cast<size_t>(at - task.recently.begin()));
  if (governed == kNoToken) {
    features.add("governs", "none", rank, digit(back));
    return;
  }
  const HashedText form = form_of(scene, governed), alike = likeness_of(steps, governed, noun);
  features.add("governs", alike, form, digit(back));
  features.add("governs_rank", alike, form, rank);
  features.add("governs_kind", alike, filler(scene, governed), filler(scene, noun));
  if (back > 0) features.add("governed", tree.lemma(governed), alike);
  if (back > 0) features.add("governed_stage", form, rank, record::name(task.stage));
}

// Its place among the nouns that the step may be about.
void add_standing(const StepScene& step_scene, const AboutTask& task, size_t place,
                  Features& features) {
  const Tree& tree = step_scene.scene().tree();
  const uint32_t noun = task.nouns[place], t = task.clause.trigger;
  const uint32_t back = tree.sentence(t) - tree.sentence(noun);
  const bool first = place == 0 || tree.sentence(task.nouns[place - 1]) != tree.sentence(noun);
  size_t between = 0;
  for (uint32_t other : task.nouns)
    between += (other > noun && other < t) || (other < noun && other > t);
  features.add("between", digit(between), noun < t ? "L" : "R", digit(back));
  if (first) features.add("first", digit(back), record::name(tree.deprel(noun)));
  const uint32_t end = tree.sentence_of(noun).end;
  for (uint32_t i = noun + 1; i < std::min(end, noun + 8); ++i) {
    if (tree.word(i) == ":" || tree.word(i) == "," || tree.word(i) == "–" || tree.word(i) == ".") {
      features.add("mark", tree.word(i), first ? "first" : "", digit(back));
      break;
    }
  }
  if (tree.head(noun) == kNoToken) features.add("root", digit(back));
  for (size_t i = 0; i < task.recently.size(); ++i) {
    if (task.recently[i].noun != noun) continue;
    features.add("recently", digit(i), digit(back));
    features.add("told", record::name(task.recently[i].stage), record::name(task.stage));
    features.add("told_often", digit(task.recently[i].steps), digit(i));
  }
  if (!task.recently.empty()) {
    const uint32_t last = tree.sentence(t) - tree.sentence(task.recently[0].noun);
    features.add("last", digit(last), task.recently[0].noun == noun ? "same" : "other",
                 digit(back));
  }
}

}  // namespace

bool StepScene::may_be_thing(uint32_t token) const {
  const Tree& tree = scene_.tree();
  const Upos upos = tree.upos(token);
  const bool nominal = upos == Upos::kNOUN || upos == Upos::kPROPN || upos == Upos::kPRON ||
                       (upos == Upos::kNUM && tree.deprel(token) != Deprel::kNummod) ||
                       upos == Upos::kSYM;
  if (!nominal || scene_.time_at(token) != nullptr || scene_.is_party(token)) return false;
  const Deprel link = tree.deprel(token);
  if (link == Deprel::kCompound || link == Deprel::kFlat || link == Deprel::kNummod) return false;
  if (upos != Upos::kPRON) return true;
  const HashedText word = tree.word(token);
  return word == "it" || word == "they" || word == "them" || word == "which" || word == "that" ||
         word == "this" || word == "these" || word == "those" || word == "its" || word == "their" ||
         word == "both" || word == "neither" || word == "none" || word == "one" ||
         word == "another" || word == "each";
}

std::vector<uint32_t> StepScene::things_near(uint32_t token,
                                             const std::vector<Spoken>& recently) const {
  const Tree& tree = scene_.tree();
  const auto& sentences = scene_.annotations().parse.sentences;
  const uint32_t own = tree.sentence(token);
  const uint32_t begin = sentences[own < kSentencesBack ? 0 : own - kSentencesBack].begin;
  constexpr uint32_t kMostTokens = 160;  // of a sentence without end
  const uint32_t from = std::max(begin, token > kMostTokens ? token - kMostTokens : 0);
  std::vector<uint32_t> things;
  for (const auto& [noun, stage, steps] : recently) {
    if (noun < from && own - tree.sentence(noun) <= kSentencesSpoken) things.push_back(noun);
  }
  std::sort(things.begin(), things.end());
  for (uint32_t i = from; i < std::min(sentences[own].end, token + kMostTokens); ++i) {
    if (may_be_thing(i) && (tree.sentence(i) == own || tree.upos(i) != Upos::kPRON))
      things.push_back(i);
  }
  return things;
}

void add_thing_features(const StepScene& step_scene, const AboutTask& task, size_t place,
                        Features& features) {
  const event::Clause& clause = task.clause;
  const record::Stage stage = task.stage;
  const uint32_t noun = task.nouns[place];
  const uint32_t t = clause.trigger;
  const PledgeScene& scene = step_scene.scene();
  const Tree& tree = scene.tree();
  const HashedText lemma = tree.lemma(noun);
  const std::string what = filler(scene, noun);
  const HashedText kind(what), stage_name(record::name(stage));
  features.add("bias");
  add_standing(step_scene, task, place, features);
  add_governed(step_scene, task, place, features);
  // Where it stands to the word that tells the step.
  const uint32_t back = tree.sentence(t) - tree.sentence(noun);
  const uint32_t away = noun > t ? noun - t : t - noun;
  const HashedText side = back > 0 ? digit(back) : noun == t ? "self" : noun > t ? "R" : "L";
  const HashedText far = digit(away <= 3    ? away
                               : away <= 6  ? 4
                               : away <= 12 ? 5
                               : away <= 24 ? 6
                                            : 7);
  features.add("side", side, far);
  features.add("kind", kind, side);
  std::string path = "-";
  if (back == 0) {
    // Up from the noun to the word, or from the word to the noun, or to what both hang on.
    path.clear();
    uint32_t up = noun;
    for (int step = 0; step < 5 && up != kNoToken && up != t && !tree.below(t, up); ++step) {
      path.append(record::name(tree.deprel(up))).append("<");
      up = tree.head(up);
    }
    std::string down;
    for (uint32_t i = t; i != up && i != kNoToken && down.size() < 60; i = tree.head(i))
      down.insert(0, std::string(">") + std::string(record::name(tree.deprel(i))));
    path += down;
    const std::string_view preposition = tree.preposition(noun);
    features.add("path", path);
    features.add("path_preposition", path, preposition);
    features.add("path_tag", path, tree.xpos(t), tree.xpos(noun));
    features.add("path_lemma", path, tree.lemma(t));
    features.add("path_kind", path, kind);
    features.add("path_stage", path, stage_name);
  }
  HashedText slot = "none";
  for (const event::Argument& a : clause.arguments) {
    if (a.token == noun) slot = event::name(a.slot);
  }
  features.add("slot", slot, clause.passive ? "passive" : "active", stage_name);
  features.add("slot_tag", slot, clause.passive ? "passive" : "active", tree.xpos(t));
  features.add("slot_lemma", slot, tree.lemma(t));
  features.add("slot_kind", slot, kind);
  // The verdict of the rules.
  HashedText verdict = "no step";
  for (const Step& step : step_scene.steps()) {
    for (const Thing& thing : step.things) {
      const bool same = thing.head == noun || thing.outer == noun;
      if (same && step.token == t)
        verdict = "here";
      else if (same && verdict == HashedText("no step"))
        verdict = "elsewhere";
    }
  }
  const bool other = step_scene.step_at(t) != nullptr && verdict != HashedText("here");
  features.add("rules", verdict, other ? "other" : "", side);
  // What it names.
  features.add("head", lemma);
  features.add("head_kind_stage", kind, stage_name);
  features.add("entity", record::name(tree.token(noun).entity), tree.xpos(noun));
  add_clusters(step_scene, "thing", noun, features);
  HashedText determiner = "none";
  bool named = false, modified = false, counted = false;
  for (uint32_t c : tree.children(noun)) {
    const Deprel link = tree.deprel(c);
    if (link == Deprel::kDet) determiner = tree.word(c);
    if (link == Deprel::kNmodPoss) determiner = scene.is_party(c) ? "party's" : "owner's";
    named |= tree.upos(c) == Upos::kPROPN;
    modified |= link == Deprel::kAmod || link == Deprel::kCompound || link == Deprel::kNmod;
    counted |= link == Deprel::kNummod;
    if (link == Deprel::kAmod || link == Deprel::kCompound) features.add("modifier", tree.lemma(c));
  }
  features.add("determiner", determiner, side);
  features.add("shape", named ? "named" : "", modified ? "modified" : "", counted ? "counted" : "");
  features.add("link", record::name(tree.deprel(noun)), tree.preposition(noun));
  const uint32_t head = tree.head(noun);
  if (head != kNoToken) {
    features.add("above", record::name(tree.deprel(noun)), tree.lemma(head));
    if (const NounKind* outer = scene.words().kind(tree.lemma(head)))
      features.add("above_kind", kind_word(outer->kinds), kind, tree.preposition(noun));
  }
}

}  // namespace servanda::reading
