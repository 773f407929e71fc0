// Findings that are not said by a verb with a treaty as its subject: comparisons, absences,
// passives, "under the treaty".
#include <algorithm>

#include "servanda/event/clause.h"
#include "servanda/reading/finding_reader.h"

namespace servanda::reading {

using record::Deprel;
using record::Upos;

namespace {

constexpr uint32_t kLongestTopic = 24;  // words, where the tree does not show the object

}  // namespace

// A verb that was taken for a noun: "the treaty outlines areas", "several of its provisions
// outline ...".
bool FindingReader::read_misread_verb(uint32_t i) {
  const record::Sentence& sentence = tree_.sentence_of(i);
  if (i == sentence.begin || tree_.upos(i) == Upos::kVERB || tree_.upos(i) == Upos::kAUX)
    return false;
  const std::string_view word = tree_.word(i);
  uint32_t noun = i - 1;
  while (noun > sentence.begin && tree_.upos(noun) == Upos::kADV) --noun;
  const bool it = tree_.word(noun) == "it";
  if (tree_.upos(noun) != Upos::kNOUN && tree_.upos(noun) != Upos::kPROPN && !it) return false;
  const int treaty = treaties_.meant_by(noun);
  if (treaty == kNoTreaty || (noun > sentence.begin && tree_.word(noun - 1) == "of")) return false;
  std::string_view kind;
  if (tree_.xpos(noun) == "NNS") {
    kind = words_.value("verb", word);
  } else if (word.size() > 3 && word.back() == 's') {
    kind = words_.value("verb", word.substr(0, word.size() - 1));
  }
  const bool ends = i + 1 >= sentence.end || tree_.upos(i + 1) == Upos::kPUNCT ||
                    tree_.upos(i + 1) == Upos::kAUX || tree_.word(i + 1) == "of";
  if (kind.empty() || ends) return false;
  const auto in_phrase = [&](uint32_t t) {
    const Upos upos = tree_.upos(t);
    return upos == Upos::kADJ || upos == Upos::kDET || upos == Upos::kPROPN ||
           upos == Upos::kPART || upos == Upos::kNOUN;
  };
  uint32_t first = noun, last = i;
  while (first > sentence.begin && noun - first < 8 && in_phrase(first - 1)) --first;
  // "Nothing in the text compels Peru to act."
  if (first >= sentence.begin + 2 && page_.says(first - 2, "nothing in"))
    first -= 2, kind = turned_round(kind);
  while (last + 1 < sentence.end && last < i + 40) {
    const std::string_view next = tree_.word(last + 1);
    const bool clause =
        next == "," && last + 2 < sentence.end &&
        (tree_.upos(last + 2) == Upos::kPRON || tree_.upos(last + 2) == Upos::kCCONJ);
    if (clause || next == ";" || next == ":" || next == "." || next == "which" || next == "but")
      break;
    ++last;
  }
  // "Unlike the treaty of 2001, the pact outlines …".
  int other = kNoTreaty;
  const Comparison comparison =
      first > sentence.begin ? comparison_in(page_, sentence.begin, first - 1) : Comparison::kNone;
  if (comparison != Comparison::kNone) other = treaty_in(sentence.begin, first - 1, noun, treaty);
  if (other != kNoTreaty && kind == "has")
    kind = comparison == Comparison::kLike ? "keeps" : "adds";
  return add_span(other == kNoTreaty ? first : sentence.begin, last, i, treaty, other, kind,
                  page_.words(i + 1, std::min(last, i + kLongestTopic)));
}

// "It is wider than …", "the pact is similar to …".
bool FindingReader::read_comparison(uint32_t adjective) {
  const uint32_t linking = tree_.head(adjective);
  const bool becomes = tree_.deprel(adjective) == Deprel::kXcomp && linking != kNoToken &&
                       (tree_.lemma(linking) == "become" || tree_.lemma(linking) == "grow") &&
                       tree_.xpos(adjective) == "JJR";
  if (tree_.child(adjective, Deprel::kCop) == kNoToken && !is_passive_adjective(adjective) &&
      !becomes)
    return false;
  if (is_unreal(page_, adjective)) return false;
  const std::string_view kind =
      words_.value("comparative", tree_.upos(adjective) == Upos::kVERB ? tree_.word(adjective)
                                                                       : tree_.lemma(adjective));
  // "three times as long as".
  const bool equal = has_child(page_, adjective, "as");
  const bool comparative = tree_.xpos(adjective) == "JJR" || equal ||
                           has_child(page_, adjective, "more") ||
                           has_child(page_, adjective, "less");
  if (kind.empty() && !comparative) return false;
  const uint32_t subject = page_.subject_of(adjective);
  if (subject == kNoToken || treaties_.meant_by(subject) == kNoTreaty) return false;
  const auto [first, last] = page_.clause_around(adjective);
  bool compared = becomes || comparison_in(page_, first, last) != Comparison::kNone;
  for (uint32_t i = adjective; i <= last; ++i) {
    const std::string_view word = tree_.word(i);
    compared |= equal && i > adjective && word == "as";
    compared |= !comparative && (word == "to" || word == "from" || word == "on" || word == "about");
  }
  return compared && add(adjective, subject, treaties_.meant_by(subject), kNoTreaty,
                         kind.empty() ? "differs" : kind);
}

// "is modelled on", "is based on".
bool FindingReader::is_passive_adjective(uint32_t t) const {
  return tree_.upos(t) == Upos::kVERB && tree_.child(t, Deprel::kAuxPass) != kNoToken &&
         is_behind(t, "on");
}

// "What is missing is a timetable", "gone is the duty to …", "new is a clause on …", "the
// obligations remain unchanged".
bool FindingReader::read_absence(uint32_t word) {
  std::string_view kind = words_.value("absent", tree_.word(word));
  if (kind.empty() || is_unreal(page_, word)) return false;
  const int treaty = treaties_.topic_before(tree_.sentence(word) + 1);
  if (treaty == kNoTreaty) return false;
  const record::Sentence& sentence = tree_.sentence_of(word);
  // At the head of the sentence the noun stands behind "is"; else it is the subject.
  const bool opens = word < sentence.begin + 4;
  uint32_t noun = kNoToken, copula = kNoToken;
  for (uint32_t i = sentence.begin; i < std::min(sentence.end, word + 8); ++i) {
    const std::string_view lemma = tree_.lemma(i);
    if (copula == kNoToken && (lemma == "be" || lemma == "remain")) copula = i;
    if (opens && lemma == "be" && i > word) copula = i;
  }
  if (copula == kNoToken || (opens && copula > word + 5)) return false;
  if (opens && copula > word) {
    for (uint32_t i = copula + 1; i < std::min(sentence.end, copula + 8) && noun == kNoToken; ++i) {
      const bool noun_here = tree_.upos(i) == Upos::kNOUN &&
                             (i + 1 >= sentence.end || tree_.upos(i + 1) != Upos::kNOUN);
      if (noun_here) noun = i;
    }
  } else {
    const uint32_t subject = page_.subject_of(tree_.head(word) == copula ? copula : word);
    if (subject == kNoToken || subject >= word || tree_.deprel(word) == Deprel::kAmod) return false;
    noun = subject;
  }
  if (noun == kNoToken || tree_.upos(noun) != Upos::kNOUN || page_.mention_at(noun) != nullptr)
    return false;
  const uint32_t s = tree_.sentence(word);
  const bool right_behind =
      treaties_.topic_of(s) != kNoTreaty || (s > 0 && treaties_.topic_of(s - 1) != kNoTreaty);
  const bool predicate = tree_.child(word, Deprel::kCop) != kNoToken;
  if (kind == "adds" && !treaties_.is_part(noun) && !(right_behind && predicate)) return false;
  if (kind != "lacks" && !(opens && copula > word) &&
      (!treaties_.is_part(noun) || treaties_.meant_by(noun) == kNoTreaty) && kind != "adds")
    return false;
  const uint32_t end = page_.phrase_end(noun);
  const uint32_t first = std::min(word, page_.phrase_begin(noun)),
                 last = std::max({word, end, noun});
  if (is_negated(page_, word, kNoToken)) kind = turned_round(kind);
  const int other =
      kind == "lacks" ? kNoTreaty : treaties_.predecessor_of(treaty, tree_.sentence(word));
  return add_span(first, last, word, treaty, other, kind,
                  topic_of(page_, treaties_, noun, noun, std::max(end, noun)));
}

// "At its heart lies a rule on drought."
bool FindingReader::read_heart(uint32_t at) {
  static constexpr std::string_view kHearts[] = {"at its heart",       "at its core",
                                                 "at its centre",      "at its center",
                                                 "at the heart of it", "at the core of it"};
  const bool heart = std::any_of(std::begin(kHearts), std::end(kHearts),
                                 [&](std::string_view h) { return page_.says(at, h); });
  const int treaty = heart ? treaties_.topic_before(tree_.sentence(at) + 1) : kNoTreaty;
  if (treaty == kNoTreaty) return false;
  const record::Sentence& sentence = tree_.sentence_of(at);
  for (uint32_t i = at + 3; i < std::min(sentence.end, at + 14); ++i) {
    if (tree_.upos(i) != Upos::kNOUN || (i + 1 < sentence.end && tree_.upos(i + 1) == Upos::kNOUN))
      continue;
    const uint32_t end = page_.phrase_end(i);
    return add_span(at, end, i, treaty, kNoTreaty, "has", topic_of(page_, treaties_, i, i, end));
  }
  return false;
}

// "There is no provision for bases."
bool FindingReader::read_existence(uint32_t noun) {
  if (!treaties_.is_part(noun)) return false;
  const uint32_t verb = tree_.head(noun);
  const uint32_t base = verb != kNoToken && tree_.lemma(verb) == "be" ? verb : noun;
  if (!has_child(page_, base, "there") || is_unreal(page_, base)) return false;
  const int treaty = treaties_.topic_before(tree_.sentence(noun) + 1);
  return treaty != kNoTreaty && add(base, kNoToken, treaty, kNoTreaty, "has", noun);
}

// "This document is a framework agreement", "it is not an alliance".
bool FindingReader::read_nature(uint32_t noun) {
  // "is binding" may be taken for a verb.
  const bool copula =
      tree_.child(noun, Deprel::kCop) != kNoToken ||
      (tree_.word(noun) == "binding" && tree_.child(noun, Deprel::kAux) != kNoToken);
  if (!copula || is_unreal(page_, noun)) return false;
  bool nature = words_.is("nature", tree_.lemma(noun)) || words_.is("nature", tree_.word(noun));
  for (const uint32_t c : tree_.children(noun))
    nature |= c < noun && words_.is("nature", tree_.lemma(c));
  const uint32_t subject = page_.subject_of(noun);
  if (!nature || subject == kNoToken || subject > noun) return false;
  const int treaty = treaties_.meant_by(subject);
  if (treaty == kNoTreaty) return false;
  uint32_t first = noun;
  for (const uint32_t c : tree_.children(noun)) {
    const bool modifier =
        c < noun && (tree_.deprel(c) == Deprel::kCompound || tree_.deprel(c) == Deprel::kAmod);
    if (modifier) first = std::min(first, c);
  }
  const auto [begin, end] = page_.clause_around(noun);
  return add_span(begin, end, noun, treaty, kNoTreaty,
                  is_negated(page_, noun, noun) ? "lacks" : "has", page_.words(first, noun));
}

// "Nothing in the text obliges Peru to act", "no article mentions Bolivia".
bool FindingReader::read_nothing(uint32_t verb) {
  const std::string_view kind = words_.value("verb", tree_.lemma(verb));
  if (kind != "has" || is_unreal(page_, verb)) return false;
  const uint32_t subject = page_.subject_of(verb);
  // Where the tree shows no subject: the words right before.
  const uint32_t begin = tree_.sentence_of(verb).begin;
  for (uint32_t i = verb; subject == kNoToken && i > begin && i + 5 > verb; --i) {
    if (page_.says(i - 1, "nothing in")) return read_nothing_in(i - 1, verb - 1, verb);
  }
  if (subject == kNoToken || subject > verb) return false;
  const bool nothing = tree_.word(subject) == "nothing" || tree_.word(subject) == "none";
  const bool no_part = has_child(page_, subject, "no") && treaties_.is_part(subject);
  if (!nothing && !no_part) return false;
  int treaty = kNoTreaty;
  for (const uint32_t c : tree_.children(subject)) {
    if (tree_.deprel(c) == Deprel::kNmod && treaties_.meant_by(c) != kNoTreaty)
      treaty = treaties_.meant_by(c);
  }
  if (treaty == kNoTreaty && no_part) treaty = treaties_.topic_before(tree_.sentence(verb));
  if (treaty == kNoTreaty || !says_something(verb)) return false;
  const auto [first, last] = page_.clause_around(verb);
  return add_span(first, last, verb, treaty, kNoTreaty, "lacks",
                  topic_of(page_, treaties_, verb, object_of(page_, verb), last));
}

bool FindingReader::read_nothing_in(uint32_t nothing, uint32_t noun, uint32_t verb) {
  const int treaty = treaties_.meant_by(noun);
  const std::string_view kind = words_.value("verb", tree_.lemma(verb));
  if (treaty == kNoTreaty || kind != "has" || is_unreal(page_, verb)) return false;
  const uint32_t last = page_.clause_around(verb).second;
  return add_span(nothing, last, verb, treaty, kNoTreaty, "lacks",
                  topic_of(page_, treaties_, verb, object_of(page_, verb), last));
}

bool FindingReader::is_for_the_first_time(uint32_t first, uint32_t last) const {
  for (uint32_t i = first; i <= last; ++i) {
    if (page_.says(i, "for the first time")) return true;
  }
  return false;
}

// "No bases are foreseen", "cooperation in space is excluded": by the treaty that the sentence
// before speaks of.
bool FindingReader::read_provided(uint32_t verb) {
  std::string_view kind = words_.value("provided", tree_.lemma(verb));
  const bool unprovided = words_.is("unprovided", tree_.lemma(verb));
  // "cyber attacks are left out".
  const bool left = tree_.lemma(verb) == "leave" && verb + 1 < tree_.size() &&
                    words_.is("left", tree_.word(verb + 1));
  if (left) kind = "lacks";
  if (unprovided) kind = "has";
  if (kind.empty() || is_unreal(page_, verb)) return false;
  if ((tree_.lemma(verb) == "spell" || tree_.lemma(verb) == "rule") && !is_behind(verb, "out"))
    return false;
  const uint32_t subject = tree_.child(verb, Deprel::kNsubjPass);
  const uint32_t s = tree_.sentence(verb);
  const bool noun = subject != kNoToken &&
                    (tree_.upos(subject) == Upos::kNOUN ||
                     (tree_.upos(subject) == Upos::kPROPN && page_.mention_at(subject) == nullptr));
  if (s == 0 || !noun || (treaties_.meant_by(subject) != kNoTreaty && !treaties_.is_part(subject)))
    return false;
  if (tree_.child(verb, Deprel::kOblAgent) != kNoToken ||
      tree_.child(verb, Deprel::kAuxPass) == kNoToken)
    return false;
  int treaty =
      treaties_.topic_of(s) != kNoTreaty ? treaties_.topic_of(s) : treaties_.topic_of(s - 1);
  if (treaty == kNoTreaty && left) treaty = treaties_.topic_before(s + 1);
  if (treaty == kNoTreaty) return false;
  const auto [first, last] = page_.clause_around(verb);
  // What is foreseen for a date is a plan.
  for (uint32_t i = first; i <= last; ++i) {
    if (page_.time_at(i) != nullptr) return false;
  }
  const bool none = is_negated(page_, verb, subject) || has_child(page_, subject, "neither") ||
                    has_child(page_, subject, "nor");
  if (none) kind = turned_round(kind);
  if (unprovided && !none) return false;
  if (kind == "has" && is_for_the_first_time(first, last)) kind = "adds";
  return add_span(first, last, verb, treaty, kNoTreaty, kind,
                  topic_of(page_, treaties_, subject, subject, page_.phrase_end(subject)));
}

// "Under the treaty, Peru grants Chile access to its ports."
bool FindingReader::read_under(uint32_t preposition) {
  if (tree_.word(preposition) != "under" && !page_.says(preposition, "by its terms")) return false;
  const uint32_t noun = tree_.head(preposition);
  int treaty = noun == kNoToken ? kNoTreaty : treaties_.meant_by(noun);
  if (treaty == kNoTreaty && noun == preposition + 1 && tree_.word(noun) == "it")
    treaty = treaties_.topic_before(tree_.sentence(noun));
  const bool terms =
      noun != kNoToken && tree_.lemma(noun) == "term" && has_child(page_, noun, "its");
  if (terms) treaty = treaties_.topic_before(tree_.sentence(noun));
  const uint32_t verb = noun == kNoToken ? kNoToken : tree_.head(noun);
  if (treaty == kNoTreaty || verb == kNoToken || tree_.upos(verb) != Upos::kVERB ||
      tree_.deprel(noun) != Deprel::kObl)
    return false;
  // What was done under it is an event; what holds or is to be done is its content.
  bool holds = tree_.xpos(verb) == "VBZ" || tree_.xpos(verb) == "VBP";
  // "Under the treaty of 1921, Peru renounced the islands."
  const bool gained = words_.is("gaining", tree_.lemma(verb)) && tree_.xpos(verb) == "VBD";
  const bool its = tree_.word(noun) == "it";
  holds |= gained;
  for (const uint32_t c : tree_.children(verb)) {
    const std::string_view word = tree_.word(c);
    const bool auxiliary = tree_.deprel(c) == Deprel::kAux || tree_.deprel(c) == Deprel::kCop ||
                           tree_.deprel(c) == Deprel::kAuxPass;
    if (!auxiliary) continue;
    if (word == "will" || word == "must" || word == "shall" || word == "may" || word == "can" ||
        word == "is" || word == "are")
      holds = true;
    if (its && word == "would") {
      holds = true;
      continue;
    }
    if (word == "has" || word == "have" || word == "had" || word == "was" || word == "were" ||
        word == "would" || word == "could")
      return false;
  }
  if (!holds || taken_.contains(verb)) return false;
  const auto [first, last] = page_.clause_around(verb);
  const uint32_t object = object_of(page_, verb);
  const std::string_view kind = is_negated(page_, verb, object) ? "lacks" : "has";
  return add_span(std::min(first, preposition), last, verb, treaty, kNoTreaty, kind,
                  topic_of(page_, treaties_, verb, object == noun ? kNoToken : object, last));
}

// "Each side may withdraw with six months' notice", "neither party must host troops of others".
bool FindingReader::read_duty(uint32_t verb) {
  const uint32_t subject = page_.subject_of(verb);
  if (subject == kNoToken || subject > verb || taken_.contains(verb)) return false;
  const bool each = has_child(page_, subject, "each") || has_child(page_, subject, "either") ||
                    has_child(page_, subject, "neither");
  const std::string_view lemma = tree_.lemma(subject);
  const bool side = lemma == "side" || lemma == "state" || lemma == "country" ||
                    lemma == "partner" || lemma == "party" || lemma == "signatory";
  const bool parties = words_.is("party", lemma) && tree_.xpos(subject) == "NNS";
  if (!(each && side) && !parties) return false;
  bool bound = false;
  for (const uint32_t c : tree_.children(verb)) {
    const std::string_view word = tree_.word(c);
    if (tree_.deprel(c) != Deprel::kAux && tree_.deprel(c) != Deprel::kCop) continue;
    bound |= word == "may" || word == "must" || word == "shall" ||
             ((word == "is" || word == "are") && has_child(page_, verb, "to"));
  }
  const uint32_t s = tree_.sentence(verb);
  const int treaty = treaties_.topic_of(s) != kNoTreaty || s == 0 ? treaties_.topic_of(s)
                                                                  : treaties_.topic_of(s - 1);
  if (!bound || treaty == kNoTreaty) return false;
  const auto [first, last] = page_.clause_around(verb);
  const bool none = is_negated(page_, verb, kNoToken) || has_child(page_, subject, "neither");
  return add_span(first, last, verb, treaty, kNoTreaty, none ? "lacks" : "has",
                  page_.words(verb, last));
}

// "What distinguishes it from the agreement of 1999 is …", "the chapter on space has no counterpart
// in …".
bool FindingReader::read_distinction(uint32_t verb) {
  const std::string_view lemma = tree_.lemma(verb);
  const bool distinguishes = lemma == "distinguish" && is_behind(verb, "from");
  bool counterpart = false;
  for (const uint32_t c : tree_.children(verb)) {
    const std::string_view object = tree_.lemma(c);
    counterpart |= lemma == "have" && (object == "counterpart" || object == "equivalent" ||
                                       object == "parallel" || object == "precedent");
  }
  const int treaty = treaties_.topic_before(tree_.sentence(verb));
  if ((!distinguishes && !counterpart) || treaty == kNoTreaty || taken_.contains(verb))
    return false;
  const record::Sentence& sentence = tree_.sentence_of(verb);
  uint32_t last = sentence.end - 1;
  while (last > verb && tree_.upos(last) == Upos::kPUNCT) --last;
  int other = kNoTreaty;
  for (uint32_t i = sentence.begin; i <= last && other == kNoTreaty; ++i) {
    if (treaties_.meant_by(i) != treaty && !treaties_.is_part(i)) other = treaties_.meant_by(i);
  }
  const auto [first, end] = page_.clause_around(verb);
  const bool what = tree_.word(sentence.begin) == "what";
  return add_span(what ? sentence.begin : std::min(first, verb), std::max(end, last), verb, treaty,
                  other, counterpart ? "adds" : "differs", {});
}

}  // namespace servanda::reading
