// What is expected: clauses with a word of estimative probability, and plain futures where a text
// looks ahead.
#include "servanda/reading/forecasts.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "servanda/base/word_list.h"
#include "servanda/reading/estimates.h"
#include "servanda/reading/page.h"
#include "servanda/reading/statements.h"
#include "servanda/reading/tense.h"
#include "servanda/reading/voice.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

using base::in;

constexpr std::array<std::string_view, 9> kPresent = {
    "is", "are", "'s", "'re", "\xE2\x80\x99s", "\xE2\x80\x99re", "am", "be", "being"};
constexpr std::array<std::string_view, 8> kPast = {"was",  "were",   "had",     "did",
                                                   "been", "wasn't", "weren't", "got"};
constexpr std::array<std::string_view, 8> kLinking = {"remain", "seem", "look", "appear",
                                                      "become", "stay", "be",   "sound"};
constexpr std::array<std::string_view, 12> kAsides = {"recall",   "note",   "say",    "argue",
                                                      "add",      "ask",    "object", "mention",
                                                      "remember", "wonder", "think",  "believe"};
constexpr std::array<std::string_view, 6> kPersons = {"i", "you", "we", "us", "let", "one"};

class ForecastFinder {
 public:
  explicit ForecastFinder(const Page& page) : page_(page), tree_(page.tree()) {}

