// Reads the frames; their words stand in data/reading/motive_words.tsv.
#include "servanda/reading/motive_frames.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "servanda/embedded/kReadingMotiveWords.h"
#include "servanda/event/clause.h"
#include "servanda/reading/statements.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

constexpr uint32_t kLongestPurpose = 40;  // words

struct Phrase {
  std::string_view first, rest;  // "look" (any form), "for"
  uint32_t size = 0;
};

class FrameWords {
 public:
  static const FrameWords& get() {
    static const FrameWords words;
    return words;
  }
  bool is(std::string_view kind, std::string_view word) const {
    return words_.contains({kind, word});
  }
  const std::vector<Phrase>& phrases(std::string_view kind) const { return phrases_.at(kind); }

 private:
  FrameWords() {
    for (const std::string_view kind : {"pursuit", "driver", "cause"}) phrases_[kind];
    for (const auto& row : read_rows(embedded::kReadingMotiveWords())) {
      if (row.size() < 2) continue;
      words_.insert({row[1], row[0]});
      const auto at = phrases_.find(row[1]);
      const size_t space = row[0].find(' ');
      if (at == phrases_.end() || space == std::string_view::npos) continue;
      at->second.push_back(
          {row[0].substr(0, space), row[0].substr(space + 1), Page::size_of(row[0])});
    }
    for (auto& [kind, phrases] : phrases_) {
      std::stable_sort(phrases.begin(), phrases.end(),
                       [](const Phrase& a, const Phrase& b) { return a.size > b.size; });
    }
  }

  std::set<std::pair<std::string_view, std::string_view>> words_;
  std::map<std::string_view, std::vector<Phrase>> phrases_;
};

bool is_be(std::string_view word) {
  return word == "is" || word == "are" || word == "was" || word == "were" || word == "remains" ||
         word == "remain";
}

bool in_noun_phrase(Upos upos) {
  return upos == Upos::kNOUN || upos == Upos::kPROPN || upos == Upos::kADJ || upos == Upos::kDET ||
         upos == Upos::kNUM || upos == Upos::kPART || upos == Upos::kADV || upos == Upos::kPRON;
}

bool is_noun(Upos upos) { return upos == Upos::kNOUN || upos == Upos::kPROPN; }

bool is_quote(std::string_view word) {
  return word == "\"" || word == "\xE2\x80\x9C" || word == "\xE2\x80\x9D" || word == "``" ||
         word == "''" || word == "\xE2\x80\x98" || word == "\xE2\x80\x99";
}

}  // namespace

std::optional<MotiveFrame> MotiveFrames::read(uint32_t i) const {
  const std::string_view word = tree_.word(i);
  if (Frame found = read_pursuit(i)) return found;
  if (Frame found = read_driver(i)) return found;
  if (Frame found = read_cause(i)) return found;
  if (word == "for") return read_for_whom(i);
  if (word == "what") return read_what(i);
  if (word == "to") return read_fronted(i);
  if (word == "we") return read_quoted(i);
  if (is_noun(tree_.upos(i))) {
    if (Frame found = read_in_interest(i)) return found;
    return read_aim(i);
  }
  if (tree_.upos(i) != Upos::kVERB) return std::nullopt;
  for (const auto& reader :
       {&MotiveFrames::read_fear, &MotiveFrames::read_hope, &MotiveFrames::read_prize,
        &MotiveFrames::read_use, &MotiveFrames::read_benefit, &MotiveFrames::read_regard,
        &MotiveFrames::read_act}) {
    if (Frame found = (this->*reader)(i)) return found;
  }
  return std::nullopt;
}

