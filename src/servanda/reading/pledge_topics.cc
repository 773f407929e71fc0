// Follows prepositions, possessors, gerunds and appositions from the noun of an act to the noun of
// its thing.
#include "servanda/reading/pledge_topics.h"

#include "servanda/reading/pledge_objects.h"

namespace servanda::reading {

bool is_time_noun(std::string_view lemma) {
  return lemma == "year" || lemma == "month" || lemma == "week" || lemma == "day" ||
         lemma == "decade" || lemma == "hour" || lemma == "time" || lemma == "period";
}

bool is_quantity(std::string_view word) {
  return word == "most" || word == "half" || word == "all" || word == "both" || word == "some" ||
         word == "several" || word == "many" || word == "part" || word == "rest" ||
         word == "remainder" || word == "majority" || word == "bulk" || word == "none";
}

namespace {

using record::Deprel;
using record::Upos;

bool is_noun(Upos upos) { return upos == Upos::kNOUN || upos == Upos::kPROPN; }

bool names_topic(std::string_view preposition) {
  return preposition == "of" || preposition == "on" || preposition == "for" ||
         preposition == "over" || preposition == "about";
}

// A noun that can be a topic: no time, no state, no person.
bool can_be_topic(const PledgeScene& scene, uint32_t token) {
  const actor::Mention* mention = scene.mention_at(token);
  const bool party = scene.is_party(token) && mention->kind != actor::MentionKind::kDescription;
  // "ahead of the summit", "because of the war"
  const uint32_t of = scene.tree().child(token, Deprel::kCase);
  if (of != kNoToken && of > 0 && scene.tree().word(of) == "of") {
    const std::string_view before = scene.tree().word(of - 1);
    if (before == "ahead" || before == "because" || before == "instead" || before == "out" ||
        before == "spite")
      return false;
  }
  return scene.time_at(token) == nullptr && !party && !is_time_noun(scene.tree().lemma(token)) &&
         scene.tree().token(token).entity != record::EntityType::kPerson;
}

// "a contract for it": what is bought or built, not a state, whoever else "it" may be.
bool stands_for_thing(const PledgeScene& scene, uint32_t paper, uint32_t token) {
  const event::Tree& tree = scene.tree();
  const NounKind* kind = scene.words().kind(tree.lemma(paper));
  const std::string_view word = tree.word(token);
  return kind != nullptr && (kind->kinds & kPaper) != 0 && tree.preposition(token) == "for" &&
         (word == "it" || word == "them" || word == "these" || word == "this");
}

// "S-300 air defence systems", which the tree tears into two objects: the last noun of the torn
// phrase.
uint32_t mended(const PledgeScene& scene, uint32_t token) {
  const event::Tree& tree = scene.tree();
  const record::Sentence& sentence = tree.sentence_of(token);
  if (scene.is_party(token)) return token;
  // "three of the six radars", "the last of the radars".
  if (tree.upos(token) == Upos::kNUM || tree.word(token) == "last" ||
      is_quantity(tree.word(token))) {
    for (uint32_t c : tree.children(token)) {
      const NounKind* kind = scene.words().kind(tree.lemma(c));
      const bool counted = kind != nullptr && (kind->kinds & (kGoods | kWorks)) != 0 &&
                           (kind->kinds & kMeasure) == 0;
      if (tree.deprel(c) != Deprel::kNmod || tree.preposition(c) != "of" ||
          tree.upos(c) != Upos::kNOUN)
        continue;
      const bool several = tree.xpos(c) == "NNS" || tree.child(c, Deprel::kNummod) != kNoToken;
      if (several && counted) return c;
      // "two of a number of sets".
      if (tree.lemma(c) != "number") continue;
      for (uint32_t d : tree.children(c)) {
        if (tree.deprel(d) == Deprel::kNmod && tree.preposition(d) == "of") return d;
      }
    }
  }
  if (tree.upos(token) == Upos::kNUM && token > sentence.begin) {  // "stage one"
    const uint32_t noun = token - 1;
    if (tree.head(noun) == token && is_noun(tree.upos(noun)) &&
        scene.words().kind(tree.lemma(noun)) != nullptr)
      return noun;
  }
  const uint32_t end = base_phrase(scene, token).second;
  for (uint32_t i = end + 1; i < sentence.end && i < end + 6; ++i) {
    if (!is_noun(tree.upos(i)) || scene.time_at(i) != nullptr) break;
    if (tree.head(i) == tree.head(token) && tree.deprel(i) == tree.deprel(token) &&
        tree.head(i) != kNoToken)
      return i;
    if (tree.head(i) == kNoToken || tree.head(i) < i) break;
  }
  // "acquisition and cross-servicing agreement": the paper at the end is what both words name.
  if (scene.words().kind(tree.lemma(token)) == nullptr && end + 2 < sentence.end &&
      tree.word(end + 1) == "and") {
    for (uint32_t i = end + 2; i < sentence.end && i < end + 6; ++i) {
      const NounKind* kind = scene.words().kind(tree.lemma(i));
      if (tree.upos(i) == Upos::kNOUN && kind != nullptr && (kind->kinds & kPaper) != 0) return i;
      if (!is_noun(tree.upos(i)) && tree.upos(i) != Upos::kADJ && tree.word(i) != "-") break;
    }
  }
  return token;
}

// The object of "settling" in "talks on settling trade", which the tree may hang on the verb of the
// sentence.
uint32_t object_of_gerund(const PledgeScene& scene, uint32_t noun) {
  const event::Tree& tree = scene.tree();
  const uint32_t j = noun + 1;
  if (j + 1 >= tree.sentence_of(noun).end) return kNoToken;
  const uint32_t verb = tree.head(j);
  if (!names_topic(tree.word(j)) || verb == kNoToken || verb < j) return kNoToken;
  return tree.xpos(verb) == "VBG" ? tree.child(verb, Deprel::kObj) : kNoToken;
}

// The object in "talks aimed at enabling the use of cards".
uint32_t object_of_clause(const PledgeScene& scene, uint32_t clause) {
  const event::Tree& tree = scene.tree();
  const std::string_view tag = tree.xpos(clause);
  if (tag != "VBG" && tag != "VBN" && tag != "VB") return kNoToken;
  uint32_t verb = clause;
  for (int down = 0; down < 3; ++down) {
    const uint32_t object = tree.child(verb, Deprel::kObj);
    if (object != kNoToken)
      return tree.upos(object) == Upos::kPRON || scene.is_party(object) ? kNoToken : object;
    uint32_t deeper = tree.child(verb, Deprel::kAdvcl);
    if (deeper == kNoToken) deeper = tree.child(verb, Deprel::kXcomp);
    if (deeper == kNoToken) return kNoToken;
    verb = deeper;
  }
  return kNoToken;
}

// A noun after a preposition right behind, which the tree hung on the verb.
uint32_t after_noun(const PledgeScene& scene, uint32_t token) {
  const event::Tree& tree = scene.tree();
  uint32_t j = token + 1;
  const uint32_t end = tree.sentence_of(token).end;
  // "the announcement in May 2024 of an agreement".
  if (j + 2 < end && (tree.word(j) == "in" || tree.word(j) == "on") &&
      scene.time_at(j + 1) != nullptr)
    j = scene.time_at(j + 1)->last_token + 1;
  if (j + 1 >= end || tree.upos(j) != Upos::kADP || !names_topic(tree.word(j))) return kNoToken;
  const uint32_t noun = tree.head(j);
  return noun != kNoToken && noun > j && is_noun(tree.upos(noun)) && can_be_topic(scene, noun)
             ? noun
             : kNoToken;
}

uint32_t topic_of(const PledgeScene& scene, uint32_t token, bool act) {
  const event::Tree& tree = scene.tree();
  // "a pact, on which talks were opened": what the clause hangs on.
  const uint32_t opened = tree.head(token);
  if (act && opened != kNoToken && tree.deprel(opened) == Deprel::kAclRelcl &&
      tree.head(opened) != kNoToken) {
    for (uint32_t c : tree.children(opened)) {
      if (tree.word(c) == "which" && names_topic(tree.preposition(c))) return tree.head(opened);
    }
  }
  for (uint32_t c : tree.children(token)) {
    const Deprel link = tree.deprel(c);
    const std::string_view preposition = tree.preposition(c);
    // "drones, the production of which was moved": what the clause hangs on.
    const uint32_t clause = tree.head(token);
    if (tree.word(c) == "which" && preposition == "of" && clause != kNoToken &&
        (tree.deprel(clause) == Deprel::kAclRelcl || tree.deprel(clause) == Deprel::kAcl) &&
        tree.head(clause) != kNoToken)
      return tree.head(clause);
    if ((link == Deprel::kNmod || link == Deprel::kObl) && names_topic(preposition) &&
        (can_be_topic(scene, c) || stands_for_thing(scene, token, c)))
      return c;
    if (link == Deprel::kNmod &&
        scene.is_party(c)) {  // "talks between Chile and Bolivia on an accord"
      for (uint32_t d : tree.children(c)) {
        const bool topic = tree.deprel(d) == Deprel::kNmod && names_topic(tree.preposition(d));
        if (topic && can_be_topic(scene, d)) return d;
      }
    }
    if (link == Deprel::kAppos && preposition == "of")
      return c;  // an apposition only by the tree's mistake
    if (act && link == Deprel::kNmodPoss && tree.upos(c) != Upos::kPRON && can_be_topic(scene, c))
      return c;
    if (act && (link == Deprel::kAcl || link == Deprel::kAdvcl)) {
      if (const uint32_t object = object_of_clause(scene, c); object != kNoToken) return object;
    }
  }
  if (const uint32_t noun = after_noun(scene, token); noun != kNoToken) return noun;
  if (!act) return kNoToken;
  if (const uint32_t object = object_of_gerund(scene, token); object != kNoToken) return object;
  return tree.deprel(token) == Deprel::kAppos ? tree.head(token)
                                              : kNoToken;  // "drones, the production of which"
}

}  // namespace

uint32_t core_noun(const PledgeScene& scene, uint32_t token) {
  const event::Tree& tree = scene.tree();
  token = mended(scene, token);
  for (int step = 0; step < 5; ++step) {
    const NounKind* kind = scene.words().kind(tree.lemma(token));
    if (kind == nullptr || (kind->kinds & (kProcess | kTalks | kWrapper | kMeasure)) == 0)
      return token;
    const uint32_t next =
        topic_of(scene, token, (kind->kinds & (kProcess | kTalks | kWrapper)) != 0);
    if (next == kNoToken || next == token || tree.sentence(next) != tree.sentence(token))
      return token;
    token = mended(scene, next);
  }
  return token;
}

}  // namespace servanda::reading
