// Findings told in the plain present: what a treaty does by a verb of no list, rules told without
// it, what is found or sought in it in vain, what became of it.
#include <algorithm>
#include <array>

#include "servanda/event/clause.h"
#include "servanda/reading/finding_reader.h"
#include "servanda/reading/tense.h"

namespace servanda::reading {

using record::Deprel;
using record::Upos;

namespace {

// What happens to a treaty, or around it: not what stands in it.
constexpr std::array<std::string_view, 66> kAround = {
    "await",    "need",   "face",    "meet",    "receive",   "enter",  "come",    "become",
    "lead",     "cause",  "trigger", "provoke", "prompt",    "show",   "suggest", "prove",
    "seem",     "appear", "look",    "mean",    "raise",     "exist",  "stand",   "fail",
    "collapse", "expire", "lie",     "help",    "draw",      "cost",   "bring",   "see",
    "get",      "win",    "undergo", "suffer",  "encounter", "arouse", "attract", "remain",
    "mark",     "find",   "date",    "form",    "result",    "signal", "send",    "reach",
    "anger",    "please", "alarm",   "worry",   "pass",      "clear",  "survive", "stem",
    "arise",    "emerge", "work",    "matter",  "sign",      "use",    "serve",   "play",
    "tell",     "go"};

bool is_around(std::string_view lemma) {
  return std::find(kAround.begin(), kAround.end(), lemma) != kAround.end();
}

}  // namespace

// "The protocol prolongs managed trade": any verb of which a treaty is the subject and something
// else the object, told in the present, or right behind it in the past.
bool FindingReader::read_generic(uint32_t verb) {
  const std::string_view tag = tree_.xpos(verb), lemma = tree_.lemma(verb);
  if ((tag != "VBZ" && tag != "VBP" && tag != "VBD") || is_around(lemma) ||
      is_unreal(page_, verb) || taken_.contains(verb) || words_.is("needs", lemma))
    return false;
  if (tree_.child(verb, Deprel::kAuxPass) != kNoToken) return false;
  const uint32_t subject = page_.subject_of(verb);
  const uint32_t object = tree_.child(verb, Deprel::kObj);
  if (subject == kNoToken || subject > verb || object == kNoToken || object < verb ||
      page_.mention_at(object) != nullptr || page_.time_at(object) != nullptr)
    return false;
  if (tree_.child(verb, Deprel::kCcomp) != kNoToken) return false;
  // A participle that was taken for a past tense has no subject of its own.
  const bool own = tree_.head(subject) == verb || tree_.deprel(verb) == Deprel::kConj ||
                   tree_.deprel(verb) == Deprel::kAclRelcl;
  if (!own) return false;
  const int treaty = treaties_.meant_by(subject);
  if (treaty == kNoTreaty || treaties_.is_element(subject)) return false;
  // What it did to somebody is history.
  const uint32_t iobj = tree_.child(verb, Deprel::kIobj);
  if (tag == "VBD" && iobj != kNoToken) return false;
  return add(verb, subject, treaty, kNoTreaty, "has", object);
}

// "Exports to third states require the consent of both", "A commission watches over it": rules
// without a date, told in the present right behind a treaty, of nobody in particular.
bool FindingReader::read_rule(uint32_t verb) {
  const uint32_t s = tree_.sentence(verb);
  if (s == 0 || tree_.head(verb) != kNoToken || taken_.contains(verb)) return false;
  const std::string_view tag = tree_.xpos(verb);
  const bool passive = tag == "VBN" && tree_.child(verb, Deprel::kAuxPass) != kNoToken;
  bool now = tag == "VBZ" || tag == "VBP";
  for (const uint32_t c : tree_.children(verb)) {
    const Deprel link = tree_.deprel(c);
    if (link == Deprel::kCcomp || link == Deprel::kParataxis || link == Deprel::kExpl) return false;
    if (link != Deprel::kAux && link != Deprel::kAuxPass) continue;
    const std::string_view word = tree_.word(c);
    if (word != "is" && word != "are" && word != "may" && word != "must" && word != "shall" &&
        word != "can")
      return false;
    now = true;
  }
  if (!now) return false;
  if (tag == "VBN" && !passive) return false;
  const uint32_t subject = page_.subject_of(verb);
  if (subject == kNoToken || subject > verb || tree_.upos(subject) != Upos::kNOUN ||
      page_.mention_at(subject) != nullptr || treaties_.meant_by(subject) != kNoTreaty)
    return false;
  const std::string_view lemma = tree_.lemma(verb);
  if (is_around(lemma) || lemma == "be" || lemma == "say" || lemma == "believe") return false;
  // Nobody in particular: "disputes", "every vessel", "a commission".
  bool open = tree_.xpos(subject) == "NNS" && tree_.child(subject, Deprel::kDet) == kNoToken &&
              tree_.child(subject, Deprel::kNmodPoss) == kNoToken &&
              tree_.child(subject, Deprel::kNummod) == kNoToken;
  const bool organ = words_.is("organ", tree_.lemma(subject));
  for (const uint32_t c : tree_.children(subject)) {
    const std::string_view word = tree_.word(c);
    open |= tree_.deprel(c) == Deprel::kDet &&
            (word == "every" || word == "any" || word == "all" || (organ && word == "a"));
  }
  if (!open) return false;
  const auto [first, last] = page_.clause_around(verb);
  for (uint32_t i = first; i <= last; ++i) {
    // What is told of a time, or of somebody, is no rule.
    if (page_.time_at(i) != nullptr && page_.time_at(i)->date.known()) return false;
  }
  const auto& sentences = tree_.parse().sentences;
  if (sentences[s].paragraph_begins) return false;
  const int treaty = treaties_.topic_of(s - 1);
  if (treaty == kNoTreaty || !told_of(s - 1)) return false;
  return add_span(first, last, verb, treaty, kNoTreaty,
                  is_negated(page_, verb, kNoToken) ? "lacks" : "has", page_.words(first, last));
}

// The sentence told a finding.
bool FindingReader::told_of(uint32_t sentence) const {
  const record::Sentence& s = tree_.parse().sentences[sentence];
  const auto told = taken_.lower_bound(s.begin);
  return told != taken_.end() && *told < s.end;
}

// "Security figures in it nowhere", "one will search in vain for a guarantee in the text", "nor
// does one find in them any rule on transit".
bool FindingReader::read_found_in(uint32_t verb) {
  const std::string_view lemma = tree_.lemma(verb);
  const bool stands = lemma == "figure" || lemma == "appear" || lemma == "feature" ||
                      lemma == "occur" || lemma == "stand";
  const bool finds = lemma == "find" || lemma == "discover" || lemma == "encounter";
  const bool seeks = lemma == "look" || lemma == "search" || lemma == "seek";
  if ((!stands && !finds && !seeks) || taken_.contains(verb)) return false;
  const record::Sentence& sentence = tree_.sentence_of(verb);
  int treaty = kNoTreaty;
  bool in_it = false, in_vain = false;
  for (uint32_t i = sentence.begin; i + 1 < sentence.end; ++i) {
    in_vain |= page_.says(i, "in vain");
    if (tree_.word(i) != "in" && tree_.word(i) != "there") continue;
    uint32_t noun = tree_.head(i);
    if (noun == kNoToken || noun < i) noun = i + 1;
    const bool pronoun = tree_.word(noun) == "it" || tree_.word(noun) == "them" ||
                         tree_.word(noun) == "either" || tree_.word(noun) == "both";
    const int meant = treaties_.meant_by(noun);
    if (meant == kNoTreaty && !pronoun) continue;
    in_it = true;
    treaty = meant == kNoTreaty ? treaty_near(verb) : meant;
  }
  if (seeks && !in_vain) return false;
  if (seeks && treaty == kNoTreaty) treaty = treaty_near(verb), in_it = true;
  if (!in_it || treaty == kNoTreaty) return false;
  const uint32_t subject = page_.subject_of(verb);
  if (stands && (subject == kNoToken || treaties_.meant_by(subject) != kNoTreaty)) return false;
  const bool anybody = subject == kNoToken || tree_.upos(subject) == Upos::kPRON ||
                       tree_.lemma(subject) == "reader" || stands ||
                       tree_.deprel(subject) == Deprel::kNsubjPass;
  if (!anybody) return false;
  const auto [first, last] = page_.clause_around(verb);
  bool none = in_vain || is_negated(page_, verb, object_of(page_, verb));
  for (uint32_t i = sentence.begin; i <= last; ++i)
    none |= tree_.word(i) == "nowhere" || (i < verb && tree_.word(i) == "nor");
  return add_span(first, std::max(first, last), verb, treaty, kNoTreaty, none ? "lacks" : "has",
                  page_.words(first, last));
}

// "Neither instrument has been denounced", "it was tacitly renewed": whether a treaty still holds.
bool FindingReader::read_fate(uint32_t verb) {
  static constexpr std::array<std::string_view, 8> kEnds = {
      "denounce", "terminate", "abrogate", "revoke", "cancel", "void", "annul", "repudiate"};
  const bool ends = std::find(kEnds.begin(), kEnds.end(), tree_.lemma(verb)) != kEnds.end();
  const uint32_t subject = tree_.child(verb, Deprel::kNsubjPass);
  if (!ends || subject == kNoToken || is_unreal(page_, verb) || taken_.contains(verb)) return false;
  int treaty = treaties_.meant_by(subject);
  const bool neither = has_child(page_, subject, "neither") || tree_.word(subject) == "neither" ||
                       tree_.word(subject) == "none";
  if (treaty == kNoTreaty && neither) treaty = treaty_near(verb);
  if (treaty == kNoTreaty || treaties_.is_part(subject)) return false;
  const bool kept = neither || is_negated(page_, verb, kNoToken);
  if (!kept) return false;
  const auto [first, last] = page_.clause_around(verb);
  return add_span(std::min(first, page_.phrase_begin(subject)), last, verb, treaty, kNoTreaty,
                  "keeps", page_.words(verb, verb));
}

}  // namespace servanda::reading