// "is after jobs", "is looking to sell", "hedges against a withdrawal", "was at pains not to
// offend".
MotiveFrames::Frame MotiveFrames::read_pursuit(uint32_t i) const {
  const uint32_t end = tree_.sentence_of(i).end;
  if (tree_.word(i) == "after" && i > 0 && i + 1 < end) {
    const uint32_t before = tree_.word(i - 1) == "really" && i > 1 ? i - 2 : i - 1;
    const uint32_t noun = noun_of_phrase(i + 1);
    if (!is_be(tree_.word(before)) || noun == kNoToken || page_.time_at(i + 1) != nullptr)
      return std::nullopt;
    return frame(i, i + 1, phrase_last(i + 1),
                 owners_.of_clause(tree_.head(i) == kNoToken ? i : tree_.head(i)));
  }
  // "are out to shield", "is out for technology".
  if (tree_.word(i) == "out" && i > 0 && i + 2 < end && is_be(tree_.word(i - 1)) &&
      (tree_.word(i + 1) == "to" || tree_.word(i + 1) == "for")) {
    const uint32_t above = tree_.head(i) == kNoToken ? i : tree_.head(i);
    if (tree_.word(i + 1) == "to" && tree_.xpos(i + 2) == "VB")
      return frame(i, i + 1, clause_last(i + 1), owners_.of_clause(above));
    if (tree_.word(i + 1) == "for" && noun_of_phrase(i + 2) != kNoToken &&
        page_.time_at(i + 2) == nullptr)
      return frame(i, i + 2, phrase_last(i + 2), owners_.of_clause(above));
  }
  // "can ill afford to lose".
  if (tree_.lemma(i) == "afford" && i > 0 && i + 2 < end && tree_.word(i + 1) == "to") {
    const std::string_view before = tree_.word(i - 1);
    const bool cannot = before == "ill" || before == "hardly" || before == "scarcely" ||
                        before == "not" || before == "cannot" || before == "n't";
    if (cannot) {
      // The subject may hang on "ill" in the tree.
      std::vector<record::Actor> actors = owners_.of_clause(i);
      if (actors.empty()) actors = owners_.of_clause(i - 1);
      return frame(i, i + 1, clause_last(i + 1), std::move(actors));
    }
  }
  for (const Phrase& phrase : FrameWords::get().phrases("pursuit")) {
    if ((tree_.word(i) != phrase.first && tree_.lemma(i) != phrase.first) ||
        i + phrase.size >= end || !page_.says(i + 1, phrase.rest) || unreal(i))
      continue;
    const bool infinitive = phrase.rest.ends_with("to");
    const uint32_t from = infinitive ? i + phrase.size - 1 : i + phrase.size;
    if (infinitive && tree_.xpos(from + 1) != "VB") continue;
    // "looked for survivors": what was done, not what is wanted.
    const bool verb = tree_.upos(i) == Upos::kVERB;
    if (verb && phrase.first == "look" && tree_.xpos(i) != "VBG" && tree_.xpos(i) != "VBZ" &&
        tree_.xpos(i) != "VBP")
      continue;
    const bool gerund = tree_.xpos(from) == "VBG";
    const uint32_t last = infinitive || gerund ? clause_last(from) : phrase_last(from);
    if (!infinitive && !gerund && noun_of_phrase(from) == kNoToken) continue;
    return frame(i, from, last, owners_.of_clause(i));
  }
  return std::nullopt;
}

// "Driven by fear of isolation, Turkey …", "Turkey, guided by the wish to …".
MotiveFrames::Frame MotiveFrames::read_driver(uint32_t i) const {
  for (const Phrase& phrase : FrameWords::get().phrases("driver")) {
    if (tree_.word(i) != phrase.first) continue;
    // "motivated above all by".
    uint32_t by = i + 1;
    const uint32_t end = std::min(tree_.sentence_of(i).end, i + 5);
    while (by < end && tree_.word(by) != phrase.rest && tree_.upos(by) != Upos::kPUNCT) ++by;
    if (by >= end || tree_.word(by) != phrase.rest) continue;
    const uint32_t from = by + 1, noun = noun_of_phrase(from);
    // "guided by Russia": a person or state is no motive.
    if (noun == kNoToken || page_.mention_at(noun) != nullptr) return std::nullopt;
    return frame(i, from, phrase_last(from), owners_.of_clause(i));
  }
  return std::nullopt;
}

