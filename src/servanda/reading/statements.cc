// Reads negation, modality, comparison and topic of clauses about treaties.
#include "servanda/reading/statements.h"

#include <algorithm>
#include <array>

#include "servanda/base/word_list.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

constexpr uint32_t kLongestTopic = 24;  // words

using base::in;

constexpr std::array<std::string_view, 7> kUnreal = {"would",  "could", "may", "might",
                                                     "should", "must",  "can"};
constexpr std::array<std::string_view, 10> kWishes = {"aim",    "seek", "hope",    "want",   "try",
                                                      "intend", "plan", "propose", "expect", "ask"};
constexpr std::array<std::string_view, 8> kNegations = {
    "not", "n't", "n\xE2\x80\x99t", "never", "neither", "nor", "nowhere", "hardly"};
// Nouns that only carry what a treaty has: "a provision for bases" is about bases.
constexpr std::array<std::string_view, 20> kCarriers = {
    "provision",   "clause", "rule",         "right",   "obligation", "article",   "commitment",
    "cooperation", "area",   "articulation", "mention", "reference",  "paragraph", "nothing",
    "word",        "duty",   "section",      "chapter", "principle",  "promise"};
constexpr std::array<std::string_view, 13> kParties = {"party",   "each", "either",    "side",
                                                       "country", "two",  "state",     "signatory",
                                                       "member",  "both", "government"};

bool with_not(const Page& page, uint32_t t) {
  const event::Tree& tree = page.tree();
  for (const uint32_t c : tree.children(t)) {
    if (in(kNegations, tree.word(c))) return true;
    if (tree.deprel(c) != Deprel::kAux) continue;
    for (const uint32_t d : tree.children(c)) {
      if (in(kNegations, tree.word(d))) return true;
    }
  }
  return false;
}

bool is_leading(const event::Tree& tree, uint32_t t) {
  const Upos upos = tree.upos(t);
  return upos == Upos::kDET || upos == Upos::kADP || upos == Upos::kPUNCT || upos == Upos::kADV ||
         upos == Upos::kSCONJ || upos == Upos::kAUX || tree.deprel(t) == Deprel::kMark ||
         tree.word(t) == "no";
}

bool is_trailing(const event::Tree& tree, uint32_t t) {
  const Upos upos = tree.upos(t);
  return upos == Upos::kPUNCT || upos == Upos::kADP || upos == Upos::kCCONJ || upos == Upos::kDET;
}

}  // namespace

bool has_child(const Page& page, uint32_t token, std::string_view word) {
  for (const uint32_t c : page.tree().children(token)) {
    if (page.tree().word(c) == word) return true;
  }
  return false;
}

bool is_no_longer(const Page& page, uint32_t predicate) {
  const uint32_t begin = page.tree().sentence_of(predicate).begin;
  return (predicate >= begin + 2 && page.says(predicate - 2, "no longer")) ||
         (predicate >= begin + 3 && page.says(predicate - 3, "no longer"));
}

bool is_unreal(const Page& page, uint32_t predicate) {
  const event::Tree& tree = page.tree();
  for (int step = 0; step < 6 && predicate != kNoToken; ++step) {
    for (const uint32_t c : tree.children(predicate)) {
      if (tree.deprel(c) == Deprel::kAux && in(kUnreal, tree.word(c))) return true;
      const std::string_view word = tree.word(c);
      if (tree.deprel(c) == Deprel::kMark &&
          (word == "if" || word == "whether" || word == "unless"))
        return true;
    }
    const uint32_t head = tree.head(predicate);
    if (head == kNoToken || tree.deprel(predicate) != Deprel::kXcomp) return false;
    if (in(kWishes, tree.lemma(head))) return true;
    predicate = head;
  }
  return false;
}

bool is_negated(const Page& page, uint32_t predicate, uint32_t object) {
  const event::Tree& tree = page.tree();
  if (with_not(page, predicate)) return true;
  const uint32_t head = tree.head(predicate);
  if (tree.deprel(predicate) == Deprel::kXcomp && head != kNoToken &&
      (tree.lemma(head) == "fail" || with_not(page, head)))
    return true;
  const auto none = [&](uint32_t t) {
    return has_child(page, t, "no") || has_child(page, t, "neither") || tree.word(t) == "nothing" ||
           tree.word(t) == "none" || tree.word(t) == "little" || tree.word(t) == "nobody";
  };
  for (const uint32_t c : tree.children(predicate)) {
    const Deprel link = tree.deprel(c);
    const bool said = link == Deprel::kObj || link == Deprel::kObl || link == Deprel::kXcomp ||
                      (link == Deprel::kNsubj && c > predicate);
    if (said && none(c)) return true;
    const bool subject = (link == Deprel::kNsubj || link == Deprel::kNsubjPass) && c < predicate;
    if (subject &&
        (has_child(page, c, "no") || has_child(page, c, "neither") || tree.word(c) == "nothing"))
      return true;
    // "says that the other must not help": a duty, not a gap.
    const bool duty =
        link == Deprel::kCcomp &&
        (has_child(page, c, "must") || has_child(page, c, "shall") || has_child(page, c, "may"));
    if (link == Deprel::kCcomp && !duty &&
        (tree.word(page.clause_around(c).first) == "no" || with_not(page, c)))
      return true;
  }
  const uint32_t that = that_behind(page, predicate);
  if (that != kNoToken && that + 1 < tree.size() && tree.word(that + 1) == "no") return true;
  return object != kNoToken && none(object);
}

