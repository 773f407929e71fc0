// What an analyst says of treaties: clauses whose subject or object is a treaty or a part of one.
#include "servanda/reading/findings.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "servanda/event/clause.h"
#include "servanda/reading/page.h"
#include "servanda/reading/treaties.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

constexpr uint32_t kLongestTopic = 24;  // words

template <size_t Count>
bool in(const std::array<std::string_view, Count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 7> kUnreal = {"would",  "could", "may", "might",
                                                     "should", "must",  "can"};
constexpr std::array<std::string_view, 10> kWishes = {"aim",    "seek", "hope",    "want",   "try",
                                                      "intend", "plan", "propose", "expect", "ask"};
constexpr std::array<std::string_view, 6> kNegations = {"not",   "n't",     "n\xE2\x80\x99t",
                                                        "never", "neither", "nor"};
constexpr std::array<std::string_view, 12> kPassives = {
    "confine", "limit",  "restrict", "leave",  "amend",  "change",
    "update",  "expand", "extend",   "narrow", "weaken", "strengthen"};
// Verbs that say something of a treaty only with this word behind them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kParticles = {
    {{"lay", "down out"},
     {"set", "out up forth down"},
     {"call", "for"},
     {"refer", "to"},
     {"focus", "on"},
     {"build", "on upon"},
     {"differ", "from in"},
     {"depart", "from"},
     {"confine", "to"}}};
constexpr std::array<std::string_view, 7> kModels = {"model", "example", "pattern", "template",
                                                     "line",  "logic",   "lead"};

std::string_view negated(std::string_view kind) {
  if (kind == "has" || kind == "adds") return "lacks";
  if (kind == "lacks") return "has";
  if (kind == "drops") return "keeps";
  if (kind == "keeps") return "differs";
  if (kind == "differs") return "keeps";
  return {};
}

class FindingFinder {
 public:
  explicit FindingFinder(const Page& page) : page_(page), tree_(page.tree()), treaties_(page) {}

  std::vector<record::Finding> find() {
    const auto& sentences = tree_.parse().sentences;
    for (uint32_t s = 0; s < sentences.size(); ++s) {
      if (page_.is_heading(s) || page_.is_question(s)) continue;
      for (uint32_t i = sentences[s].begin; i < sentences[s].end; ++i) read(i);
    }
    return std::move(found_);
  }

 private:
  void read(uint32_t i) {
    const Upos upos = tree_.upos(i);
    if (upos == Upos::kVERB && (read_verb(i) || read_object(i) || read_replacing(i))) return;
    if (read_misread_verb(i)) return;
    if (upos == Upos::kADJ && read_comparison(i)) return;
    if (upos == Upos::kNOUN && (read_existence(i) || read_nature(i))) return;
  }

  // "The treaty provides for …", "it omits …", "which were confined to …".
  bool read_verb(uint32_t verb) {
    std::string_view kind = TreatyWords::get().value("verb", tree_.lemma(verb));
    if (kind.empty() || unreal(verb) || tree_.word(verb) == "binding") return false;
    const uint32_t subject = page_.subject_of(verb);
    if (subject == kNoToken || subject == verb) return false;
    const int treaty = treaties_.meant_by(subject);
    if (treaty == kNoTreaty || !says_something(verb)) return false;
    // "a clause requiring consultations": told with the clause that it stands in.
    if (tree_.deprel(verb) == Deprel::kAcl ||
        (tree_.deprel(verb) == Deprel::kAdvcl && tree_.head(verb) != kNoToken &&
         tree_.upos(tree_.head(verb)) == Upos::kNOUN)) {
      if (treaties_.is_part(subject) || within_finding(verb)) return false;
    }
    const bool object = tree_.child(verb, Deprel::kObj) != kNoToken;
    const bool passive =
        !object && event::is_passive(tree_, verb) && tree_.deprel(verb) != Deprel::kConj;
    if (passive && kind == "replaces") {
      // "It was replaced by the treaty of …".
      const auto [first, last] = page_.clause_around(verb);
      const int agent = treaty_in_clause(first, last, subject, treaty);
      if (agent == kNoTreaty) return false;
      return add(verb, subject, agent, treaty, "replaces");
    }
    if (passive && !in(kPassives, tree_.lemma(verb))) return false;
    if (kind == "replaces" && treaties_.is_part(subject)) return false;
    return add(verb, subject, treaty, kNoTreaty, kind);
  }