// "out of regard for Baku", "in response to Greek rearmament".
MotiveFrames::Frame MotiveFrames::read_cause(uint32_t i) const {
  static constexpr std::array<std::string_view, 8> kAsked = {
      "question", "request", "query", "inquiry", "letter", "journalist", "call", "appeal"};
  for (const Phrase& phrase : FrameWords::get().phrases("cause")) {
    if (tree_.word(i) != phrase.first || !page_.says(i + 1, phrase.rest)) continue;
    const uint32_t from = i + phrase.size;
    if (from >= tree_.sentence_of(i).end) return std::nullopt;
    const bool clause = phrase.rest.ends_with("that");
    const uint32_t noun = noun_of_phrase(from);
    if (!clause && noun == kNoToken) return std::nullopt;
    if (!clause && std::find(kAsked.begin(), kAsked.end(), tree_.lemma(noun)) != kAsked.end())
      return std::nullopt;
    // The verb that the phrase hangs on, wherever it stands.
    uint32_t governor = tree_.head(i);
    for (int step = 0; step < 6 && governor != kNoToken; ++step) {
      if (tree_.upos(governor) == Upos::kVERB && (governor < i || governor > from)) break;
      governor = tree_.head(governor);
    }
    if (governor == kNoToken) return std::nullopt;
    return frame(i, i, clause ? clause_last(from) : phrase_last(from), owners_.of_clause(governor));
  }
  return std::nullopt;
}

// "fears a Kurdish state", "because it feared an attack": now, or as a reason.
MotiveFrames::Frame MotiveFrames::read_fear(uint32_t verb) const {
  if (!FrameWords::get().is("fear", tree_.lemma(verb)) || unreal(verb)) return std::nullopt;
  const std::string_view tag = tree_.xpos(verb);
  const uint32_t mark = tree_.child(verb, Deprel::kMark);
  const bool reason = mark != kNoToken && (tree_.word(mark) == "because" ||
                                           tree_.word(mark) == "as" || tree_.word(mark) == "since");
  if (tag != "VBZ" && tag != "VBP" && !(tag == "VBD" && reason)) return std::nullopt;
  for (const uint32_t c : tree_.children(verb)) {
    if (c < verb) continue;
    if (tree_.deprel(c) == Deprel::kCcomp)
      return frame(verb, verb + 1, clause_last(verb + 1), owners_.of_clause(verb));
    if (tree_.deprel(c) == Deprel::kObj && tree_.upos(c) == Upos::kNOUN)
      return frame(verb, verb + 1, phrase_last(verb + 1), owners_.of_clause(verb));
  }
  return std::nullopt;
}

// "hopes that the pact will deter Greece".
MotiveFrames::Frame MotiveFrames::read_hope(uint32_t verb) const {
  if (tree_.lemma(verb) != "hope" || unreal(verb)) return std::nullopt;
  const uint32_t content = tree_.child(verb, Deprel::kCcomp);
  if (content == kNoToken || content < verb) return std::nullopt;
  const uint32_t from = tree_.word(verb + 1) == "that" ? verb + 2 : verb + 1;
  return frame(verb, from, clause_last(from), owners_.of_clause(verb));
}

// "needed a counterweight", "has sought leverage", "pursues insurance": whatever the tense, the
// thing is one that is wanted for itself.
MotiveFrames::Frame MotiveFrames::read_prize(uint32_t verb) const {
  static constexpr std::array<std::string_view, 5> kSeeking = {"need", "seek", "pursue", "want",
                                                               "crave"};
  const uint32_t object = tree_.child(verb, Deprel::kObj);
  if (std::find(kSeeking.begin(), kSeeking.end(), tree_.lemma(verb)) == kSeeking.end() ||
      object == kNoToken || object < verb || unreal(verb) ||
      !FrameWords::get().is("prize", tree_.lemma(object)))
    return std::nullopt;
  return frame(verb, verb + 1, phrase_last(verb + 1), owners_.of_clause(verb));
}

