// Finds objects over clauses, with prepositions and relative clauses where the tree hangs them
// amiss.
#include "servanda/reading/pledge_frames.h"

#include <algorithm>
#include <array>

namespace servanda::reading {
namespace {

using event::Clause;
using event::Slot;
using record::Deprel;
using record::Upos;

uint32_t kinds_of(const PledgeScene& scene, const Thing& thing) {
  uint32_t kinds = thing.kinds;
  if (thing.outer != kNoToken) {
    if (const NounKind* outer = scene.words().kind(scene.tree().lemma(thing.outer)))
      kinds |= outer->kinds;
  }
  const bool model =
      std::any_of(thing.names.begin(), thing.names.end(), [](const std::string& name) {
        return std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
      });
  if (thing.kinds == 0 && model) kinds |= kGoods | kWorks;
  return kinds;
}

// A noun after a preposition that belongs to the verb, wherever the tree hangs it.
uint32_t after_preposition(const PledgeScene& scene, const Clause& clause, uint32_t verb,
                           std::string_view preposition) {
  const event::Tree& tree = scene.tree();
  for (const event::Argument& a : clause.arguments) {
    const bool oblique =
        a.slot == Slot::kOblique || a.slot == Slot::kAgent || a.slot == Slot::kNominal;
    if (oblique && a.preposition == preposition && scene.time_at(a.token) == nullptr)
      return a.token;
  }
  const record::Sentence& sentence = tree.sentence_of(verb);
  for (uint32_t i = verb + 1; i < std::min(sentence.end, verb + 9); ++i) {
    const uint32_t head = tree.head(i);
    if (tree.word(i) == preposition && tree.upos(i) == Upos::kADP && head != kNoToken && head > i &&
        scene.time_at(head) == nullptr)
      return head;
    if (tree.upos(i) == Upos::kVERB) break;
  }
  return kNoToken;
}

bool has_auxiliary(const event::Tree& tree, uint32_t verb) {
  return tree.child(verb, Deprel::kAux) != kNoToken ||
         tree.child(verb, Deprel::kAuxPass) != kNoToken ||
         tree.child(verb, Deprel::kCop) != kNoToken;
}

// "hopes supplies will start", where the tree gives the subject to the verb above.
uint32_t governor_object(const event::Tree& tree, uint32_t verb) {
  if (const uint32_t outer = tree.child(verb, Deprel::kNsubjOuter); outer != kNoToken) return outer;
  const uint32_t head = tree.head(verb);
  if (head == kNoToken) return kNoToken;
  // "expects the deal to be applied"
  const bool raised =
      (tree.deprel(verb) == Deprel::kXcomp || tree.deprel(verb) == Deprel::kAdvcl) &&
      (tree.lemma(head) == "expect" || tree.lemma(head) == "want");
  if (tree.deprel(verb) != Deprel::kCcomp && !raised) return kNoToken;
  const uint32_t object = tree.child(head, Deprel::kObj);
  return object != kNoToken && object > head && object < verb ? object : kNoToken;
}

// "the memorandum that India signed": the noun that the clause is about.
uint32_t modified_noun(const event::Tree& tree, uint32_t verb) {
  const Deprel link = tree.deprel(verb);
  const bool relative = link == Deprel::kAclRelcl || link == Deprel::kAcl;
  return relative && tree.child(verb, Deprel::kNsubj) != kNoToken ? tree.head(verb) : kNoToken;
}

// "The project announced last year remains uncertain", where the tree takes "announced" for the
// verb of the sentence.
uint32_t reduced_object(const PledgeScene& scene, const Clause& clause, uint32_t verb) {
  const event::Tree& tree = scene.tree();
  const std::string_view tag = tree.xpos(verb);
  if ((tag != "VBN" && tag != "VBD") || has_auxiliary(tree, verb)) return kNoToken;
  // Only where a further verb stands without a subject of its own.
  const bool further =
      std::any_of(tree.children(verb).begin(), tree.children(verb).end(), [&](uint32_t c) {
        const Deprel link = tree.deprel(c);
        const bool beside = link == Deprel::kParataxis || link == Deprel::kConj ||
                            link == Deprel::kCcomp || link == Deprel::kDep;
        return beside && tree.upos(c) == Upos::kVERB && c > verb &&
               tree.child(c, Deprel::kNsubj) == kNoToken &&
               (tree.xpos(c) == "VBZ" || tree.xpos(c) == "VBD" || tree.xpos(c) == "VBP" ||
                has_auxiliary(tree, c));
      });
  if (!further) return kNoToken;
  const uint32_t subject = clause.first(Slot::kSubject);
  if (subject == kNoToken || scene.mention_at(subject) != nullptr) return kNoToken;
  const NounKind* kind = scene.words().kind(tree.lemma(core_noun(scene, subject)));
  return kind != nullptr && (kind->kinds & kNoPledge) == 0 ? subject : kNoToken;
}

// What "an understanding to bring gas" is about: the object of the act agreed.
uint32_t object_of_act(const event::Tree& tree, uint32_t paper, uint32_t verb) {
  for (uint32_t above : {paper, verb}) {
    for (uint32_t c : tree.children(above)) {
      const Deprel link = tree.deprel(c);
      if ((link != Deprel::kAcl && link != Deprel::kXcomp && link != Deprel::kAdvcl) || c < paper)
        continue;
      const uint32_t mark = tree.child(c, Deprel::kMark);
      if (mark != kNoToken && tree.word(mark) == "to") return tree.child(c, Deprel::kObj);
    }
  }
  return kNoToken;
}

}  // namespace

namespace {

// Verbs whose passive may have the receiver as its subject: "was promised two plants".
bool takes_receiver(std::string_view lemma) {
  static constexpr std::array<std::string_view, 9> kVerbs = {
      "promise", "offer", "give", "grant", "award", "lend", "sell", "pledge", "guarantee"};
  return std::find(kVerbs.begin(), kVerbs.end(), lemma) != kVerbs.end();
}

bool is_capital(const PledgeScene& scene, uint32_t token) {
  const char first = scene.text()[scene.tree().token(token).span.begin];
  return first >= 'A' && first <= 'Z';
}

}  // namespace

bool fits(const PledgeScene& scene, const Thing& thing, uint32_t wanted) {
  if (thing.pronoun || thing.elliptic) return true;
  const uint32_t kinds = kinds_of(scene, thing);
  if ((kinds & (kNoPledge | kHolder)) != 0) return false;
  if (wanted == kAnyKind) return true;
  if (kinds != 0) return (kinds & wanted) != 0;
  // A name of unknown kind: the ship "Tamal"; not "an inquiry into the Tamal".
  const event::Tree& tree = scene.tree();
  const bool written_so = thing.head > tree.sentence_of(thing.head).begin &&
                          tree.upos(thing.head) == Upos::kNOUN && is_capital(scene, thing.head);
  const bool name = tree.upos(thing.head) == Upos::kPROPN || tree.upos(thing.head) == Upos::kNUM;
  return ((name && !thing.names.empty()) || written_so) &&
         (wanted & (kGoods | kWorks | kSatellite)) != 0;
}

bool is_no_object(const PledgeScene& scene, const Thing& thing) {
  if (thing.negated) return true;
  if (thing.pronoun) return false;
  if (thing.head_lemma == "report") return true;
  const event::Tree& tree = scene.tree();
  if ((thing.kinds & (kNoPledge | kHolder)) != 0 || is_time_noun(thing.head_lemma)) return true;
  if (tree.upos(thing.head) == Upos::kPRON && tree.word(thing.head) != "another") return true;
  if (thing.head_lemma == "own" || thing.head_lemma == "such") return true;
  const record::EntityType entity = tree.token(thing.head).entity;
  if (entity == record::EntityType::kPerson) return true;
  if (entity == record::EntityType::kLocation && thing.kinds == 0 && thing.parts.empty())
    return true;
  const actor::Mention* mention = scene.mention_at(thing.head);
  return mention != nullptr && thing.kinds == 0 &&
         (mention->head_token == thing.head || tree.upos(mention->head_token) == Upos::kPROPN);
}

bool has_particle(const event::Tree& tree, const VerbEntry& entry, uint32_t verb) {
  if (entry.particle.empty()) return true;
  const uint32_t end = std::min(tree.sentence_of(verb).end, verb + 12);
  bool middle = entry.middle.empty();
  // "Ground was broken", "the deadline was moved".
  for (uint32_t c : tree.children(verb)) {
    const Deprel link = tree.deprel(c);
    if (middle && c < verb && (link == Deprel::kNsubjPass || link == Deprel::kNsubj) &&
        tree.lemma(c) == entry.particle && tree.upos(c) != Upos::kVERB)
      return true;
  }
  for (uint32_t i = verb + 1; i < end; ++i) {
    const std::string_view word = tree.word(i);
    if (!middle) {
      middle = word == entry.middle;
      continue;
    }
    if (word != entry.particle && tree.lemma(i) != entry.particle) continue;
    const uint32_t head = tree.head(i);
    if (i == verb + 1 || head == verb || (head != kNoToken && tree.head(head) == verb)) return true;
  }
  return false;
}

Thing thing_spoken_of(uint32_t token) {
  Thing thing;
  thing.head = thing.outer = token;
  thing.pronoun = thing.spoken_of = true;
  return thing;
}

std::vector<Thing> objects_of(const PledgeScene& scene, const VerbEntry& entry,
                              const Clause& clause, uint32_t verb, const PledgeMemory* memory) {
  const event::Tree& tree = scene.tree();
  uint32_t object = kNoToken;
  switch (entry.place) {
    case ObjectPlace::kObject:
    case ObjectPlace::kComplement:
      object = clause.first(Slot::kObject);
      // "Bolivia has been promised two plants".
      if (clause.passive && takes_receiver(tree.lemma(verb)) &&
          tree.child(verb, Deprel::kObj) != kNoToken &&
          tree.child(verb, Deprel::kNsubjPass) != kNoToken)
        object = tree.child(verb, Deprel::kObj);
      if (object == kNoToken) object = reduced_object(scene, clause, verb);
      if (object == kNoToken) object = modified_noun(tree, verb);
      if (object == kNoToken && tree.deprel(verb) == Deprel::kXcomp &&
          event::is_passive(tree, verb))
        object = governor_object(tree, verb);
      break;
    case ObjectPlace::kSubject:
      object = clause.first(Slot::kSubject);
      if (object == kNoToken) object = governor_object(tree, verb);
      if (object == kNoToken) object = clause.first(Slot::kObject);
      break;
    case ObjectPlace::kObjectOrSubject:
      object = clause.first(Slot::kObject);
      if (object == kNoToken) object = clause.first(Slot::kSubject);
      if (object == kNoToken) object = governor_object(tree, verb);
      break;
    case ObjectPlace::kPreposition:
      object = after_preposition(scene, clause, verb, entry.preposition);
      break;
    case ObjectPlace::kAntecedent:
      return {thing_spoken_of(verb)};
  }
  if (object == kNoToken || scene.time_at(object) != nullptr) return {};
  // "a contract signed in 1995, which was revised": the tree hangs the clause on the verb.
  if (tree.upos(object) == Upos::kVERB) {
    const uint32_t own = event::read_clause(tree, object).first(Slot::kObject);
    // A gerund stands for itself: "commissioning has slipped".
    if (own == kNoToken && tree.xpos(object) != "VBG") return {};
    if (own != kNoToken) object = own;
  }
  std::vector<Thing> things = read_things(scene, object);
  const auto unfit = [&](const Thing& thing) {
    const bool known = memory != nullptr && thing.kinds == 0 && memory->knows(thing.head_lemma);
    return (!known && !fits(scene, thing, entry.kinds)) || is_no_object(scene, thing);
  };
  // "the agreement on access that took effect": the clause may be about the noun above.
  const Deprel link = tree.deprel(verb);
  const bool relative = link == Deprel::kAclRelcl || link == Deprel::kAcl;
  if (relative && tree.head(verb) == object &&
      (things.empty() || unfit(things[0]) || things[0].kinds == 0) &&
      tree.deprel(object) == Deprel::kNmod && tree.head(object) != kNoToken) {
    std::vector<Thing> above = read_things(scene, tree.head(object));
    std::erase_if(above, unfit);
    if (!above.empty() && above[0].kinds != 0) return above;
  }
  std::erase_if(things, unfit);
  return things;
}

namespace {

// The things that a verb of the table is about by the first entry that fits.
std::vector<Thing> things_of_verb(const PledgeScene& scene, uint32_t verb) {
  const event::Tree& tree = scene.tree();
  const std::vector<VerbEntry>* entries = scene.words().verb(tree.lemma(verb));
  if (entries == nullptr) return {};
  const Clause clause = event::read_clause(tree, verb);
  for (const VerbEntry& entry : *entries) {
    if (!has_particle(tree, entry, verb)) continue;
    std::vector<Thing> things = objects_of(scene, entry, clause, verb);
    if (!things.empty()) return things;
  }
  return {};
}

}  // namespace

std::vector<Thing> topic_of_paper(const PledgeScene& scene, uint32_t paper) {
  const event::Tree& tree = scene.tree();
  const std::string_view preposition = tree.preposition(paper);
  const uint32_t governor = tree.head(paper);
  if (governor == kNoToken) return {};
  if (preposition == "of" && tree.lemma(governor) == "subject") {
    const uint32_t noun = tree.head(governor);
    if (tree.deprel(governor) == Deprel::kAppos && noun != kNoToken)
      return read_things(scene, noun);
    // Beside the verb in the tree, beside the noun before the comma in the sentence.
    const uint32_t begin = tree.sentence_of(governor).begin;
    if (tree.deprel(governor) == Deprel::kParataxis && governor >= begin + 2 &&
        tree.word(governor - 1) == "," && tree.upos(governor - 2) == Upos::kNOUN)
      return read_things(scene, governor - 2);
  }
  if (preposition != "under") return {};
  if (tree.upos(governor) == Upos::kNOUN) return read_things(scene, governor);
  std::vector<Thing> things = things_of_verb(scene, governor);
  // "Under a contract of May, valued at ten million, X is to build Y": the next verb that has an
  // object.
  const uint32_t end = std::min(tree.sentence_of(paper).end, paper + 40);
  for (uint32_t i = paper + 1; i < end && things.empty(); ++i) {
    if (tree.upos(i) == Upos::kVERB && i != governor) things = things_of_verb(scene, i);
  }
  return things;
}

namespace {

// "a contract in Tehran under which Russia will complete the first unit": the object of that
// clause.
std::vector<Thing> objects_under_which(const PledgeScene& scene, uint32_t paper) {
  const event::Tree& tree = scene.tree();
  const uint32_t end = tree.sentence_of(paper).end;
  for (uint32_t i = paper + 1; i + 1 < end && i < paper + 8; ++i) {
    if (tree.upos(i) == Upos::kVERB) return {};
    if (tree.word(i) != "under" || tree.word(i + 1) != "which") continue;
    const uint32_t verb = tree.head(i + 1);
    if (verb == kNoToken || tree.upos(verb) != Upos::kVERB) return {};
    return things_of_verb(scene, verb);
  }
  return {};
}

}  // namespace

void replace_paper_by_topic(const PledgeScene& scene, std::vector<Thing>& things,
                            const Clause& clause, uint32_t verb) {
  const event::Tree& tree = scene.tree();
  std::vector<Thing> out;
  for (Thing& thing : things) {
    const bool paper = (thing.kinds & (kPaper | kTalks)) != 0 && thing.head == thing.outer;
    if (!paper || !thing.names.empty() || thing.content.size() > 1) {
      out.push_back(std::move(thing));
      continue;
    }
    std::vector<Thing> about;
    for (std::string_view preposition : {"for", "on", "over", "about"}) {
      uint32_t topic = kNoToken;
      for (const event::Argument& a : clause.arguments) {
        const bool here = a.slot == Slot::kOblique && a.preposition == preposition;
        if (here && scene.time_at(a.token) == nullptr && !scene.is_party(a.token) &&
            tree.upos(a.token) != Upos::kPRON && !is_time_noun(tree.lemma(a.token)))
          topic = a.token;
      }
      for (uint32_t c : tree.children(verb)) {
        if (tree.deprel(c) != Deprel::kObl || tree.preposition(c) != preposition ||
            tree.upos(c) != Upos::kPRON)
          continue;
        if (tree.deprel(verb) == Deprel::kAclRelcl && tree.head(verb) != kNoToken)
          topic = tree.head(verb);
      }
      if (topic != kNoToken && about.empty()) about = read_things(scene, topic);
    }
    if (about.empty()) about = objects_under_which(scene, thing.head);
    if (about.empty() && !thing.definite) about = topic_of_paper(scene, thing.head);
    if (about.empty() && !thing.definite && (thing.kinds & kRight) == 0) {
      const uint32_t object = object_of_act(tree, thing.head, verb);
      if (object != kNoToken && tree.upos(object) != Upos::kPRON)
        about = read_things(scene, object);
    }
    std::erase_if(about, [&](const Thing& one) { return one.pronoun || is_no_object(scene, one); });
    if (about.empty()) {
      out.push_back(std::move(thing));
      continue;
    }
    for (Thing& one : about) out.push_back(std::move(one));
  }
  things = std::move(out);
}

}  // namespace servanda::reading