  std::vector<record::Forecast> find() {
    // What names a probability comes before the plain modals, which may stand in the same clause.
    scan(false);
    find_paragraphs_ahead();
    scan(true);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const record::Forecast& a, const record::Forecast& b) {
                       return a.evidence.span < b.evidence.span;
                     });
    return std::move(found_);
  }

 private:
  void scan(bool modals) {
    const auto& sentences = tree_.parse().sentences;
    for (uint32_t s = 0; s < sentences.size(); ++s) {
      if (page_.is_heading(s) || page_.is_question(s)) continue;
      sentence_ = s;
      taken_ = sentences[s].begin;
      for (uint32_t i = sentences[s].begin; i < sentences[s].end; ++i) {
        if (i < taken_) continue;
        // By the word as written, and by its lemma for verbs.
        const std::string_view word = tree_.word(i), lemma = tree_.lemma(i);
        if (scan_rows(i, estimates_from(word), modals)) continue;
        if (lemma != word) scan_rows(i, estimates_from(lemma), modals);
        if (lemma != word && word.size() > 1 && word.substr(0, word.size() - 1) != lemma)
          scan_rows(i, estimates_from(word.substr(0, word.size() - 1)), modals);
      }
    }
  }

  bool scan_rows(uint32_t at, const std::vector<const Estimate*>& rows, bool modals) {
    for (const Estimate* estimate : rows) {
      if ((estimate->kind == EstimateKind::kModal) == modals && matches(at, *estimate) &&
          read(at, *estimate))
        return true;
    }
    return false;
  }

  // A paragraph with several words of probability looks ahead, and so does one with one at the end
  // of the text: there plain futures count too. Not where somebody speaks of himself.
  void find_paragraphs_ahead() {
    const auto& sentences = tree_.parse().sentences;
    ahead_.assign(sentences.size(), false);
    size_t forecast = 0;
    for (uint32_t first = 0; first < sentences.size();) {
      uint32_t last = first;
      while (last + 1 < sentences.size() && !sentences[last + 1].paragraph_begins) ++last;
      int count = 0;
      bool speech = false;
      for (uint32_t i = sentences[first].begin; i < sentences[last].end && !speech; ++i) {
        const std::string_view word = tree_.word(i);
        speech = word == "i" || word == "we" || word == "you" || word == "my" || word == "our";
      }
      while (forecast < found_.size() &&
             found_[forecast].evidence.span.begin < sentences[last].span.end)
        ++forecast, ++count;
      const bool ahead = !speech && (count >= 2 || (count == 1 && last + 1 == sentences.size()));
      for (uint32_t s = first; s <= last; ++s)
        ahead_[s] = ahead || (!speech && page_.in_outlook(s));
      first = last + 1;
    }
  }

  bool matches(uint32_t at, const Estimate& estimate) const {
    if (estimate.kind == EstimateKind::kActive) {
      if (tree_.upos(at) == Upos::kVERB) return tree_.lemma(at) == estimate.words;
      const std::string_view word = tree_.word(at);
      return word.size() == estimate.words.size() + 1 && word.starts_with(estimate.words) &&
             word.back() == 's';
    }
    return page_.says(at, estimate.words);
  }

  // Reads the estimate at a token; false where the words say something else there.
  bool read(uint32_t at, const Estimate& estimate) {
    const uint32_t last = at + estimate.size - 1;
    switch (estimate.kind) {
      case EstimateKind::kPhrase:
        return add(at, last,
                   tree_.head(at) == kNoToken || tree_.sentence(tree_.head(at)) != sentence_
                       ? at
                       : tree_.head(at),
                   estimate);
      case EstimateKind::kDegree:
        return read_degree(at, estimate);
      case EstimateKind::kAdjective:
        return read_adjective(at, last, estimate);
      case EstimateKind::kVerb:
        return read_passive(at, estimate);
      case EstimateKind::kRuledOut:
        return read_ruled_out(at, estimate);
      case EstimateKind::kAdverb:
        return read_adverb(at, last, estimate);
      case EstimateKind::kActive:
        return tree_.upos(at) == Upos::kVERB ? read_active(at, at, at, estimate)
                                             : read_misread(at, estimate);
      case EstimateKind::kModal:
        return read_modal(at, last, estimate);
    }
    return false;
  }

  // "There is a fair chance that …", "the prospects for … are bleak": how good the chance is said
  // to be.
  bool read_degree(uint32_t at, const Estimate& estimate) {
    static constexpr std::array<std::string_view, 8> kChances = {
        "chance", "likelihood", "probability", "risk", "prospect", "possibility", "danger", "odds"};
    static constexpr std::array<std::string_view, 3> kCarriers = {"be", "have", "stand"};
    uint32_t noun = tree_.head(at);
    if (tree_.deprel(at) != Deprel::kAmod && tree_.deprel(at) != Deprel::kDet)
      noun = page_.subject_of(at);
    if (noun == kNoToken || !in(kChances, tree_.lemma(noun))) return false;
    const bool before = noun > at;
    const uint32_t end = tree_.sentence_of(at).end;
    uint32_t predicate = before ? noun : at;
    // "there is a … chance": the verb carries the clause; alone ("a good chance") it only names
    // one.
    if (before) {
      const uint32_t verb = tree_.head(noun);
      if (verb == kNoToken || !in(kCarriers, tree_.lemma(verb)) || is_past(page_, verb) ||
          tree_.xpos(verb) == "VBD")
        return false;
      const std::string_view next = noun + 1 < end ? tree_.word(noun + 1) : std::string_view();
      if (next != "that" && next != "of" && next != "for") return false;
      predicate = verb;
    } else {
      const uint32_t head = tree_.head(at);
      const bool linked =
          head != kNoToken && in(kLinking, tree_.lemma(head)) && tree_.xpos(head) != "VBD";
      if (copula_of(page_, at).empty() ? !linked : in(kPast, copula_of(page_, at))) return false;
      if (copula_of(page_, at).empty()) predicate = head;
    }
    if (!add(std::min(at, noun), std::max(at, noun), predicate, estimate, {}, false)) return false;
    found_.back().word = std::string(estimate.words) + " " + std::string(tree_.word(noun));
    return true;
  }

  bool read_adjective(uint32_t at, uint32_t last, const Estimate& estimate) {
    const uint32_t t = last;
    const std::string_view next = t + 1 < tree_.size() ? tree_.word(t + 1) : std::string_view();
    const std::string_view word = tree_.word(t);
    if (tree_.deprel(t) == Deprel::kAmod && (tree_.head(t) == kNoToken || tree_.head(t) > t))
      return false;
    if ((word == "set" || word == "poised" || word == "bound" || word == "doomed" ||
         word == "destined") &&
        next != "to")
      return false;
    // "is bound to it by treaty"; what an agreement binds somebody to do is no forecast.
    if (word == "bound" && (t + 2 >= tree_.size() || tree_.xpos(t + 2) != "VB" ||
                            page_.says(tree_.sentence_of(t).begin, "under")))
      return false;
    if (estimate.size == 1 && (word == "certain" || word == "sure") && next != "to" &&
        next != "that")
      return false;
    if ((word == "possible" || word == "impossible" || word == "conceivable") &&
        (next == "to" || next == "for"))
      return false;
    // "to be sure that …": nobody says that it will come.
    if (has_child(page_, t, "to") && copula_of(page_, t) == "be") return false;
    uint32_t predicate = kNoToken;
    const std::string_view copula = copula_of(page_, t);
    if (!copula.empty()) {
      if (in(kPast, copula)) return false;
      predicate = t;
    } else if (tree_.head(t) != kNoToken && in(kLinking, tree_.lemma(tree_.head(t))) &&
               tree_.xpos(tree_.head(t)) != "VBD" &&
               (tree_.deprel(t) == Deprel::kXcomp || tree_.deprel(t) == Deprel::kObj ||
                tree_.deprel(t) == Deprel::kConj || tree_.deprel(t) == Deprel::kAdvmod)) {
      predicate = tree_.head(t);
    }
    // "Experts consider a dispute probable."
    static constexpr std::array<std::string_view, 8> kJudging = {
        "consider", "think", "deem", "regard", "believe", "call", "judge", "assess"};
    uint32_t judge = predicate == kNoToken ? tree_.head(t) : kNoToken;
    for (int step = 0; step < 3 && judge != kNoToken && tree_.upos(judge) != Upos::kVERB; ++step)
      judge = tree_.head(judge);
    if (judge != kNoToken && in(kJudging, tree_.lemma(judge)) &&
        tree_.child(judge, Deprel::kAuxPass) != kNoToken && !is_past(page_, judge)) {
      return add(at, last, judge, estimate);
    }
    if (judge != kNoToken && in(kJudging, tree_.lemma(judge)) &&
        tree_.child(judge, Deprel::kObj) != kNoToken) {
      return read_active(judge, at, last, estimate);
    }
    if (predicate == kNoToken) return false;
    const bool opinion = word == "confident" || word == "convinced" || word == "optimistic" ||
                         word == "sceptical" || word == "skeptical";
    if (opinion)
      return next == "that" && !is_past(page_, t) && add_opinion(at, last, predicate, estimate);
    if (is_past(page_, t) || page_.says(at > 0 ? at - 1 : 0, "as")) return false;
    return add(at, last, predicate, estimate);
  }

  // "Officials are confident that …": the subject is the source.
  bool add_opinion(uint32_t at, uint32_t last, uint32_t predicate, const Estimate& estimate) {
    const uint32_t subject = page_.subject_of(predicate);
    if (subject == kNoToken || !add(at, last, predicate, estimate)) return false;
    if (tree_.upos(subject) != Upos::kPRON)
      found_.back().by = page_.words(page_.phrase_begin(subject), page_.phrase_end(subject));
    return true;
  }

  // "is expected to", "which is expected in", "are widely expected before".
  bool read_passive(uint32_t at, const Estimate& estimate) {
    if (tree_.xpos(at) != "VBN" && tree_.upos(at) != Upos::kVERB) return false;
    bool present = false;
    for (const uint32_t c : tree_.children(at)) {
      if (c > at) continue;
      const Deprel link = tree_.deprel(c);
      if (link == Deprel::kAux || link == Deprel::kAuxPass || link == Deprel::kCop)
        present |= in(kPresent, tree_.word(c));
    }
    if (!present || is_past(page_, at)) return false;
    return add(at, at, at, estimate);
  }

  bool read_ruled_out(uint32_t at, const Estimate& estimate) {
    bool can = false, negated = false;
    const uint32_t begin = tree_.sentence_of(at).begin;
    for (uint32_t i = at; i > begin && i + 5 > at; --i) {
      can |=
          tree_.word(i - 1) == "can" || tree_.word(i - 1) == "could" || tree_.word(i - 1) == "ca";
      negated |=
          tree_.word(i - 1) == "not" || tree_.word(i - 1) == "n't" || tree_.word(i - 1) == "cannot";
    }
    // "is not to be ruled out".
    can |= at >= begin + 2 && page_.says(at - 2, "to be");
    if (!can) return false;
    Estimate read = estimate;
    if (negated) read.low = 0.05, read.high = 0.45;
    return add(at, at + estimate.size - 1, at, read, negated ? "cannot be " : "", false);
  }

  bool read_adverb(uint32_t at, uint32_t last, const Estimate& estimate) {
    uint32_t predicate = tree_.head(last);
    for (int step = 0; step < 3 && predicate != kNoToken && tree_.upos(predicate) != Upos::kVERB &&
                       tree_.upos(predicate) != Upos::kADJ && tree_.upos(predicate) != Upos::kNOUN;
         ++step) {
      predicate = tree_.head(predicate);
    }
    if (predicate == kNoToken || !has_future(page_, predicate, at)) return false;
    // "would certainly be": what somebody would do, not what will come.
    const bool sure = estimate.low >= 0.8;
    if (sure && has_child(page_, predicate, "would")) return false;
    return add(at, last, predicate, estimate);
  }

  // "Analysts expect exports to fall": the subject is the source.
  bool read_active(uint32_t verb, uint32_t first, uint32_t last, const Estimate& estimate) {
    const std::string_view tag = tree_.xpos(verb);
    bool can = false;
    for (const uint32_t c : tree_.children(verb))
      can |= tree_.deprel(c) == Deprel::kAux && tree_.word(c) == "can";
    if (tag != "VBZ" && tag != "VBP" && !(tag == "VB" && can)) return false;
    const uint32_t subject = page_.subject_of(verb);
    if (subject == kNoToken) return false;
    // "No one expects": turned round.
    const bool few = tree_.word(subject) == "few" ||
                     (has_child(page_, subject, "few") && !has_child(page_, subject, "a"));
    const bool nobody = few || tree_.word(subject) == "nobody" || has_child(page_, subject, "no");
    const bool one = can && tree_.word(subject) == "one";
    const bool author = is_author(subject);
    if (in(kPersons, tree_.word(subject)) && !nobody && !one && !author) return false;
    bool complement = false;
    for (const uint32_t c : tree_.children(verb)) {
      const Deprel link = tree_.deprel(c);
      complement |=
          c > verb && (link == Deprel::kXcomp || link == Deprel::kCcomp || link == Deprel::kObj);
    }
    // "reckon with a delay".
    complement |= tree_.lemma(verb) == "reckon" && page_.says(verb + 1, "with");
    if (!complement || is_past(page_, verb) || (is_opinion(verb) && !opens_future(verb)))
      return false;
    if (!add(first, last, verb, estimate)) return false;
    if (nobody) {
      found_.back().word = (few ? "few " : "no one ") + std::string(estimate.words);
      found_.back().probability_low = 1 - estimate.high;
      found_.back().probability_high = 1 - estimate.low;
      return true;
    }
    const bool pronoun = tree_.upos(subject) == Upos::kPRON;
    const actor::Mention* mention = page_.mention_at(subject);
    if (!pronoun) {
      found_.back().by = page_.words(page_.phrase_begin(subject), page_.phrase_end(subject));
    } else if (mention != nullptr && !mention->actors.empty()) {
      found_.back().by = mention->actors[0].name;
    }
    return true;
  }

  // "We expect …" outside a quotation: the author of an analysis.
  bool is_author(uint32_t subject) const {
    if (tree_.word(subject) != "we") return false;
    const record::Sentence& sentence = tree_.sentence_of(subject);
    for (uint32_t i = sentence.begin; i < subject; ++i) {
      if (tree_.word(i) == "\"" || tree_.word(i) == "\xE2\x80\x9C") return false;
    }
    return true;
  }

  // Verbs of opinion, which are of the future only if their clause is.
  bool is_opinion(uint32_t verb) const {
    static constexpr std::array<std::string_view, 5> kOpinions = {"believe", "think", "assume",
                                                                  "suspect", "estimate"};
    return in(kOpinions, tree_.lemma(verb));
  }

  bool opens_future(uint32_t verb) const {
    const uint32_t content = tree_.child(verb, Deprel::kCcomp);
    return content != kNoToken && content > verb && has_child(page_, content, "will");
  }

  // "The IMF projects growth of …": the verb was taken for a noun.
  bool read_misread(uint32_t at, const Estimate& estimate) {
    const record::Sentence& sentence = tree_.sentence_of(at);
    if (tree_.xpos(at) != "NNS" || at == sentence.begin || at + 1 >= sentence.end) return false;
    const uint32_t source = at - 1;
    const actor::Mention* mention = page_.mention_at(source);
    const bool named =
        tree_.upos(source) == Upos::kPROPN ||
        (mention != nullptr && mention->head_token == source && tree_.upos(source) == Upos::kNOUN);
    const Upos next = tree_.upos(at + 1);
    if (!named ||
        (next != Upos::kNOUN && next != Upos::kADJ && next != Upos::kDET && next != Upos::kSCONJ) ||
        tree_.head(at) == source)
      return false;
    for (uint32_t i = at + 1; i < std::min(sentence.end, at + 12); ++i) {
      if (tree_.upos(i) == Upos::kVERB && tree_.xpos(i) != "VBN" && tree_.xpos(i) != "VBG" &&
          tree_.xpos(i) != "VB")
        return false;
    }
    const uint32_t predicate = tree_.head(at) == kNoToken ? at : tree_.head(at);
    if (!add(at, at, predicate, estimate)) return false;
    found_.back().by = mention != nullptr ? page_.words(mention->first_token, mention->last_token)
                                          : page_.words(source, source);
    return true;
  }

  // "will, most think, go along", "should reach the port, the ministry expects, by May": somebody's
  // expectation set beside a plain future.
  bool has_expectation_beside(uint32_t at) const {
    static constexpr std::array<std::string_view, 9> kExpecting = {
        "expect", "think", "believe", "assume", "predict", "reckon", "suppose", "hope", "forecast"};
    const record::Sentence& sentence = tree_.sentence_of(at);
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const std::string_view tag = tree_.xpos(i);
      if (tree_.upos(i) != Upos::kVERB || !in(kExpecting, tree_.lemma(i)) ||
          (tag != "VBZ" && tag != "VBP" && tag != "VBN"))
        continue;
      const uint32_t subject = page_.subject_of(i);
      if (tag != "VBN" && (subject == kNoToken || in(kPersons, tree_.word(subject)))) continue;
      // Between marks or at the end.
      uint32_t before = i;
      while (before > sentence.begin && i - before < 6 && tree_.word(before - 1) != ",") --before;
      const bool marked = before > sentence.begin && tree_.word(before - 1) == ",";
      const bool closed = i + 1 >= sentence.end || tree_.upos(i + 1) == Upos::kPUNCT;
      if (marked && closed) return true;
    }
    return false;
  }

  bool read_modal(uint32_t at, uint32_t last, const Estimate& estimate) {
    if (tree_.xpos(at) != "MD" && tree_.upos(at) != Upos::kAUX) return false;
    // "On 28 May a court ruled".
    if (at > tree_.sentence_of(at).begin && page_.words(at, at) == "May") return false;
    uint32_t predicate = tree_.head(at);
    if (predicate == kNoToken || predicate < at) return false;
    const uint32_t subject = page_.subject_of(predicate);
    if (subject != kNoToken && in(kPersons, tree_.word(subject))) return false;
    if (in(kAsides, tree_.lemma(predicate)) || is_conditional(page_, predicate)) return false;
    if (estimate.size == 1) {
      const bool dated = horizon_of(page_, predicate).known(), looks_ahead = ahead_[sentence_];
      const bool ahead =
          estimate.words == "should"
              ? dated || names_limit(predicate)
              : looks_ahead || (estimate.words != "will" && dated) || has_expectation_beside(at);
      if (!ahead) return false;
      // "could have", "may have": of the past.
      for (const uint32_t c : tree_.children(predicate)) {
        if (tree_.deprel(c) == Deprel::kAux && tree_.lemma(c) == "have") return false;
      }
    }
    return add(at, last, predicate, estimate);
  }

  // "should be done before Christmas".
  bool names_limit(uint32_t predicate) const {
    const auto [first, last] = page_.clause_around(predicate);
    for (uint32_t i = predicate; i <= last; ++i) {
      const bool limit = tree_.word(i) == "before" || tree_.word(i) == "by" ||
                         tree_.word(i) == "within" || tree_.word(i) == "soon";
      if (limit && tree_.upos(i) != Upos::kVERB) return true;
    }
    return false;
  }

  bool negated(uint32_t at, uint32_t predicate) const {
    for (const uint32_t c : tree_.children(predicate)) {
      if (c < at && (tree_.word(c) == "not" || tree_.word(c) == "n't" ||
                     tree_.word(c) == "n\xE2\x80\x99t" || tree_.word(c) == "never"))
        return true;
    }
    return false;
  }

  bool add(uint32_t at, uint32_t last, uint32_t predicate, const Estimate& estimate,
           std::string_view prefix = {}, bool may_negate = true) {
    // A probability said over a clause holds for the futures inside it.
    for (uint32_t current = predicate, step = 0; current != kNoToken && step < 5; ++step) {
      if (used_.contains(current)) return false;
      const Deprel link = tree_.deprel(current);
      if (link != Deprel::kCcomp && link != Deprel::kXcomp && link != Deprel::kCsubj) break;
      current = tree_.head(current);
    }
    if (is_conditional(page_, predicate) ||
        std::any_of(covered_.begin(), covered_.end(),
                    [&](const auto& c) { return c.first <= at && at <= c.second; })) {
      return false;
    }
    // "I will certainly ask": an assurance of the speaker's own.
    const uint32_t subject = page_.subject_of(predicate);
    if (subject != kNoToken && in(kPersons, tree_.word(subject)) &&
        estimate.kind != EstimateKind::kPhrase && !has_child(page_, subject, "no") &&
        tree_.word(subject) != "one" && !is_author(subject))
      return false;
    used_.insert(predicate);
    if (tree_.deprel(predicate) == Deprel::kXcomp && tree_.head(predicate) != kNoToken)
      used_.insert(tree_.head(predicate));
    taken_ = last + 1;

    auto [first, end] = page_.clause_around(predicate);
    if (estimate.kind == EstimateKind::kPhrase) {
      // "It looks as if the line will be late": up to the next mark.
      const uint32_t stop = tree_.sentence_of(at).end;
      if (end <= last) {
        end = last;
        while (end + 1 < stop && tree_.upos(end + 1) != Upos::kPUNCT) ++end;
      }
      covered_.emplace_back(at, end);
      first = std::min(first, at);
      end = std::max(end, last);
    }
    // "that is likely", "it's possible": of what, the clause does not say.
    const bool bare =
        subject != kNoToken && (tree_.word(subject) == "it" || tree_.word(subject) == "that" ||
                                tree_.word(subject) == "this");
    if (bare && end <= last && estimate.kind != EstimateKind::kPhrase) return false;
    record::Forecast forecast;
    forecast.word = std::string(prefix) + page_.words(at, last);
    std::transform(forecast.word.begin(), forecast.word.end(), forecast.word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (estimate.kind == EstimateKind::kActive) forecast.word = std::string(estimate.words);
    forecast.probability_low = estimate.low;
    forecast.probability_high = estimate.high;
    if (may_negate && estimate.kind != EstimateKind::kModal &&
        estimate.kind != EstimateKind::kAdverb && negated(at, predicate)) {
      forecast.word = "not " + forecast.word;
      forecast.probability_low = 1 - estimate.high;
      forecast.probability_high = 1 - estimate.low;
    }
    forecast.by = voice_of(page_, predicate);
    forecast.horizon = horizon_of(page_, predicate);
    forecast.evidence = page_.evidence(first, end);
    forecast.proposition = proposition(first, end, predicate);
    found_.push_back(std::move(forecast));
    return true;
  }

  // The words of the clause; a relative one is given with what it speaks of.
  std::string proposition(uint32_t first, uint32_t end, uint32_t predicate) const {
    const std::string_view word = tree_.word(first);
    const bool relative =
        word == "which" || word == "who" || (word == "that" && tree_.upos(first) == Upos::kPRON);
    if (!relative) return page_.words(first, end);
    const uint32_t subject = page_.subject_of(predicate);
    if (subject != kNoToken && subject < first && tree_.upos(subject) == Upos::kNOUN) {
      return page_.words(page_.phrase_begin(subject), end);
    }
    const record::Sentence& sentence = tree_.sentence_of(predicate);
    return page_.words(sentence.begin, end);
  }

  const Page& page_;
  const event::Tree& tree_;
  uint32_t sentence_ = 0;
  std::vector<std::pair<uint32_t, uint32_t>> covered_;  // tokens that a phrase has spoken for
  std::vector<bool> ahead_;  // sentences in which a plain future is a forecast
  uint32_t taken_ = 0;
  std::set<uint32_t> used_;
  std::vector<record::Forecast> found_;
};

}  // namespace

record::Date horizon_of(const Page& page, uint32_t predicate) {
  const auto [first, last] = page.clause_around(predicate);
  const record::Date& written = page.document().date;
  record::Date best;
  for (uint32_t i = first; i <= last; ++i) {
    const language::TimeExpression* time = page.time_at(i);
    if (time == nullptr || time->first_token != i || !time->date.known()) continue;
    if (time->kind == language::TimeKind::kSince || time->kind == language::TimeKind::kOffset)
      continue;
    if (written.known() && record::last_day(time->date) <= record::last_day(written)) continue;
    if (!written.known() && !time->date.open_begin) continue;
    best = time->date;
    if (best.open_begin) best.open_begin = best.interval = false, best.begin = best.end;
  }
  return best;
}

std::vector<record::Forecast> find_forecasts(const Page& page) {
  return ForecastFinder(page).find();
}

}  // namespace servanda::reading