// "uses the pact to put pressure on Greece".
MotiveFrames::Frame MotiveFrames::read_use(uint32_t verb) const {
  if (!FrameWords::get().is("use", tree_.lemma(verb)) || unreal(verb) ||
      event::is_passive(tree_, verb))
    return std::nullopt;
  const uint32_t object = tree_.child(verb, Deprel::kObj);
  if (object == kNoToken || object < verb) return std::nullopt;
  const uint32_t end = std::min(tree_.sentence_of(verb).end, object + 8);
  for (uint32_t i = object + 1; i + 1 < end; ++i) {
    if (tree_.upos(i) == Upos::kPUNCT) return std::nullopt;
    if (tree_.word(i) != "to" || tree_.xpos(i + 1) != "VB") continue;
    return frame(verb, i, clause_last(i), owners_.of_clause(verb));
  }
  return std::nullopt;
}

// "The pact gives Ankara a foothold", "it allows Turkey to present itself as …", "serves to tie
// Egypt": what a thing is good for is what its owner wants of it.
MotiveFrames::Frame MotiveFrames::read_benefit(uint32_t verb) const {
  const FrameWords& words = FrameWords::get();
  const bool enables = words.is("enable", tree_.lemma(verb));
  if (!enables && !words.is("bring", tree_.lemma(verb))) return std::nullopt;
  const record::Sentence& sentence = tree_.sentence_of(verb);
  uint32_t at = verb + 1;
  if (at < sentence.end && tree_.upos(at) == Upos::kDET) ++at;
  const actor::Mention* whom = at < sentence.end ? page_.mention_at(at) : nullptr;
  if (whom == nullptr || whom->first_token > at || whom->actors.empty() ||
      event::is_passive(tree_, verb))
    return std::nullopt;
  const uint32_t subject = page_.subject_of(verb);
  if (subject == kNoToken || subject > verb || page_.mention_at(subject) != nullptr)
    return std::nullopt;
  // What a treaty allows or gives is its content.
  const int treaty = treaties_.meant_by(subject);
  if (treaty != kNoTreaty && (enables || treaties_.is_part(subject))) {
    const std::string_view noun = tree_.lemma(subject);
    if (noun != "alliance" && noun != "partnership" && noun != "it") return std::nullopt;
  }
  const uint32_t next = whom->last_token + 1;
  if (next + 1 >= sentence.end) return std::nullopt;
  if (enables) {
    const bool infinitive = tree_.word(next) == "to" && tree_.xpos(next + 1) == "VB";
    if (!infinitive && tree_.xpos(next) != "VB") return std::nullopt;
    return frame(verb, next, clause_last(next), whom->actors);
  }
  const uint32_t noun = noun_of_phrase(next);
  if (noun == kNoToken || !words.is("prize", tree_.lemma(noun))) return std::nullopt;
  return frame(verb, next, phrase_last(next), whom->actors);
}

// "sees the pact as a means of …", "sees in the pact a shield".
MotiveFrames::Frame MotiveFrames::read_regard(uint32_t verb) const {
  const FrameWords& words = FrameWords::get();
  if (!words.is("regard", tree_.lemma(verb)) || unreal(verb) || event::is_passive(tree_, verb))
    return std::nullopt;
  const uint32_t end = std::min(tree_.sentence_of(verb).end, verb + 12);
  for (uint32_t i = verb + 1; i + 1 < end; ++i) {
    if (tree_.upos(i) == Upos::kPUNCT) return std::nullopt;
    if (tree_.word(i) == "as" ||
        (tree_.word(verb + 1) == "in" && tree_.upos(i) == Upos::kDET && i > verb + 2)) {
      const uint32_t from = tree_.word(i) == "as" ? i + 1 : i, noun = noun_of_phrase(from);
      if (noun == kNoToken || !words.is("prize", tree_.lemma(noun))) continue;
      return frame(verb, from, std::max(phrase_last(from), noun), owners_.of_clause(verb));
    }
  }
  return std::nullopt;
}