  // "That clause was dropped", "left the commitments as they were": a part of a treaty is kept or
  // lost.
  bool read_object(uint32_t verb) {
    const std::string_view kind = TreatyWords::get().value("object", tree_.lemma(verb));
    if (kind.empty() || unreal(verb)) return false;
    for (const uint32_t c : tree_.children(verb)) {
      const Deprel link = tree_.deprel(c);
      if (link != Deprel::kObj && link != Deprel::kNsubjPass) continue;
      if (!treaties_.is_part(c) || treaties_.meant_by(c) == kNoTreaty) continue;
      int treaty = treaties_.meant_by(c), other = kNoTreaty;
      // "When it was replaced by the treaty of 1993, that clause was dropped": by the newer of the
      // two.
      if (kind == "drops") {
        const record::Sentence& sentence = tree_.sentence_of(verb);
        for (uint32_t i = sentence.begin; i < verb; ++i) {
          const int meant = treaties_.meant_by(i);
          if (meant != kNoTreaty && treaties_.treaty(meant).year > treaties_.treaty(treaty).year)
            other = treaty, treaty = meant;
        }
      }
      return add(verb, link == Deprel::kNsubjPass ? c : kNoToken, treaty, other, kind, c);
    }
    return false;
  }

  // "…signed a treaty, replacing an agreement from 2001": the newer one stands in the governing
  // clause.
  bool read_replacing(uint32_t verb) {
    if (TreatyWords::get().value("verb", tree_.lemma(verb)) != "replaces" || unreal(verb))
      return false;
    for (const uint32_t c : tree_.children(verb)) {
      if (tree_.deprel(c) != Deprel::kObj || treaties_.meant_by(c) == kNoTreaty ||
          treaties_.is_part(c))
        continue;
      const int old = treaties_.meant_by(c);
      const record::Sentence& sentence = tree_.sentence_of(verb);
      int newer = kNoTreaty;
      for (uint32_t i = verb; i > sentence.begin && newer == kNoTreaty; --i) {
        const int meant = treaties_.meant_by(i - 1);
        if (meant != old) newer = meant;
      }
      if (newer == kNoTreaty) newer = treaties_.newest();
      if (newer == old || newer == kNoTreaty) return false;
      return add(verb, kNoToken, newer, old, "replaces");
    }
    return false;
  }

  // A verb that was taken for a noun: "the treaty outlines areas", "several of its provisions
  // outline ...".
  bool read_misread_verb(uint32_t i) {
    const record::Sentence& sentence = tree_.sentence_of(i);
    if (i == sentence.begin || tree_.upos(i) == Upos::kVERB || tree_.upos(i) == Upos::kAUX)
      return false;
    const std::string_view word = tree_.word(i);
    uint32_t noun = i - 1;
    while (noun > sentence.begin && tree_.upos(noun) == Upos::kADV) --noun;
    if (tree_.upos(noun) != Upos::kNOUN && tree_.upos(noun) != Upos::kPROPN) return false;
    const int treaty = treaties_.meant_by(noun);
    if (treaty == kNoTreaty || (noun > sentence.begin && tree_.word(noun - 1) == "of"))
      return false;
    const bool plural = tree_.xpos(noun) == "NNS";
    std::string_view kind;
    if (plural) {
      kind = TreatyWords::get().value("verb", word);
    } else if (word.size() > 3 && word.back() == 's') {
      kind = TreatyWords::get().value("verb", word.substr(0, word.size() - 1));
    }
    if (kind.empty() || i + 1 >= sentence.end || tree_.upos(i + 1) == Upos::kPUNCT ||
        tree_.upos(i + 1) == Upos::kAUX || tree_.word(i + 1) == "of")
      return false;
    uint32_t first = noun, last = i;
    while (first > sentence.begin && noun - first < 8 &&
           (tree_.upos(first - 1) == Upos::kADJ || tree_.upos(first - 1) == Upos::kDET ||
            tree_.upos(first - 1) == Upos::kPROPN || tree_.upos(first - 1) == Upos::kPART ||
            tree_.upos(first - 1) == Upos::kNOUN)) {
      --first;
    }
    while (last + 1 < sentence.end && last < i + 40) {
      const std::string_view next = tree_.word(last + 1);
      const bool clause =
          next == "," && last + 2 < sentence.end &&
          (tree_.upos(last + 2) == Upos::kPRON || tree_.upos(last + 2) == Upos::kCCONJ);
      if (clause || next == ";" || next == ":" || next == "." || next == "which" || next == "but")
        break;
      ++last;
    }
    return add_span(first, last, i, treaty, kNoTreaty, kind,
                    page_.words(i + 1, std::min(last, i + kLongestTopic)));
  }

