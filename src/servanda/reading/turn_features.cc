// Features of clauses that may tell a turn.
#include <algorithm>
#include <string>

#include "servanda/reading/estimates.h"
#include "servanda/reading/purposes.h"
#include "servanda/reading/statements.h"
#include "servanda/reading/step_features.h"
#include "servanda/reading/tense.h"
#include "servanda/reading/turn_scene.h"

namespace servanda::reading {
namespace {

using event::digit;
using event::Features;
using event::HashedText;
using event::Tree;
using record::Deprel;
using record::Upos;

constexpr uint32_t kLongestClause = 60;  // words that are looked at, on either side

HashedText hashed(std::string_view text) { return HashedText(text); }

bool is_content(Upos upos) {
  return upos == Upos::kVERB || upos == Upos::kNOUN || upos == Upos::kADJ || upos == Upos::kADV;
}

// What a word names, in one word.
std::string_view filler(const TurnScene& scene, uint32_t token) {
  const Tree& tree = scene.tree();
  if (scene.page().time_at(token) != nullptr) return "time";
  const int treaty = scene.treaties().meant_by(token);
  if (treaty != kNoTreaty) return scene.treaties().is_part(token) ? "part" : "treaty";
  if (tree.upos(token) != Upos::kPRON && !scene.page().codes_at(token).empty()) return "state";
  if (tree.token(token).entity == record::EntityType::kPerson) return "person";
  if (tree.upos(token) == Upos::kPRON) return "pronoun";
  if (TreatyWords::get().is("treaty", tree.lemma(token)) ||
      TreatyWords::get().is("weak", tree.lemma(token)))
    return "paper";
  return tree.upos(token) == Upos::kPROPN ? "name" : "other";
}

void add_clusters(const TurnScene& scene, const HashedText& role, uint32_t token,
                  Features& features) {
  const event::Lexicon& lexicon = scene.lexicon();
  const auto& cluster = lexicon.cluster(lexicon.word(scene.tree().lemma(token)));
  if (cluster.wide.empty()) return;
  features.add("wide", role, cluster.wide);
  features.add("narrow", role, cluster.narrow);
}

// What the tables of the rules say of the words of the clause.
void add_tables(const TurnScene& scene, uint32_t i, Features& features) {
  const Tree& tree = scene.tree();
  const HashedText lemma = tree.lemma(i);
  static constexpr std::string_view kTreatyKinds[] = {
      "verb", "object", "comparative", "absent", "nature", "head", "advance", "provided"};
  for (const std::string_view kind : kTreatyKinds) {
    const std::string_view value = TreatyWords::get().value(kind, lemma);
    if (!value.empty()) features.add("treaty_word", hashed(kind), hashed(value));
  }
  for (const std::string_view kind : motive_kinds(lemma)) features.add("motive_word", hashed(kind));
  for (const Estimate* estimate : estimates_from(tree.word(i))) {
    if (!scene.page().says(i, estimate->words)) continue;
    features.add("estimate", digit(static_cast<size_t>(estimate->kind)),
                 digit(static_cast<size_t>(estimate->low * 9)));
    break;
  }
}

// The words of the clause, one by one and in pairs.
void add_words(const TurnScene& scene, uint32_t t, uint32_t first, uint32_t last,
               Features& features) {
  const Tree& tree = scene.tree();
  bool treaty = false, state = false, ahead = false, past = false;
  const record::Date& written = scene.page().document().date;
  for (uint32_t i = first; i <= last; ++i) {
    const Upos upos = tree.upos(i);
    if (upos == Upos::kPUNCT) continue;
    const HashedText word = tree.word(i);
    const bool name = upos == Upos::kPROPN || upos == Upos::kNUM;
    if (!name) features.add("in", tree.lemma(i));
    if (!name && is_content(upos)) add_clusters(scene, "in", i, features);
    if (i < last && tree.upos(i + 1) != Upos::kPUNCT) {
      const HashedText next = tree.upos(i + 1) == Upos::kPROPN ? HashedText("NAME")
                              : tree.upos(i + 1) == Upos::kNUM ? HashedText("NUM")
                                                               : tree.word(i + 1);
      features.add("pair", name ? HashedText("NAME") : word, next);
    }
    add_tables(scene, i, features);
    treaty |= scene.treaties().meant_by(i) != kNoTreaty;
    state |= scene.page().mention_at(i) != nullptr;
    const language::TimeExpression* time = scene.page().time_at(i);
    if (time != nullptr && time->date.known() && written.known()) {
      (record::last_day(time->date) > record::last_day(written) ? ahead : past) = true;
    }
  }
  const std::string tense = tense_of(tree, t);
  if (treaty) features.add("treaty_in", hashed(tense));
  if (state) features.add("state_in", hashed(tense));
  if (ahead) features.add("ahead", hashed(tense));
  if (past) features.add("past", hashed(tense));
}

void add_children(const TurnScene& scene, uint32_t t, Features& features) {
  const Tree& tree = scene.tree();
  const HashedText lemma = tree.lemma(t);
  for (const uint32_t c : tree.children(t)) {
    const Deprel link = tree.deprel(c);
    if (link == Deprel::kPunct) continue;
    const HashedText role = hashed(record::name(link));
    const HashedText preposition = tree.preposition(c);
    const HashedText what = hashed(filler(scene, c));
    features.add("child", role, preposition, what);
    features.add("child_lemma", role, tree.lemma(c));
    features.add("lemma_child", lemma, role, what);
    features.add("lemma_child_lemma", lemma, role, tree.lemma(c));
    if (is_content(tree.upos(c))) add_clusters(scene, role, c, features);
    if (link == Deprel::kMark || link == Deprel::kAdvmod || link == Deprel::kAux)
      features.add("grammar", role, tree.word(c), lemma);
  }
}

void add_subject(const TurnScene& scene, uint32_t t, Features& features) {
  const Tree& tree = scene.tree();
  const uint32_t subject = scene.page().subject_of(t);
  if (subject == kNoToken) {
    features.add("subject", "none");
    return;
  }
  const HashedText what = hashed(filler(scene, subject));
  features.add("subject", what);
  features.add("subject_lemma", tree.lemma(subject));
  features.add("subject_of", what, tree.lemma(t));
  features.add("subject_tense", what, hashed(tense_of(tree, t)));
  if (is_content(tree.upos(subject))) add_clusters(scene, "subject", subject, features);
}

void add_above(const TurnScene& scene, uint32_t t, Features& features) {
  const Tree& tree = scene.tree();
  features.add("link", hashed(record::name(tree.deprel(t))), hashed(tree.xpos(t)));
  const uint32_t head = tree.head(t);
  if (head == kNoToken) return;
  const HashedText link = hashed(record::name(tree.deprel(t)));
  features.add("above", link, tree.lemma(head));
  features.add("above_lemma", link, tree.lemma(head), tree.lemma(t));
  features.add("above_what", link, hashed(filler(scene, head)));
  add_clusters(scene, "above", head, features);
}

}  // namespace

void add_turn_features(const TurnScene& scene, uint32_t t, Features& features) {
  const Page& page = scene.page();
  const Tree& tree = scene.tree();
  const HashedText lemma = tree.lemma(t);
  const std::string tense = tense_of(tree, t);
  auto [first, last] = page.clause_around(t);
  first = std::max(first, t - std::min(t, kLongestClause));
  last = std::min(last, t + kLongestClause);
  features.add("bias");
  features.add("lemma", lemma, hashed(record::name(tree.upos(t))));
  features.add("word", tree.word(t));
  features.add("tense", hashed(tense));
  features.add("tense_lemma", hashed(tense), lemma);
  add_clusters(scene, "own", t, features);
  add_children(scene, t, features);
  add_subject(scene, t, features);
  add_above(scene, t, features);
  add_words(scene, t, first, last, features);
  const record::Sentence& sentence = tree.sentence_of(t);
  const uint32_t s = tree.sentence(t);
  const bool spoken = scene.treaties().topic_of(s) != kNoTreaty;
  features.add("topic", spoken                                          ? "here"
                        : scene.treaties().topic_before(s) != kNoTreaty ? "before"
                                                                        : "none");
  static constexpr HashedText kComparisons[] = {"none", "unlike", "like", "than"};
  features.add("comparison", kComparisons[static_cast<size_t>(comparison_in(page, first, last))]);
  if (page.in_outlook(s)) features.add("outlook", hashed(tense));
  features.add("long", digit(std::min<size_t>((last - first) / 4, 9)));
  features.add("opens", tree.word(sentence.begin));
  if (first > sentence.begin) features.add("before", tree.word(first - 1));
}

}  // namespace servanda::reading