// "For Ankara it is a matter of prestige".
MotiveFrames::Frame MotiveFrames::read_for_whom(uint32_t preposition) const {
  const record::Sentence& sentence = tree_.sentence_of(preposition);
  uint32_t at = preposition + 1;
  if (at < sentence.end && tree_.upos(at) == Upos::kDET) ++at;
  const actor::Mention* whom = at < sentence.end ? page_.mention_at(at) : nullptr;
  std::vector<record::Actor> actors;
  if (at < sentence.end && tree_.word(at) == "us")
    actors = speaker_of(at);
  else if (whom != nullptr && whom->first_token <= at)
    actors = whom->actors;
  if (actors.empty() || preposition > sentence.begin + 2) return std::nullopt;
  for (uint32_t i = at + 1; i + 1 < std::min(sentence.end, at + 14); ++i) {
    // "For Belgrade the pipe means a way out", "For Manila the pact serves to deter".
    const std::string_view verb = tree_.upos(i) == Upos::kVERB ? tree_.lemma(i) : "";
    const bool now = tree_.xpos(i) == "VBZ" || tree_.xpos(i) == "VBP";
    if (now && (verb == "mean" || verb == "promise") && noun_of_phrase(i + 1) != kNoToken &&
        !is_negated(page_, i, i))
      return frame(preposition, i + 1, phrase_last(i + 1), std::move(actors));
    if (now && verb == "serve" && tree_.word(i + 1) == "to")
      return frame(preposition, i + 1, clause_last(i + 1), std::move(actors));
    // "For Algiers the accord is a dyke", "For Caracas they are votes".
    if (i > at + 1 && (tree_.word(i) == "is" || tree_.word(i) == "are") &&
        (tree_.upos(i + 1) == Upos::kDET || is_noun(tree_.upos(i + 1)))) {
      const uint32_t what = noun_of_phrase(i + 1);
      if (what != kNoToken && tree_.child(what, Deprel::kCop) == i &&
          page_.time_at(i + 1) == nullptr && page_.mention_at(what) == nullptr)
        return frame(preposition, i + 1, phrase_last(i + 1), std::move(actors));
    }
    if (tree_.upos(i) != Upos::kNOUN || !FrameWords::get().is("matter", tree_.lemma(i))) continue;
    const uint32_t copula = tree_.child(i, Deprel::kCop);
    if (copula == kNoToken || is_negated(page_, i, i)) return std::nullopt;
    return frame(preposition, copula + 1, clause_last(copula + 1), std::move(actors));
  }
  return std::nullopt;
}

