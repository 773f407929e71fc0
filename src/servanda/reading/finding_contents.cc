// Findings about the content of a treaty that are told without the treaty as subject: its organs,
// its terms, its heart, what is said of it by "what", "by which", "no other".
#include <algorithm>

#include "servanda/event/clause.h"
#include "servanda/reading/finding_reader.h"

namespace servanda::reading {

using record::Deprel;
using record::Upos;

namespace {

// Words that make a meeting a standing one.
bool is_frequency(std::string_view word) {
  return word == "once" || word == "twice" || word == "times" || word == "every" ||
         word == "annually" || word == "yearly" || word == "regularly" || word == "quarterly" ||
         word == "monthly" || word == "annual" || word == "each";
}

bool is_be(std::string_view word) {
  return word == "is" || word == "are" || word == "was" || word == "were";
}

}  // namespace

// The treaty that the sentence of the token, or the one before, speaks of.
int FindingReader::treaty_near(uint32_t token) const {
  const uint32_t s = tree_.sentence(token);
  if (treaties_.topic_of(s) != kNoTreaty) return treaties_.topic_of(s);
  return treaties_.topic_before(s);
}

// The token before the next comma, semicolon or end of the sentence.
uint32_t FindingReader::last_before_mark(uint32_t token) const {
  const uint32_t end = tree_.sentence_of(token).end;
  uint32_t i = token;
  while (i + 1 < end && tree_.upos(i + 1) != Upos::kPUNCT) ++i;
  return i;
}

// "A commission is to meet once a year", "a secretariat is set up in Lima".
bool FindingReader::read_organ(uint32_t verb) {
  const uint32_t subject = page_.subject_of(verb);
  if (subject == kNoToken || subject > verb || !words_.is("organ", tree_.lemma(subject)))
    return false;
  const std::string_view lemma = tree_.lemma(verb);
  bool ahead = false, now = false, frequent = false;
  for (const uint32_t c : tree_.children(verb)) {
    const std::string_view word = tree_.word(c);
    const Deprel link = tree_.deprel(c);
    if (link == Deprel::kAux) ahead |= word == "will" || word == "shall" || word == "must";
    if (link == Deprel::kAux || link == Deprel::kCop || link == Deprel::kAuxPass)
      now |= word == "is" || word == "are";
  }
  ahead |= now && has_child(page_, verb, "to");
  const uint32_t last = last_before_mark(verb);
  for (uint32_t i = verb + 1; i <= last; ++i) frequent |= is_frequency(tree_.word(i));
  const bool made = now && tree_.child(verb, Deprel::kAuxPass) != kNoToken &&
                    (lemma == "establish" || lemma == "create" || lemma == "found" ||
                     (lemma == "set" && is_behind(verb, "up")));
  const bool charged = words_.is("charge", lemma) && ahead;
  if (!made && !charged && !(words_.is("sitting", lemma) && ahead && frequent)) return false;
  const int treaty = treaty_near(verb);
  if (treaty == kNoTreaty) return false;
  return add_span(std::min(page_.phrase_begin(subject), verb), last, verb, treaty, kNoTreaty,
                  is_negated(page_, verb, subject) ? "lacks" : "has",
                  page_.words(page_.phrase_begin(subject), subject));
}

// "Nothing is said about troops", "no mention is made of the islands".
bool FindingReader::read_said(uint32_t verb) {
  const std::string_view lemma = tree_.lemma(verb);
  const uint32_t subject = tree_.child(verb, Deprel::kNsubjPass);
  if ((lemma != "say" && lemma != "make") || subject == kNoToken || subject > verb ||
      is_unreal(page_, verb))
    return false;
  const std::string_view word = tree_.word(subject);
  const bool none =
      word == "nothing" || word == "little" ||
      ((word == "word" || word == "mention" || word == "reference" || word == "provision") &&
       (has_child(page_, subject, "no") || has_child(page_, subject, "not") ||
        has_child(page_, subject, "hardly") || page_.says(tree_.sentence_of(verb).begin, "not a")));
  const int treaty = none ? treaty_near(verb) : kNoTreaty;
  if (treaty == kNoTreaty) return false;
  const uint32_t last = last_before_mark(verb);
  uint32_t topic = verb + 1;
  while (topic < last && tree_.upos(topic) != Upos::kADP) ++topic;
  return add_span(page_.phrase_begin(subject), last, verb, treaty, kNoTreaty, "lacks",
                  topic < last ? page_.words(topic + 1, last) : std::string());
}

// "It can be terminated with a year's notice", "it remains in force for ten years".
bool FindingReader::read_ending(uint32_t verb) {
  const std::string_view lemma = tree_.lemma(verb);
  const uint32_t subject = page_.subject_of(verb);
  if (subject == kNoToken || subject > verb || treaties_.is_part(subject)) return false;
  const int treaty = treaties_.meant_by(subject);
  if (treaty == kNoTreaty) return false;
  const bool may = has_child(page_, verb, "can") || has_child(page_, verb, "may");
  const bool ends =
      words_.is("ending", lemma) && may && tree_.child(verb, Deprel::kAuxPass) != kNoToken;
  bool lasts = false;
  if ((lemma == "remain" || lemma == "stay") && page_.says(verb + 1, "in force")) {
    for (uint32_t i = verb + 3; i <= last_before_mark(verb); ++i) {
      const language::TimeExpression* time = page_.time_at(i);
      lasts |= time != nullptr && time->kind == language::TimeKind::kDuration;
    }
  }
  if (!ends && !lasts) return false;
  const uint32_t last = last_before_mark(verb);
  return add_span(page_.phrase_begin(subject), last, verb, treaty, kNoTreaty,
                  is_negated(page_, verb, kNoToken) ? "lacks" : "has", page_.words(verb, last));
}

// "What the treaty fails to provide is a mechanism", "what it lacks is a timetable".
bool FindingReader::read_cleft(uint32_t what) {
  const record::Sentence& sentence = tree_.sentence_of(what);
  if (tree_.word(what) != "what" || what > sentence.begin + 2) return false;
  int treaty = kNoTreaty;
  std::string_view kind;
  bool none = false;
  for (uint32_t i = what + 1; i + 1 < std::min(sentence.end, what + 14); ++i) {
    if (tree_.upos(i) == Upos::kPUNCT) return false;
    if (treaty == kNoTreaty) treaty = treaties_.meant_by(i);
    none |= tree_.word(i) == "none" || tree_.word(i) == "neither" || tree_.word(i) == "no";
    if (!kind.empty() && is_be(tree_.word(i))) {
      if (treaty == kNoTreaty) treaty = treaties_.topic_before(tree_.sentence(what));
      if (treaty == kNoTreaty) return false;
      const uint32_t last = last_before_mark(i);
      return last > i && add_span(what, last, i, treaty, kNoTreaty, kind, page_.words(i + 1, last));
    }
    if (tree_.upos(i) != Upos::kVERB && tree_.upos(i) != Upos::kAUX) continue;
    const std::string_view said = words_.value("verb", tree_.lemma(i));
    if (tree_.lemma(i) == "fail" || tree_.lemma(i) == "not") kind = "lacks";
    if (kind.empty() && (said == "lacks" || said == "adds" || said == "drops" || said == "differs"))
      kind = said;
    // "What none of the three contains": a gap.
    if (kind.empty() && said == "has") kind = none ? "lacks" : "has";
  }
  return false;
}

// "notes by which Peru engaged itself not to build", "an accord under which each would assist the
// other".
bool FindingReader::read_by_which(uint32_t which) {
  const record::Sentence& sentence = tree_.sentence_of(which);
  const bool whereby = tree_.word(which) == "whereby";
  if (!whereby) {
    if (tree_.word(which) != "which" || which < sentence.begin + 2) return false;
    const std::string_view before = tree_.word(which - 1);
    if (before != "under" && before != "by" && before != "in") return false;
  }
  // The treaty stands right before, over what is told of it.
  int treaty = kNoTreaty;
  for (uint32_t i = which; i > sentence.begin && i + 24 > which && treaty == kNoTreaty; --i) {
    if (!treaties_.is_part(i - 1)) treaty = treaties_.meant_by(i - 1);
  }
  // "an exchange of notes of 1902": a treaty that is called by no such name.
  uint32_t verb = which + 1;
  while (verb < sentence.end && verb < which + 14 && tree_.upos(verb) != Upos::kVERB) ++verb;
  if (treaty == kNoTreaty || verb >= sentence.end || tree_.upos(verb) != Upos::kVERB ||
      taken_.contains(verb))
    return false;
  bool holds = words_.is("gaining", tree_.lemma(verb)) || tree_.xpos(verb) == "VBZ" ||
               tree_.xpos(verb) == "VBP";
  for (const uint32_t c : tree_.children(verb)) {
    const std::string_view word = tree_.word(c);
    if (tree_.deprel(c) == Deprel::kAux || tree_.deprel(c) == Deprel::kCop)
      holds |= word == "would" || word == "will" || word == "shall" || word == "must" ||
               word == "may" || word == "is" || word == "are" || word == "was";
  }
  if (!holds) return false;
  const uint32_t first = whereby ? which : which - 1, last = page_.clause_around(verb).second;
  return add_span(first, std::max(verb, last), verb, treaty, kNoTreaty, "has",
                  page_.words(verb, std::max(verb, last)));
}

// "Its core is a duty to consult", "the main novelty of the treaty is a joint staff".
bool FindingReader::read_head(uint32_t noun) {
  const std::string_view kind = words_.value("head", tree_.lemma(noun));
  const uint32_t what = tree_.head(noun);
  if (kind.empty() || what == kNoToken || what < noun || tree_.deprel(noun) != Deprel::kNsubj ||
      tree_.child(what, Deprel::kCop) == kNoToken || is_unreal(page_, what))
    return false;
  int treaty = kNoTreaty;
  for (const uint32_t c : tree_.children(noun)) {
    const Deprel link = tree_.deprel(c);
    if (link == Deprel::kNmodPoss && tree_.word(c) == "its") treaty = treaty_near(noun);
    if ((link == Deprel::kNmod || link == Deprel::kNmodPoss) && treaties_.meant_by(c) != kNoTreaty)
      treaty = treaties_.meant_by(c);
  }
  if (treaty == kNoTreaty) return false;
  const auto [first, last] = page_.clause_around(what);
  return add_span(first, last, what, treaty, kNoTreaty, kind,
                  topic_of(page_, treaties_, what, what, last));
}

// "The treaty is a step forward", "it marks a departure from the agreement of 1999".
bool FindingReader::read_advance(uint32_t noun) {
  if (!words_.is("advance", tree_.lemma(noun))) return false;
  const bool copula = tree_.child(noun, Deprel::kCop) != kNoToken;
  const uint32_t verb = copula ? noun : tree_.head(noun);
  if (verb == kNoToken || is_unreal(page_, verb)) return false;
  if (!copula && (tree_.deprel(noun) != Deprel::kObj || !words_.is("advancing", tree_.lemma(verb))))
    return false;
  const uint32_t subject = page_.subject_of(verb);
  if (subject == kNoToken || subject > verb) return false;
  const int treaty = treaties_.meant_by(subject);
  if (treaty == kNoTreaty) return false;
  const auto [first, last] = page_.clause_around(verb);
  return add_span(first, last, verb, treaty, treaty_in(first, last, subject, treaty),
                  is_negated(page_, verb, noun) ? "keeps" : "differs", page_.words(noun, noun));
}

// "No other treaty of Peru goes so far", "it is the first treaty of Peru to name a court".
bool FindingReader::read_singular(uint32_t noun) {
  if (!words_.is("treaty", tree_.lemma(noun))) return false;
  const record::Sentence& sentence = tree_.sentence_of(noun);
  const uint32_t verb = tree_.head(noun);
  if (has_child(page_, noun, "no") && has_child(page_, noun, "other") && verb != kNoToken &&
      tree_.deprel(noun) == Deprel::kNsubj) {
    const int treaty = treaties_.topic_before(tree_.sentence(noun));
    if (treaty == kNoTreaty) return false;
    const uint32_t last = last_before_mark(verb);
    return add_span(page_.phrase_begin(noun), std::max(last, noun), noun, treaty, kNoTreaty,
                    "differs", page_.words(verb, std::max(last, verb)));
  }
  const uint32_t act = tree_.child(noun, Deprel::kAcl);
  if (!has_child(page_, noun, "first") || tree_.child(noun, Deprel::kCop) == kNoToken ||
      act == kNoToken || act < noun)
    return false;
  const uint32_t subject = page_.subject_of(noun);
  if (subject == kNoToken || subject > noun || subject < sentence.begin) return false;
  const int treaty = treaties_.meant_by(subject);
  if (treaty == kNoTreaty) return false;
  const auto [first, last] = page_.clause_around(noun);
  return add_span(first, last, noun, treaty, kNoTreaty, "adds", page_.words(act, last));
}

}  // namespace servanda::reading