Comparison comparison_in(const Page& page, uint32_t first, uint32_t last) {
  const event::Tree& tree = page.tree();
  for (uint32_t i = first; i <= last; ++i) {
    const std::string_view word = tree.word(i);
    for (const std::string_view phrase :
         {"in contrast to", "in contrast with", "by contrast with", "compared with", "compared to",
          "by comparison with", "in comparison with", "in comparison to", "as opposed to",
          "different from"}) {
      if (page.says(i, phrase)) return Comparison::kUnlike;
    }
    if (word == "unlike") return Comparison::kUnlike;
    if (page.says(i, "similar to") || page.says(i, "similarly to") || page.says(i, "just as") ||
        page.says(i, "as in the") || (word == "like" && tree.deprel(i) == Deprel::kCase)) {
      return Comparison::kLike;
    }
    const uint32_t before = i > 0 ? i - 1 : 0;
    if (word == "than" && !page.says(before, "rather than") && !page.says(before, "more than"))
      return Comparison::kThan;
  }
  return Comparison::kNone;
}

uint32_t that_behind(const Page& page, uint32_t verb) {
  const event::Tree& tree = page.tree();
  const uint32_t end = std::min(tree.sentence_of(verb).end, verb + 4);
  for (uint32_t i = verb + 1; i < end; ++i) {
    const bool comma = i + 1 < end && tree.word(i + 1) == ",";
    if (tree.word(i) == "that" && (tree.upos(i) == Upos::kSCONJ || comma)) return i;
    if (tree.upos(i) != Upos::kADV) return kNoToken;
  }
  return kNoToken;
}

uint32_t object_of(const Page& page, uint32_t predicate) {
  const event::Tree& tree = page.tree();
  uint32_t best = kNoToken;
  for (const uint32_t c : tree.children(predicate)) {
    const Deprel link = tree.deprel(c);
    if (link == Deprel::kObj && c > predicate) return c;
    if (link == Deprel::kNsubjPass && TreatyWords::get().is("part", tree.lemma(c))) best = c;
    const bool completes = link == Deprel::kObl || link == Deprel::kCcomp ||
                           link == Deprel::kXcomp || link == Deprel::kAdvcl;
    if (best == kNoToken && c > predicate && completes) best = c;
  }
  return best;
}

std::string topic_of(const Page& page, const Treaties& treaties, uint32_t predicate,
                     uint32_t object, uint32_t last) {
  const event::Tree& tree = page.tree();
  if (tree.upos(predicate) == Upos::kADJ) return page.words(predicate, predicate);
  if (TreatyWords::get().is("alone", tree.lemma(predicate))) {
    // "The duty to consult survives": what survives.
    const uint32_t subject = page.subject_of(predicate);
    if (subject != kNoToken && subject < predicate) object = subject;
  }
  uint32_t first = std::min(predicate + 1, last), end = last;
  // "refers to it as a …", "differs from it in …": what stands behind the second preposition.
  for (const uint32_t c : tree.children(predicate)) {
    const std::string_view preposition = c > predicate ? tree.preposition(c) : std::string_view();
    const std::string_view lemma = tree.lemma(predicate);
    if (preposition == "as" && (lemma == "refer" || lemma == "describe")) object = c;
    if (preposition == "in" && lemma == "differ") object = c;
    if ((preposition == "about" || preposition == "on") && lemma == "say") object = c;
  }
  const uint32_t that = that_behind(page, predicate);
  if (that != kNoToken && that < last) {
    object = kNoToken;
    first = that + 1;
  }
  if (object != kNoToken && treaties.meant_by(object) != kNoTreaty && !treaties.is_part(object))
    return {};
  if (object != kNoToken) {
    first = page.phrase_begin(object);
    end = page.phrase_end(object);
    if (in(kParties, tree.lemma(object)) || in(kParties, tree.word(object))) {
      // "commits both parties to refrain": what they are to do.
      for (uint32_t i = object + 1; i < std::min(last, object + 4); ++i) {
        if (tree.word(i) != "to" && tree.word(i) != "from") continue;
        first = i + 1;
        end = last;
        break;
      }
    } else if (in(kCarriers, tree.lemma(object)) && object < last) {
      if (object < predicate) last = end;
      end = std::max(end,
                     std::min(last, object + 1) == object + 1 && tree.upos(object + 1) == Upos::kADP
                         ? last
                         : end);
      uint32_t after = object + 1;
      if (after <= end && (tree.upos(after) == Upos::kADP || tree.upos(after) == Upos::kPART ||
                           tree.word(after) == "requiring" || tree.word(after) == "that")) {
        ++after;
      }
      if (after <= end && after > object + 1 && tree.upos(after) != Upos::kPUNCT) first = after;
    }
  }
  while (first < end && is_leading(tree, first)) ++first;
  if (first > end) return {};
  end = std::min(end, first + kLongestTopic);
  for (uint32_t i = first + 1; i <= end; ++i) {
    const std::string_view word = tree.word(i);
    if (word == ";" || word == "which" || word == "while") {
      end = i - 1;
      break;
    }
  }
  while (end > first && is_trailing(tree, end)) --end;
  return page.words(first, end);
}

uint32_t paper_near(const Page& page, uint32_t s) {
  const event::Tree& tree = page.tree();
  const TreatyWords& words = TreatyWords::get();
  for (uint32_t back = 0; back < 2 && back <= s; ++back) {
    const record::Sentence& sentence = tree.parse().sentences[s - back];
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const std::string_view lemma = tree.lemma(i);
      const bool noun = tree.upos(i) == Upos::kNOUN || tree.upos(i) == Upos::kPROPN;
      if (noun &&
          (words.is("treaty", lemma) || words.is("weak", lemma) || words.is("reference", lemma)))
        return i;
    }
  }
  return kNoToken;
}

}  // namespace servanda::reading