// "His aim, ministers say, is to triple the army", "Ankara's concern is that …", "its goal remains
// a port".
MotiveFrames::Frame MotiveFrames::read_aim(uint32_t noun) const {
  if (tree_.upos(noun) != Upos::kNOUN || !FrameWords::get().is("aim", tree_.lemma(noun)))
    return std::nullopt;
  std::vector<record::Actor> actors = owners_.of_noun(noun);
  if (actors.empty()) return std::nullopt;
  const uint32_t end = std::min(tree_.sentence_of(noun).end, noun + 14);
  for (uint32_t i = noun + 1; i + 1 < end; ++i) {
    // Over what is said between commas.
    if (tree_.word(i) == "," && tree_.word(i + 1) != "which") {
      uint32_t close = i + 1;
      while (close < std::min(end, i + 9) && tree_.word(close) != ",") ++close;
      if (close >= end || tree_.word(close) != ",") return std::nullopt;
      i = close;
      continue;
    }
    if (tree_.upos(i) == Upos::kVERB && !is_be(tree_.word(i))) return std::nullopt;
    if (!is_be(tree_.word(i))) continue;
    uint32_t from = i + 1;
    if (tree_.word(from) == "not" || tree_.word(from) == "n't") return std::nullopt;
    if (tree_.word(from) == "to" && tree_.xpos(from + 1) == "VB")
      return frame(page_.phrase_begin(noun), from, clause_last(from), std::move(actors));
    if (tree_.word(from) == "that")
      return frame(page_.phrase_begin(noun), from + 1, clause_last(from + 1), std::move(actors));
    // "Delhi's purpose is plain enough: a way round the mountains".
    if (tree_.upos(from) == Upos::kADJ || tree_.upos(from) == Upos::kADV) {
      const uint32_t stop = std::min(tree_.sentence_of(noun).end, from + 7);
      for (uint32_t k = from + 1; k + 1 < stop; ++k) {
        if (tree_.word(k) == ":" || tree_.word(k) == "namely")
          return frame(page_.phrase_begin(noun), k + 1, clause_last(k + 1), std::move(actors));
      }
    }
    // "Ankara's interest is in a port".
    if ((tree_.word(from) == "in" || tree_.word(from) == "for") && from + 1 < end) {
      ++from;
      if (tree_.xpos(from) == "VBG")
        return frame(page_.phrase_begin(noun), from, clause_last(from), std::move(actors));
    }
    const uint32_t what = noun_of_phrase(from);
    if (what == kNoToken || page_.time_at(from) != nullptr) return std::nullopt;
    return frame(page_.phrase_begin(noun), from, phrase_last(from), std::move(actors));
  }
  return std::nullopt;
}

// "It is in Helsinki's interest that the line be built", "to keep it open is in its interest".
MotiveFrames::Frame MotiveFrames::read_in_interest(uint32_t noun) const {
  if (tree_.lemma(noun) != "interest" || tree_.preposition(noun) != "in") return std::nullopt;
  std::vector<record::Actor> actors = owners_.of_noun(noun);
  const uint32_t end = tree_.sentence_of(noun).end;
  if (actors.empty()) return std::nullopt;
  for (uint32_t i = noun + 1; i + 1 < std::min(end, noun + 6); ++i) {
    const bool infinitive = tree_.word(i) == "to" && tree_.xpos(i + 1) == "VB";
    if (tree_.word(i) != "that" && !infinitive) continue;
    return frame(page_.phrase_begin(noun), infinitive ? i : i + 1, clause_last(i + 1),
                 std::move(actors));
  }
  return std::nullopt;
}

// "What drives Ankara is fear", "what Turkey wants is recognition", "what matters to Cairo is to
// avoid a precedent".
MotiveFrames::Frame MotiveFrames::read_what(uint32_t what) const {
  static constexpr std::array<std::string_view, 16> kWanting = {
      "wants",  "wanted", "seeks", "sought",    "needs",   "needed",  "fears",    "after",
      "drives", "drove",  "moves", "motivates", "worries", "matters", "mattered", "counts"};
  const uint32_t end = std::min(tree_.sentence_of(what).end, what + 12);
  std::vector<record::Actor> actors;
  bool wants = false;
  for (uint32_t i = what + 1; i + 1 < end; ++i) {
    if (tree_.upos(i) == Upos::kPUNCT) return std::nullopt;
    if (actors.empty()) actors = owners_.at(i);
    const bool wanting =
        std::find(kWanting.begin(), kWanting.end(), tree_.word(i)) != kWanting.end();
    wants |= wanting;
    if (!wants || wanting || !is_be(tree_.word(i))) continue;
    const bool infinitive = tree_.word(i + 1) == "to" || tree_.word(i + 1) == "that";
    if (!infinitive && noun_of_phrase(i + 1) == kNoToken) return std::nullopt;
    return frame(what, i + 1, infinitive ? clause_last(i + 1) : phrase_last(i + 1),
                 std::move(actors));
  }
  return std::nullopt;
}