  // "It is wider than …", "the pact is similar to …".
  bool read_comparison(uint32_t adjective) {
    if (tree_.child(adjective, Deprel::kCop) == kNoToken || unreal(adjective)) return false;
    const std::string_view kind = TreatyWords::get().value("comparative", tree_.lemma(adjective));
    const bool comparative = tree_.xpos(adjective) == "JJR" || has_child(adjective, "more") ||
                             has_child(adjective, "less");
    if (kind.empty() && !comparative) return false;
    const uint32_t subject = page_.subject_of(adjective);
    if (subject == kNoToken || treaties_.meant_by(subject) == kNoTreaty) return false;
    const auto [first, last] = page_.clause_around(adjective);
    bool compared = false;
    for (uint32_t i = adjective; i <= last; ++i) {
      const std::string_view word = tree_.word(i);
      compared |=
          word == "than" ||
          (!comparative && (word == "to" || word == "from" || word == "on" || word == "about"));
    }
    if (!compared) return false;
    return add(adjective, subject, treaties_.meant_by(subject), kNoTreaty,
               kind.empty() ? "differs" : kind);
  }

  // "There is no provision for bases."
  bool read_existence(uint32_t noun) {
    if (!treaties_.is_part(noun)) return false;
    const uint32_t verb = tree_.head(noun);
    const uint32_t base = verb != kNoToken && tree_.lemma(verb) == "be" ? verb : noun;
    bool there = false;
    for (const uint32_t c : tree_.children(base)) there |= tree_.word(c) == "there";
    if (!there || unreal(base)) return false;
    const int treaty = treaties_.topic_before(tree_.sentence(noun) + 1);
    if (treaty == kNoTreaty) return false;
    return add(base, kNoToken, treaty, kNoTreaty, "has", noun);
  }

  // "This document is a framework agreement", "it is not an alliance".
  bool read_nature(uint32_t noun) {
    if (tree_.child(noun, Deprel::kCop) == kNoToken || unreal(noun)) return false;
    const TreatyWords& words = TreatyWords::get();
    bool nature = words.is("nature", tree_.lemma(noun));
    for (const uint32_t c : tree_.children(noun))
      nature |= c < noun && words.is("nature", tree_.lemma(c));
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
    const std::string_view kind =
        is_negated(noun, noun) ? std::string_view("lacks") : std::string_view("has");
    return add_span(begin, end, noun, treaty, kNoTreaty, kind, page_.words(first, noun));
  }

  bool within_finding(uint32_t t) const {
    for (int step = 0; step < 12 && t != kNoToken; ++step, t = tree_.head(t)) {
      if (taken_.contains(t)) return true;
    }
    return false;
  }

  // "states expressly that no …": the "that", or kNoToken.
  uint32_t that_behind(uint32_t verb) const {
    const uint32_t end = std::min(tree_.sentence_of(verb).end, verb + 4);
    for (uint32_t i = verb + 1; i < end; ++i) {
      if (tree_.word(i) == "that" && tree_.upos(i) == Upos::kSCONJ) return i;
      if (tree_.upos(i) != Upos::kADV) return kNoToken;
    }
    return kNoToken;
  }

  bool has_child(uint32_t t, std::string_view word) const {
    for (const uint32_t c : tree_.children(t)) {
      if (tree_.word(c) == word) return true;
    }
    return false;
  }

