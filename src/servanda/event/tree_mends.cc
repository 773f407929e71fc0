// Mends what a parser is known to tear, so that rules need not know its habits.
#include <algorithm>
#include <array>

#include "servanda/base/word_list.h"
#include "servanda/event/tree.h"

namespace servanda::event {
namespace {

using record::Deprel;
using record::Upos;

// Verbs that take an object and one of these words together: "hand over", "break off".
constexpr std::array<std::string_view, 30> kOfTwoWords = {
    "break off", "bring over", "build up",  "call off",  "carry out", "cut off",
    "draw up",   "drive out",  "give back", "give up",   "hand back", "hand over",
    "lay down",  "lay out",    "phase out", "put off",   "put up",    "roll out",
    "send back", "set out",    "set up",    "shut down", "sum up",    "take over",
    "take up",   "turn down",  "turn over", "wipe out",  "work out",  "write off"};

// Verbs of which somebody gets something: "sold Kenya six radars".
constexpr std::array<std::string_view, 16> kGiving = {
    "give",  "sell",    "lend",    "offer",  "grant",     "send", "supply", "hand",
    "award", "deliver", "promise", "pledge", "guarantee", "owe",  "lent",   "bring"};

// Nouns that are verbs where a name stands before and an infinitive behind: "Kenya plans to build".
constexpr std::array<std::string_view, 9> kHeadlines = {"plan",   "aim",     "hope",  "need", "vow",
                                                        "pledge", "promise", "offer", "wish"};

// Nouns that are verbs where a clause with "that" follows and somebody stands before.
constexpr std::array<std::string_view, 10> kOpinions = {
    "claim", "doubt", "report", "fear", "hope", "vow", "answer", "promise", "pledge", "guess"};

constexpr std::array<std::string_view, 5> kOrders = {"order", "offer", "award", "request",
                                                     "purchase"};

constexpr std::array<std::string_view, 19> kTimes = {
    "monday",  "tuesday",   "wednesday", "thursday", "friday",  "saturday", "sunday",
    "january", "february",  "march",     "april",    "may",     "june",     "july",
    "august",  "september", "october",   "november", "december"};

// Verbs that take "of" themselves: "accused of".
constexpr std::array<std::string_view, 16> kTakingOf = {
    "accuse", "approve", "assure", "complain", "consist", "convict", "deprive", "dispose",
    "hear",   "inform",  "learn",  "notify",   "remind",  "speak",   "suspect", "warn"};

using base::in;

bool is_argument(Deprel link) {
  return link == Deprel::kObj || link == Deprel::kNsubj || link == Deprel::kNsubjPass ||
         link == Deprel::kObl || link == Deprel::kNmod;
}

}  // namespace

void Tree::mend() {
  for (uint32_t i = 0; i < size(); ++i) {
    join_compound(i);
    flatten_list(i);
    find_subject(i);
    free_date(i);
    turn_apposition(i);
    hang_which(i);
    take_particle(i);
    open_content(i);
    pull_mark(i);
    hang_participle(i);
    reach_over_aside(i);
    read_participle(i);
    find_receiver(i);
    name_subject(i);
    read_headline(i);
    read_opinion(i);
    hang_worth(i);
    hang_preposition(i);
    hang_over_date(i);
    part_dates(i);
    part_denial(i);
  }
  list_children();
}

// "sign the customs treaty", where both nouns are objects: the first one modifies the second, and
// what stood before it stands before both.
void Tree::join_compound(uint32_t noun) {
  const uint32_t second = noun + 1;
  if (second >= size() || heads_[noun] == kNoToken || heads_[noun] != heads_[second] ||
      deprels_[noun] != deprels_[second] || upos(noun) != Upos::kNOUN ||
      upos(second) != Upos::kNOUN)
    return;
  if (!is_argument(deprels_[noun])) return;
  for (const uint32_t c : children(noun)) {
    if (c > noun) return;
  }
  for (const uint32_t c : children(noun)) {
    const Deprel link = deprels_[c];
    if (link == Deprel::kDet || link == Deprel::kCase || link == Deprel::kNummod ||
        link == Deprel::kNmodPoss)
      heads_[c] = second;
  }
  heads_[noun] = second;
  deprels_[noun] = Deprel::kCompound;
}

// "a port, a road and a school": the members of a list hang on its first one, though a parser hangs
// the third on the second or on the place of the first ("a port in Mombasa, a road"), or takes the
// second of counted things for an apposition.
void Tree::flatten_list(uint32_t noun) {
  const auto nominal = [&](uint32_t i) {
    return upos(i) == Upos::kNOUN || upos(i) == Upos::kPROPN;
  };
  const uint32_t before = heads_[noun];
  if (before == kNoToken || before > noun || !nominal(noun) || !nominal(before)) return;
  const bool joined = deprels_[noun] == Deprel::kConj;
  if (joined && deprels_[before] == Deprel::kConj) {
    const uint32_t first = heads_[before];
    if (first == kNoToken || first > before || !nominal(first)) return;
    // "trains for one; buses and trams for the other" are two lists.
    for (uint32_t i = first; i < noun; ++i) {
      if (word(i) == ";") return;
    }
    heads_[noun] = first;
    return;
  }
  if ((!joined && deprels_[noun] != Deprel::kAppos) || !is_counted(noun)) return;
  if (!joined && !precedes_member(noun, before)) return;
  if (is_counted(before)) {
    deprels_[noun] = Deprel::kConj;
    return;
  }
  const uint32_t first = heads_[before];
  if (upos(before) == Upos::kPROPN && deprels_[before] == Deprel::kNmod && first != kNoToken &&
      first < before && is_counted(first))
    heads_[noun] = first, deprels_[noun] = Deprel::kConj;
}

// "a port", "six radars".
bool Tree::is_counted(uint32_t noun) const {
  const uint32_t determiner = child(noun, Deprel::kDet);
  return upos(noun) == Upos::kNOUN &&
         (child(noun, Deprel::kNummod) != kNoToken ||
          (determiner != kNoToken && (word(determiner) == "a" || word(determiner) == "an")));
}

// A further counted member of the list follows, without a comma before its "and": "a ship, a
// frigate, and a port" may explain the ship.
bool Tree::precedes_member(uint32_t noun, uint32_t first) const {
  const auto members = children(first);
  return std::any_of(members.begin(), members.end(), [&](uint32_t c) {
    const uint32_t joint = child(c, Deprel::kCc);
    return deprels_[c] == Deprel::kConj && c > noun && is_counted(c) &&
           (joint == kNoToken || joint == 0 || word(joint - 1) != ",");
  });
}

// "In 2013 Poland and Finland signed", where the tree takes Poland for a time or place.
void Tree::find_subject(uint32_t name) {
  const uint32_t verb = heads_[name];
  const Deprel link = deprels_[name];
  if (verb == kNoToken || verb <= name || verb > name + 6 || upos(name) != Upos::kPROPN ||
      upos(verb) != Upos::kVERB || child(name, Deprel::kCase) != kNoToken ||
      (link != Deprel::kObl && link != Deprel::kOblUnmarked && link != Deprel::kNmod))
    return;
  const std::string_view tag = xpos(verb);
  if (tag != "VBD" && tag != "VBZ" && tag != "VBP") return;
  for (const Deprel subject : {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kCsubj, Deprel::kExpl}) {
    if (child(verb, subject) != kNoToken) return;
  }
  // Nothing but what belongs to the name stands between the two.
  for (uint32_t i = name + 1; i < verb; ++i) {
    if (!below(i, name)) return;
  }
  if (in(kTimes, word(name))) return;
  deprels_[name] = child(verb, Deprel::kAuxPass) == kNoToken ? Deprel::kNsubj : Deprel::kNsubjPass;
}

// "on 5 December 2024 notes were exchanged", where the date counts the notes: a number with a
// preposition of its own tells when, and stands with the verb.
void Tree::free_date(uint32_t number) {
  const uint32_t noun = heads_[number];
  if (noun == kNoToken || noun < number || deprels_[number] != Deprel::kNummod ||
      child(number, Deprel::kCase) == kNoToken || !is_argument(deprels_[noun]) ||
      heads_[noun] == kNoToken || upos(heads_[noun]) != Upos::kVERB)
    return;
  heads_[number] = heads_[noun];
  deprels_[number] = Deprel::kObl;
}

// "the first, a fixed set, was delivered", where "first" describes the set: with an article each,
// the second noun phrase explains the first.
void Tree::turn_apposition(uint32_t adjective) {
  const uint32_t noun = heads_[adjective];
  if (noun == kNoToken || noun < adjective + 3 || deprels_[adjective] != Deprel::kAmod ||
      word(adjective + 1) != "," || child(adjective, Deprel::kDet) == kNoToken)
    return;
  const uint32_t article = child(noun, Deprel::kDet);
  if (article == kNoToken || article < adjective) return;
  heads_[adjective] = heads_[noun];
  deprels_[adjective] = deprels_[noun];
  heads_[noun] = adjective;
  deprels_[noun] = Deprel::kAppos;
  // What stands outside the explanation belongs to the whole.
  for (const uint32_t c : children(noun)) {
    if (c < adjective) heads_[c] = adjective;
  }
}

// "drones, the production of which was moved", where "which" is taken for the subject.
void Tree::hang_which(uint32_t pronoun) {
  if (pronoun < 2 || word(pronoun) != "which" || word(pronoun - 1) != "of") return;
  const uint32_t noun = pronoun - 2;
  if (upos(noun) != Upos::kNOUN || heads_[noun] == kNoToken || heads_[noun] != heads_[pronoun])
    return;
  heads_[pronoun] = noun;
  deprels_[pronoun] = Deprel::kNmod;
}

// "broke off their talks", "handed over three ships", where the particle is taken for the
// preposition of the object.
void Tree::take_particle(uint32_t particle) {
  const uint32_t noun = heads_[particle];
  if (particle == 0 || noun == kNoToken || noun < particle) return;
  const uint32_t verb = particle - 1;
  // "handed over 24 boats", where "over" is taken for "more than".
  const bool counts = deprels_[particle] == Deprel::kAdvmod && upos(noun) == Upos::kNUM;
  const bool preposition =
      deprels_[particle] == Deprel::kCase && deprels_[noun] == Deprel::kObl && heads_[noun] == verb;
  if (!counts && !preposition) return;
  std::string both(lemma(verb));
  both.append(" ").append(word(particle));
  if (upos(verb) != Upos::kVERB || !in(kOfTwoWords, both)) return;
  heads_[particle] = verb;
  deprels_[particle] = Deprel::kCompoundPrt;
  if (preposition) deprels_[noun] = Deprel::kObj;
}

// "Chances are good that a contract will be signed", where the clause is taken for a circumstance.
void Tree::open_content(uint32_t clause) {
  if (deprels_[clause] != Deprel::kAdvcl || heads_[clause] == kNoToken || heads_[clause] > clause)
    return;
  const uint32_t mark = child(clause, Deprel::kMark);
  if (mark == kNoToken || word(mark) != "that" || mark < heads_[clause] || mark == 0) return;
  // "so that", "in order that", "such … that" tell what comes of it.
  for (uint32_t i = heads_[clause] > 3 ? heads_[clause] - 3 : 0; i < mark; ++i) {
    const std::string_view before = word(i);
    if (before == "so" || before == "order" || before == "such" || before == "now") return;
  }
  deprels_[clause] = Deprel::kCcomp;
}

// "It is possible that a contract will be signed; a return is ruled out", where "that" is given to
// the second clause: it opens the first one behind it.
void Tree::pull_mark(uint32_t mark) {
  const uint32_t far = heads_[mark];
  if (deprels_[mark] != Deprel::kMark || far == kNoToken || far < mark || word(mark) != "that")
    return;
  for (uint32_t i = mark + 1; i < std::min(far, mark + 40); ++i) {
    const Deprel link = deprels_[i];
    const bool clause = link == Deprel::kCsubj || link == Deprel::kCcomp ||
                        link == Deprel::kAdvcl || link == Deprel::kAcl;
    if (!clause || heads_[i] == kNoToken || heads_[i] > mark) continue;
    if (child(i, Deprel::kMark) == kNoToken) heads_[mark] = i;
    return;
  }
}

// "Talks aimed at a truce have stalled", where "aimed" hangs on the verb: right behind the subject
// it says which talks.
void Tree::hang_participle(uint32_t participle) {
  const uint32_t verb = heads_[participle];
  if (participle == 0 || verb == kNoToken || verb < participle ||
      deprels_[participle] != Deprel::kAdvcl ||
      (xpos(participle) != "VBN" && xpos(participle) != "VBG") ||
      upos(participle - 1) != Upos::kNOUN || heads_[participle - 1] != verb)
    return;
  const Deprel link = deprels_[participle - 1];
  if (link != Deprel::kNsubj && link != Deprel::kNsubjPass) return;
  heads_[participle] = participle - 1;
  deprels_[participle] = Deprel::kAcl;
}

// "it does not, unlike the old pact, allow bases", where the verb hangs in what stands between the
// commas: it takes the place of its auxiliary. Of two subjects the nearer one is its own.
void Tree::reach_over_aside(uint32_t auxiliary) {
  const record::Sentence& sentence = sentence_of(auxiliary);
  const std::string_view tag = xpos(auxiliary);
  if (lemma(auxiliary) != "do" && tag != "MD") return;
  uint32_t comma = auxiliary + 1;
  if (comma < sentence.end && (word(comma) == "not" || word(comma) == "n't")) ++comma;
  if (comma >= sentence.end || word(comma) != ",") return;
  uint32_t verb = comma + 1;
  const uint32_t end = std::min(sentence.end, comma + 16);
  while (verb < end && word(verb) != ",") ++verb;
  while (verb < end && (word(verb) == "," || upos(verb) == Upos::kADV)) ++verb;
  if (verb >= end || upos(verb) != Upos::kVERB || (xpos(verb) != "VB" && xpos(verb) != "VBP"))
    return;
  if (heads_[auxiliary] == verb || !below(verb, auxiliary)) return;
  uint32_t farther = kNoToken;
  for (const uint32_t c : children(auxiliary)) {
    if (c != verb) heads_[c] = verb;
    if (c > auxiliary || deprels_[c] != Deprel::kNsubj) continue;
    if (farther != kNoToken) deprels_[farther] = Deprel::kDislocated;
    farther = c;
  }
  heads_[verb] = heads_[auxiliary];
  deprels_[verb] = deprels_[auxiliary];
  heads_[auxiliary] = verb;
  deprels_[auxiliary] = Deprel::kAux;
}

// "the agreement signed in Lima", "the aim, set in July", where the form is taken for a past tense
// or an infinitive: without subject, mark and auxiliary it is a participle.
void Tree::read_participle(uint32_t verb) {
  // "a plan, announced in May, was dropped", where it is taken for a second subject.
  if ((deprels_[verb] == Deprel::kNsubj || deprels_[verb] == Deprel::kNsubjPass) &&
      (xpos(verb) == "VBD" || xpos(verb) == "VBN") && verb > 0 && word(verb - 1) == ",") {
    const uint32_t governor = heads_[verb];
    for (const uint32_t c : children(governor)) {
      const bool subject = deprels_[c] == Deprel::kNsubj || deprels_[c] == Deprel::kNsubjPass;
      if (c >= verb || !subject || upos(c) != Upos::kNOUN) continue;
      heads_[verb] = c;
      deprels_[verb] = Deprel::kAcl;
      forms_[verb] = Form::kParticiple;
      return;
    }
  }
  hang_behind_noun(verb);
  if (deprels_[verb] != Deprel::kAcl || upos(verb) != Upos::kVERB ||
      (xpos(verb) != "VBD" && xpos(verb) != "VB"))
    return;
  for (const uint32_t c : children(verb)) {
    const Deprel link = deprels_[c];
    if (link == Deprel::kMark || link == Deprel::kAux || link == Deprel::kNsubj ||
        link == Deprel::kNsubjPass || link == Deprel::kObj)
      return;
  }
  forms_[verb] = Form::kParticiple;
}

// "Of the line for drones, agreed in 2017, nothing was heard", where the participle hangs on the
// verb that follows: right behind a noun and a comma it says what became of the noun.
void Tree::hang_behind_noun(uint32_t verb) {
  const uint32_t governor = heads_[verb];
  if (governor == kNoToken || governor < verb || verb < sentence_of(verb).begin + 2 ||
      word(verb - 1) != "," || (xpos(verb) != "VBN" && xpos(verb) != "VBD") ||
      (deprels_[verb] != Deprel::kAdvcl && deprels_[verb] != Deprel::kCsubj))
    return;
  for (const uint32_t c : children(verb)) {
    const Deprel link = deprels_[c];
    if (link == Deprel::kMark || link == Deprel::kAux || link == Deprel::kAuxPass ||
        link == Deprel::kNsubj || link == Deprel::kNsubjPass || link == Deprel::kAdvmod)
      return;
  }
  uint32_t noun = verb - 2;
  if (upos(noun) != Upos::kNOUN && upos(noun) != Upos::kPROPN) return;
  while (heads_[noun] != kNoToken && heads_[noun] < verb &&
         (deprels_[noun] == Deprel::kNmod || deprels_[noun] == Deprel::kFlat ||
          deprels_[noun] == Deprel::kCompound || deprels_[noun] == Deprel::kConj))
    noun = heads_[noun];
  const uint32_t mark = child(noun, Deprel::kCase);
  const bool fits = mark == kNoToken || word(mark) == "of" || word(mark) == "to" ||
                    word(mark) == "for" || word(mark) == "with";
  if (!fits || upos(noun) != Upos::kNOUN) return;
  heads_[verb] = noun;
  deprels_[verb] = Deprel::kAcl;
  forms_[verb] = Form::kParticiple;
}

// "sold Kenya six radars", "lent Kenya $300 million", where the name is a second object or
// describes the sum: it gets what is given.
void Tree::find_receiver(uint32_t name) {
  if (upos(name) != Upos::kPROPN || name == 0 || name + 1 >= size()) return;
  if (!parse_.tokens[name + 1].space_before) return;  // "S-300 systems"
  if (deprels_[name] == Deprel::kObj) {
    const uint32_t verb = heads_[name];
    if (verb == kNoToken || verb > name) return;
    for (const uint32_t c : children(verb)) {
      if (c > name && deprels_[c] == Deprel::kObj && upos(c) != Upos::kPROPN) {
        deprels_[name] = Deprel::kIobj;
        return;
      }
    }
    return;
  }
  const uint32_t thing = heads_[name];
  if (deprels_[name] != Deprel::kCompound || thing == kNoToken || thing < name ||
      deprels_[thing] != Deprel::kObj || heads_[thing] == kNoToken || heads_[thing] >= name ||
      !in(kGiving, lemma(heads_[thing])))
    return;
  // Something that opens a noun phrase of its own stands between.
  const Upos next = upos(name + 1);
  if (heads_[thing] != name - 1 || (next != Upos::kNUM && next != Upos::kDET && next != Upos::kSYM))
    return;
  heads_[name] = heads_[thing];
  deprels_[name] = Deprel::kIobj;
}

// "Work on the line began in May", where "work" is taken for the verb of the sentence.
void Tree::name_subject(uint32_t noun) {
  const record::Sentence& sentence = sentence_of(noun);
  if (noun > sentence.begin + 1 || heads_[noun] != kNoToken ||
      (xpos(noun) != "VB" && xpos(noun) != "VBP") || noun + 1 >= sentence.end ||
      upos(noun + 1) != Upos::kADP || child(noun, Deprel::kNsubj) != kNoToken)
    return;
  for (const uint32_t verb : children(noun)) {
    const Deprel link = deprels_[verb];
    if (verb < noun || upos(verb) != Upos::kVERB ||
        (link != Deprel::kAdvcl && link != Deprel::kParataxis && link != Deprel::kCcomp &&
         link != Deprel::kConj && link != Deprel::kXcomp))
      continue;
    const bool passive = child(verb, Deprel::kAuxPass) != kNoToken;
    const bool finite = passive || xpos(verb) == "VBD" || xpos(verb) == "VBZ" ||
                        child(verb, Deprel::kAux) != kNoToken;
    // "Work on the first ship, the Kestrel, began": what explains a noun is no subject.
    uint32_t subject = child(verb, passive ? Deprel::kNsubjPass : Deprel::kNsubj);
    if (subject != kNoToken && upos(subject) == Upos::kPROPN && word_between_commas(subject)) {
      deprels_[subject] = Deprel::kAppos;
      heads_[subject] = noun;
      subject = kNoToken;
    }
    if (!finite || subject != kNoToken || child(verb, Deprel::kMark) != kNoToken) continue;
    heads_[verb] = kNoToken;
    deprels_[verb] = Deprel::kRoot;
    heads_[noun] = verb;
    deprels_[noun] = passive ? Deprel::kNsubjPass : Deprel::kNsubj;
    forms_[noun] = Form::kNoun;
    return;
  }
}

bool Tree::word_between_commas(uint32_t noun) const {
  const uint32_t article = child(noun, Deprel::kDet);
  const uint32_t first = article == kNoToken ? noun : article;
  return first > 0 && noun + 1 < size() && word(first - 1) == "," && word(noun + 1) == ",";
}

// "Norway plans to build a port", "Norway orders six ships", where the verb is taken for a noun.
void Tree::read_headline(uint32_t noun) {
  if (heads_[noun] != kNoToken || xpos(noun) != "NNS" || noun == 0 ||
      noun + 1 >= sentence_of(noun).end)
    return;
  const uint32_t name = noun - 1;
  if (upos(name) != Upos::kPROPN || heads_[name] != noun) return;
  if (word(noun + 1) == "to" && in(kHeadlines, lemma(noun))) {
    const uint32_t act = heads_[noun + 1];
    if (act == kNoToken || heads_[act] != noun) return;
    deprels_[act] = Deprel::kXcomp;
  } else {
    // "Norway orders six ships".
    const Upos next = upos(noun + 1);
    if ((next != Upos::kNUM && next != Upos::kDET) || !in(kOrders, lemma(noun))) return;
    uint32_t object = kNoToken;
    for (const uint32_t c : children(noun)) {
      if (c > noun && upos(c) == Upos::kNOUN && child(c, Deprel::kCase) == kNoToken) object = c;
    }
    if (object == kNoToken) return;
    deprels_[object] = Deprel::kObj;
  }
  forms_[noun] = Form::kFinite;
  deprels_[name] = Deprel::kNsubj;
}

// "Officials claim that it will come", "they expect a treaty but doubt that it will last".
void Tree::read_opinion(uint32_t noun) {
  if (noun == 0 || noun + 1 >= size() || word(noun + 1) != "that" || !in(kOpinions, lemma(noun)) ||
      (upos(noun) != Upos::kNOUN && upos(noun) != Upos::kADJ))
    return;
  bool told = deprels_[noun] == Deprel::kConj && heads_[noun] != kNoToken &&
              upos(heads_[noun]) == Upos::kVERB;
  bool clause = false;
  for (const uint32_t c : children(noun)) {
    const Deprel link = deprels_[c];
    if (link == Deprel::kCop || link == Deprel::kDet || link == Deprel::kAmod ||
        link == Deprel::kCase || link == Deprel::kNmodPoss)
      return;
    told |= link == Deprel::kNsubj && c < noun;
    clause |= c > noun && (link == Deprel::kCcomp || link == Deprel::kAcl);
    if (c > noun && link == Deprel::kAcl) deprels_[c] = Deprel::kCcomp;
  }
  if (told && clause) forms_[noun] = Form::kFinite;
}

// "opened a plant worth $2 billion", where the plant describes the sum.
void Tree::hang_worth(uint32_t worth) {
  if (word(worth) != "worth" || worth == 0 || worth + 1 >= size()) return;
  const uint32_t noun = worth - 1, sum = heads_[worth];
  if (sum == kNoToken || sum < worth || heads_[noun] != sum || upos(noun) != Upos::kNOUN ||
      (upos(sum) != Upos::kSYM && upos(sum) != Upos::kNOUN))
    return;
  for (const uint32_t c : children(sum)) {
    if (c < noun) heads_[c] = noun;
  }
  heads_[noun] = heads_[sum];
  deprels_[noun] = deprels_[sum];
  heads_[worth] = noun;
  deprels_[worth] = Deprel::kAmod;
  heads_[sum] = worth;
  deprels_[sum] = Deprel::kOblUnmarked;
}

// "the treaty with Iran does not create", where "with" is taken for the mark of the clause: before
// a name that hangs on the noun in front, it is the name's preposition.
void Tree::hang_preposition(uint32_t preposition) {
  const uint32_t name = preposition + 1;
  const std::string_view with = word(preposition);
  if (deprels_[preposition] != Deprel::kMark || preposition == 0 || name >= size() ||
      (with != "with" && with != "between" && with != "of") || upos(name) != Upos::kPROPN ||
      heads_[name] == kNoToken || heads_[name] >= preposition || deprels_[name] != Deprel::kNmod)
    return;
  heads_[preposition] = name;
  deprels_[preposition] = Deprel::kCase;
}

// "despite the announcement in May 2024 of a final accord", where the accord hangs on the verb: it
// goes with the noun in front of the date.
void Tree::hang_over_date(uint32_t preposition) {
  if (word(preposition) != "of" || deprels_[preposition] != Deprel::kCase || preposition == 0)
    return;
  const uint32_t named = heads_[preposition];
  if (named == kNoToken || named < preposition || deprels_[named] != Deprel::kObl) return;
  const uint32_t verb = heads_[named];
  if (verb == kNoToken || verb > preposition || in(kTakingOf, lemma(verb))) return;
  uint32_t date = preposition - 1;
  while (date > verb && heads_[date] != kNoToken && heads_[date] != verb && heads_[date] < date)
    date = heads_[date];
  if (date <= verb || heads_[date] != verb || deprels_[date] != Deprel::kObl) return;
  if (!is_date(date)) return;
  const uint32_t in_front = child(date, Deprel::kCase);
  if (in_front == kNoToken || in_front == 0 || in_front > date) return;
  const uint32_t noun = in_front - 1;
  if (upos(noun) != Upos::kNOUN || heads_[noun] != verb || !is_argument(deprels_[noun])) return;
  heads_[named] = noun;
  deprels_[named] = Deprel::kNmod;
}

bool Tree::is_date(uint32_t token) const {
  return upos(token) == Upos::kNUM || in(kTimes, word(token));
}

// "was signed in July 2020 and cancelled by Peru on 21 May 2024", where both dates hang on the
// first verb: a date behind the last verb is its own, if the first one has another before that.
void Tree::part_dates(uint32_t date) {
  const uint32_t first = heads_[date];
  if (first == kNoToken || first >= date || deprels_[date] != Deprel::kObl || !is_date(date))
    return;
  uint32_t last = kNoToken;
  for (const uint32_t c : children(first)) {
    if (c > first && c < date && deprels_[c] == Deprel::kConj && upos(c) == Upos::kVERB) last = c;
  }
  if (last == kNoToken) return;
  for (const uint32_t c : children(first)) {
    const bool dated = deprels_[c] == Deprel::kObl && is_date(c);
    if (dated && c > first && c < last) heads_[date] = last;
  }
}

// "The road was handed over; the school was not", where "not" hangs on the first verb and would
// deny it: with a subject of its own it is a clause of its own.
void Tree::part_denial(uint32_t denial) {
  if (word(denial) != "not" || deprels_[denial] != Deprel::kAdvmod || heads_[denial] > denial)
    return;
  const auto has_subject = [this](uint32_t token) {
    return child(token, Deprel::kNsubj) != kNoToken || child(token, Deprel::kNsubjPass) != kNoToken;
  };
  bool clause = has_subject(denial);
  for (const uint32_t c : children(denial)) clause |= c < denial && has_subject(c);
  if (clause) deprels_[denial] = Deprel::kParataxis;
}

}  // namespace servanda::event