// "To keep its options open, Ankara signed nothing."
MotiveFrames::Frame MotiveFrames::read_fronted(uint32_t to) const {
  const record::Sentence& sentence = tree_.sentence_of(to);
  // "It is to escape tariffs that Ottawa courts Brussels".
  if (to == sentence.begin + 2 && tree_.word(sentence.begin) == "it" &&
      is_be(tree_.word(sentence.begin + 1)) && to + 1 < sentence.end &&
      tree_.xpos(to + 1) == "VB") {
    for (uint32_t i = to + 2; i + 1 < std::min(sentence.end, to + 16); ++i) {
      if (tree_.word(i) != "that") continue;
      const uint32_t who = noun_of_phrase(i + 1);
      return who == kNoToken ? std::nullopt : frame(to, to, i - 1, owners_.at(who));
    }
  }
  if (to > sentence.begin + 1 || to + 2 >= sentence.end || tree_.xpos(to + 1) != "VB")
    return std::nullopt;
  static constexpr std::array<std::string_view, 6> kAsides = {"be",  "say",   "put",
                                                              "sum", "quote", "begin"};
  if (std::find(kAsides.begin(), kAsides.end(), tree_.lemma(to + 1)) != kAsides.end())
    return std::nullopt;
  uint32_t comma = to + 1;
  while (comma < std::min(sentence.end, to + 20) && tree_.word(comma) != ",") ++comma;
  if (comma + 2 >= sentence.end || tree_.word(comma) != ",") return std::nullopt;
  // The subject stands right behind the comma.
  const uint32_t subject = noun_of_phrase(comma + 1);
  if (subject == kNoToken || tree_.head(subject) == kNoToken) return std::nullopt;
  const Deprel link = tree_.deprel(subject);
  if (link != Deprel::kNsubj || tree_.upos(tree_.head(subject)) != Upos::kVERB) return std::nullopt;
  return frame(to, to, comma - 1, owners_.at(subject));
}

// "“We need friends to protect our borders,” the president said": what the speaker's side wants.
MotiveFrames::Frame MotiveFrames::read_quoted(uint32_t we) const {
  const uint32_t verb = tree_.head(we);
  if (verb == kNoToken || verb < we || tree_.deprel(we) != Deprel::kNsubj) return std::nullopt;
  bool must = false;
  for (const uint32_t c : tree_.children(verb)) must |= tree_.word(c) == "must";
  if (!must && (!FrameWords::get().is("need", tree_.lemma(verb)) || unreal(verb)))
    return std::nullopt;
  const record::Sentence& sentence = tree_.sentence_of(we);
  bool quoted = false;
  for (uint32_t i = sentence.begin; i < we; ++i) quoted |= is_quote(tree_.word(i));
  if (!quoted) return std::nullopt;
  return frame(we, must ? verb : verb + 1, clause_last(verb), speaker_of(we));
}

// "acted to forestall a Greek move".
MotiveFrames::Frame MotiveFrames::read_act(uint32_t verb) const {
  if (!FrameWords::get().is("act", tree_.lemma(verb)) || unreal(verb)) return std::nullopt;
  const uint32_t end = tree_.sentence_of(verb).end;
  if (verb + 2 >= end || tree_.word(verb + 1) != "to" || tree_.xpos(verb + 2) != "VB")
    return std::nullopt;
  return frame(verb, verb + 1, clause_last(verb + 1), owners_.of_clause(verb));
}

MotiveFrames::Frame MotiveFrames::frame(uint32_t first, uint32_t purpose, uint32_t last,
                                        std::vector<record::Actor> actors) const {
  if (actors.empty() || last == kNoToken || last < purpose) return std::nullopt;
  return MotiveFrame{first, purpose, last, std::move(actors)};
}