  // Wishes, conditions and what might be are no findings.
  bool unreal(uint32_t predicate) const {
    for (const uint32_t c : tree_.children(predicate)) {
      if (tree_.deprel(c) == Deprel::kAux && in(kUnreal, tree_.word(c))) return true;
      if (tree_.deprel(c) == Deprel::kMark &&
          (tree_.word(c) == "if" || tree_.word(c) == "whether" || tree_.word(c) == "unless"))
        return true;
    }
    const uint32_t head = tree_.head(predicate);
    if (head == kNoToken) return false;
    const bool complement = tree_.deprel(predicate) == Deprel::kXcomp;
    return complement && (in(kWishes, tree_.lemma(head)) || unreal(head));
  }

  bool says_something(uint32_t verb) const {
    const std::string_view lemma = tree_.lemma(verb);
    const record::Sentence& sentence = tree_.sentence_of(verb);
    for (const auto& [known, particles] : kParticles) {
      if (known != lemma) continue;
      bool found = false;
      for (uint32_t i = verb + 1; i < std::min(sentence.end, verb + 4); ++i) {
        const std::string_view word = tree_.word(i);
        size_t at = 0;
        while (at < particles.size()) {
          const size_t space = std::min(particles.find(' ', at), particles.size());
          found |= particles.substr(at, space - at) == word;
          at = space + 1;
        }
      }
      return found;
    }
    if (lemma == "follow") {
      const uint32_t object = tree_.child(verb, Deprel::kObj);
      return object != kNoToken &&
             (in(kModels, tree_.lemma(object)) || treaties_.meant_by(object) != kNoTreaty);
    }
    if (that_behind(verb) != kNoToken) return true;
    // Something must be said: an object, a complement, or a phrase.
    for (const uint32_t c : tree_.children(verb)) {
      const Deprel link = tree_.deprel(c);
      if (c > verb && (link == Deprel::kObj || link == Deprel::kObl || link == Deprel::kOblAgent ||
                       link == Deprel::kCcomp || link == Deprel::kXcomp || link == Deprel::kAdvcl))
        return true;
    }
    return false;
  }

  // Negated: by an adverb, by "no" before the object, or inside what is stated.
  bool is_negated(uint32_t predicate, uint32_t object) const {
    const auto with_not = [&](uint32_t t) {
      for (const uint32_t c : tree_.children(t)) {
        if (in(kNegations, tree_.word(c))) return true;
        if (tree_.deprel(c) == Deprel::kAux) {
          for (const uint32_t d : tree_.children(c)) {
            if (in(kNegations, tree_.word(d))) return true;
          }
        }
      }
      return false;
    };
    if (with_not(predicate)) return true;
    const uint32_t head = tree_.head(predicate);
    if (tree_.deprel(predicate) == Deprel::kXcomp && head != kNoToken &&
        (tree_.lemma(head) == "fail" || with_not(head)))
      return true;
    for (const uint32_t c : tree_.children(predicate)) {
      const Deprel link = tree_.deprel(c);
      if (link == Deprel::kObj || link == Deprel::kObl ||
          (link == Deprel::kNsubj && c > predicate)) {
        if (has_child(c, "no") || has_child(c, "neither") || tree_.word(c) == "nothing" ||
            tree_.word(c) == "none")
          return true;
      }
      if (link == Deprel::kCcomp) {
        const auto [first, last] = page_.clause_around(c);
        if (tree_.word(first) == "no" || with_not(c)) return true;
      }
    }
    const uint32_t that = that_behind(predicate);
    if (that != kNoToken && that + 1 < tree_.size() && tree_.word(that + 1) == "no") return true;
    return object != kNoToken && has_child(object, "no");
  }

  // Another treaty named in the clause of the predicate.
  int treaty_in_clause(uint32_t first, uint32_t last, uint32_t subject, int treaty) const {
    for (uint32_t i = first; i <= last; ++i) {
      if (i == subject || treaties_.is_part(i) || tree_.upos(i) == Upos::kPRON) continue;
      const int meant = treaties_.meant_by(i);
      if (meant != kNoTreaty && meant != treaty) return meant;
    }
    return kNoTreaty;
  }

  bool add(uint32_t predicate, uint32_t subject, int treaty, int other, std::string_view kind,
           uint32_t object = kNoToken) {
    auto [first, last] = page_.clause_around(predicate);
    if (const uint32_t that = that_behind(predicate); that != kNoToken) {
      // The clause that is stated may hang elsewhere in the tree: it goes on to the next mark.
      const uint32_t end = tree_.sentence_of(predicate).end;
      uint32_t i = that;
      while (i + 1 < end && tree_.upos(i + 1) != Upos::kPUNCT) ++i;
      last = std::max(last, i);
    }
    // What the sentence said before of the treaty is a finding of its own.
    if (subject != kNoToken && subject > first && subject < predicate &&
        tree_.word(subject - 1) == ",") {
      const auto told = taken_.lower_bound(first);
      if (told != taken_.end() && *told < subject) first = subject;
    }
    if (object == kNoToken) object = object_of(predicate);
    if (is_negated(predicate, object) && kind != "replaces") kind = negated(kind);
    if (kind.empty()) return false;
    // "omits the provision": one that was there before.
    if (kind == "lacks" && object != kNoToken && treaties_.is_part(object) &&
        has_child(object, "the"))
      kind = "drops";
    if (other == kNoTreaty) other = treaty_in_clause(first, last, subject, treaty);
    const int before = treaties_.predecessor_of(treaty);
    const Comparison comparison = compared(first, last);
    if (comparison == Comparison::kUnlike && kind == "has" && other != kNoTreaty) kind = "adds";
    if (comparison == Comparison::kLike && kind == "has" && other != kNoTreaty) kind = "keeps";
    if (comparison == Comparison::kThan && (kind == "has" || kind == "adds")) kind = "differs";
    if (other == kNoTreaty && (kind == "drops" || kind == "adds" || kind == "keeps") &&
        !treaties_.is_part(subject == kNoToken ? predicate : subject))
      other = before;
    return add_span(first, last, predicate, treaty, other, kind,
                    kind == "replaces" ? std::string() : topic_of(predicate, object, last));
  }

  enum class Comparison : uint8_t { kNone, kUnlike, kLike, kThan };
  Comparison compared(uint32_t first, uint32_t last) const {
    for (uint32_t i = first; i <= last; ++i) {
      const std::string_view word = tree_.word(i);
      if (word == "unlike" || page_.says(i, "in contrast to") ||
          page_.says(i, "in contrast with") || page_.says(i, "compared with") ||
          page_.says(i, "compared to")) {
        return Comparison::kUnlike;
      }
      if (page_.says(i, "similar to") || page_.says(i, "similarly to") ||
          (word == "like" && tree_.deprel(i) == Deprel::kCase) || page_.says(i, "just as"))
        return Comparison::kLike;
      if (word == "than" && !page_.says(i > 0 ? i - 1 : 0, "rather than") &&
          !page_.says(i > 0 ? i - 1 : 0, "more than"))
        return Comparison::kThan;
    }
    return Comparison::kNone;
  }

  uint32_t object_of(uint32_t predicate) const {
    uint32_t best = kNoToken;
    for (const uint32_t c : tree_.children(predicate)) {
      const Deprel link = tree_.deprel(c);
      if (link == Deprel::kObj && c > predicate) return c;
      if (link == Deprel::kNsubjPass && treaties_.is_part(c)) best = c;
      if (best == kNoToken && c > predicate &&
          (link == Deprel::kObl || link == Deprel::kCcomp || link == Deprel::kXcomp ||
           link == Deprel::kAdvcl))
        best = c;
    }
    return best;
  }