// The noun that heads the noun phrase that begins at the token; kNoToken where none begins.
uint32_t MotiveFrames::noun_of_phrase(uint32_t from) const {
  const uint32_t end = std::min(tree_.sentence_of(std::min(from, tree_.size() - 1)).end, from + 9);
  uint32_t noun = kNoToken;
  for (uint32_t i = from; i < end && in_noun_phrase(tree_.upos(i)); ++i) {
    if (is_noun(tree_.upos(i))) noun = i;
  }
  return noun;
}

// The end of the noun phrase that begins at the token, with what hangs on its nouns.
uint32_t MotiveFrames::phrase_last(uint32_t from) const {
  const uint32_t noun = noun_of_phrase(from);
  if (noun == kNoToken) return kNoToken;
  uint32_t last = std::max(noun, page_.phrase_end(noun));
  // "a foothold in the north": a phrase right behind says which, whatever it hangs on.
  if (last + 2 < tree_.sentence_of(noun).end && tree_.deprel(last + 1) == Deprel::kCase &&
      page_.time_at(last + 2) == nullptr) {
    const uint32_t behind = tree_.head(last + 1);
    if (behind != kNoToken && behind > last && behind < last + 6 && is_noun(tree_.upos(behind)) &&
        page_.time_at(behind) == nullptr)
      last = std::max(behind, page_.phrase_end(behind));
  }
  return std::min(last, clause_last(noun));
}

// Up to the next mark that ends a clause.
uint32_t MotiveFrames::clause_last(uint32_t from) const {
  const uint32_t end = std::min(tree_.sentence_of(from).end, from + kLongestPurpose);
  uint32_t last = from;
  for (uint32_t i = from; i < end; ++i) {
    const std::string_view word = tree_.word(i);
    const bool comma = word == "," && i + 1 < end &&
                       (tree_.upos(i + 1) == Upos::kCCONJ || tree_.word(i + 1) == "which" ||
                        tree_.word(i + 1) == "who" || is_quote(tree_.word(i + 1)) ||
                        tree_.upos(i + 1) == Upos::kPRON || tree_.upos(i + 1) == Upos::kPROPN ||
                        tree_.upos(i + 1) == Upos::kSCONJ);
    if (word == ";" || word == ":" || comma || (i > from && is_quote(word))) break;
    if (tree_.upos(i) != Upos::kPUNCT) last = i;
  }
  return last;
}

bool MotiveFrames::unreal(uint32_t predicate) const {
  for (const uint32_t c : tree_.children(predicate)) {
    const std::string_view word = tree_.word(c);
    if (tree_.deprel(c) == Deprel::kAux && (word == "would" || word == "could" || word == "may" ||
                                            word == "might" || word == "should" || word == "will"))
      return true;
    if ((word == "not" || word == "n't" || word == "never" || word == "no") && c < predicate)
      return true;
    if (tree_.deprel(c) == Deprel::kMark && (word == "if" || word == "whether" || word == "unless"))
      return true;
  }
  return false;
}

// Who says the words around the token: the subject of a verb of saying in the sentence, outside
// the quotation.
std::vector<record::Actor> MotiveFrames::speaker_of(uint32_t token) const {
  static constexpr std::array<std::string_view, 12> kSaying = {
      "say",    "tell",   "add",  "explain", "declare", "argue",
      "insist", "stress", "note", "write",   "claim",   "warn"};
  const record::Sentence& sentence = tree_.sentence_of(token);
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (tree_.upos(i) != Upos::kVERB ||
        std::find(kSaying.begin(), kSaying.end(), tree_.lemma(i)) == kSaying.end())
      continue;
    const uint32_t subject = tree_.child(i, Deprel::kNsubj);
    if (subject == kNoToken || is_speaker(tree_.word(subject))) continue;
    std::vector<record::Actor> actors = owners_.at(subject);
    if (actors.empty()) actors = owners_.of_noun(subject);
    if (!actors.empty()) return actors;
  }
  return {};
}

}  // namespace servanda::reading