  // What the clause is about: the object, without "provision for", "the right to" and the like
  // before it.
  std::string topic_of(uint32_t predicate, uint32_t object, uint32_t last) const {
    uint32_t first = predicate + 1, end = last;
    if (tree_.upos(predicate) == Upos::kADJ) return page_.words(predicate, predicate);
    // "refers to it as a …", "differs from it in …": what stands behind the second preposition.
    for (const uint32_t c : tree_.children(predicate)) {
      const std::string_view preposition =
          c > predicate ? tree_.preposition(c) : std::string_view();
      const bool as = preposition == "as" &&
                      (tree_.lemma(predicate) == "refer" || tree_.lemma(predicate) == "describe");
      const bool in_what = preposition == "in" && tree_.lemma(predicate) == "differ";
      if (as || in_what) object = c;
    }
    if (object != kNoToken && treaties_.meant_by(object) != kNoTreaty && !treaties_.is_part(object))
      return {};
    if (object != kNoToken) {
      first = page_.phrase_begin(object);
      end = page_.phrase_end(object);
      static constexpr std::array<std::string_view, 12> kCarriers = {
          "provision",  "provisions", "clause",     "rule",        "rules", "right",
          "obligation", "article",    "commitment", "cooperation", "area",  "articulation"};
      const bool carrier = in(kCarriers, tree_.lemma(object));
      static constexpr std::array<std::string_view, 11> kParties = {
          "party", "each",      "either", "side", "country",   "two",
          "state", "signatory", "member", "both", "government"};
      if (in(kParties, tree_.lemma(object)) || in(kParties, tree_.word(object))) {
        // "commits both parties to refrain": what they are to do.
        for (uint32_t i = object + 1; i < std::min(last, object + 4); ++i) {
          if (tree_.word(i) != "to" && tree_.word(i) != "from") continue;
          first = i + 1;
          end = last;
          break;
        }
      } else if (carrier && object < end) {
        uint32_t after = object + 1;
        if (tree_.upos(after) == Upos::kADP || tree_.upos(after) == Upos::kPART ||
            tree_.word(after) == "requiring" || tree_.word(after) == "that")
          ++after;
        if (after <= end && tree_.upos(after) != Upos::kPUNCT) first = after;
      }
    }
    while (first < end &&
           (tree_.upos(first) == Upos::kDET || tree_.upos(first) == Upos::kADP ||
            tree_.upos(first) == Upos::kPUNCT || tree_.deprel(first) == Deprel::kMark ||
            tree_.upos(first) == Upos::kADV || tree_.upos(first) == Upos::kSCONJ ||
            tree_.word(first) == "no")) {
      ++first;
    }
    if (first > end) return {};
    end = std::min(end, first + kLongestTopic);
    for (uint32_t i = first + 1; i <= end; ++i) {
      const std::string_view word = tree_.word(i);
      if (word == ";" || word == "which" || word == "while") {
        end = i - 1;
        break;
      }
    }
    while (end > first && (tree_.upos(end) == Upos::kPUNCT || tree_.upos(end) == Upos::kADP ||
                           tree_.upos(end) == Upos::kCCONJ || tree_.upos(end) == Upos::kDET))
      --end;
    return page_.words(first, end);
  }

  bool add_span(uint32_t first, uint32_t last, uint32_t predicate, int treaty, int other,
                std::string_view kind, std::string topic) {
    if (!taken_.insert(predicate).second) return false;
    if (other == kNoTreaty && compared(first, last) == Comparison::kThan) {
      for (uint32_t i = predicate; i <= last && other == kNoTreaty; ++i) {
        if (treaties_.meant_by(i) != treaty) other = treaties_.meant_by(i);
      }
      if (other != kNoTreaty) kind = "differs";
    }
    record::Finding finding;
    finding.treaty = treaties_.treaty(treaty).label();
    if (finding.treaty.empty()) return false;
    if (other != kNoTreaty && other != treaty) finding.other = treaties_.treaty(other).label();
    finding.topic = std::move(topic);
    finding.kind = std::string(kind);
    finding.evidence = page_.evidence(first, last);
    found_.push_back(std::move(finding));
    return true;
  }

  const Page& page_;
  const event::Tree& tree_;
  Treaties treaties_;
  std::set<uint32_t> taken_;
  std::vector<record::Finding> found_;
};

}  // namespace

std::vector<record::Finding> find_findings(const event::Annotations& annotations,
                                           const std::vector<record::Event>&) {
  const Page page(annotations);
  return FindingFinder(page).find();
}

}  // namespace servanda::reading
