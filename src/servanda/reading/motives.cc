// What somebody is said to want: wishes, purposes, phrases of intention, with whose they are.
#include "servanda/reading/motives.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "servanda/base/word_list.h"
#include "servanda/embedded/kReadingMotiveWords.h"
#include "servanda/event/clause.h"
#include "servanda/reading/motive_frames.h"
#include "servanda/reading/page.h"
#include "servanda/reading/purposes.h"
#include "servanda/reading/statements.h"
#include "servanda/reading/tense.h"
#include "servanda/reading/treaties.h"
#include "servanda/reading/whose.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

using base::in;

constexpr std::array<std::string_view, 5> kUnreal = {"would", "could", "may", "might", "should"};
constexpr std::array<std::string_view, 4> kNegations = {"not", "n't", "n\xE2\x80\x99t", "never"};

struct MotiveWord {
  std::string_view words;
  uint32_t size = 1;
};

// The rows of one kind, longer phrases first.
std::vector<MotiveWord> words_of(std::string_view kind) {
  std::vector<MotiveWord> words;
  for (const auto& row : read_rows(embedded::kReadingMotiveWords())) {
    if (row.size() >= 2 && row[1] == kind) words.push_back({row[0], Page::size_of(row[0])});
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const MotiveWord& a, const MotiveWord& b) { return a.size > b.size; });
  return words;
}

struct Words {
  std::vector<MotiveWord> wish = words_of("wish"), mood = words_of("mood"),
                          meant = words_of("meant"), phrase = words_of("phrase"),
                          share = words_of("share"), thing = words_of("thing"),
                          attempt = words_of("attempt"), bent = words_of("bent"),
                          will = words_of("will"), goal = words_of("goal"),
                          agenda = words_of("agenda"), working = words_of("working");
  static const Words& get() {
    static const Words words;
    return words;
  }
};

bool has(const std::vector<MotiveWord>& words, std::string_view lemma) {
  return std::any_of(words.begin(), words.end(),
                     [&](const MotiveWord& w) { return w.words == lemma; });
}

class MotiveFinder {
 public:
  MotiveFinder(const Page& page, const Treaties& treaties)
      : page_(page),
        tree_(page.tree()),
        treaties_(treaties),
        owners_(page, treaties),
        frames_(page, treaties, owners_) {}

  std::vector<record::Motive> find() {
    const auto& sentences = tree_.parse().sentences;
    for (uint32_t s = 0; s < sentences.size(); ++s) {
      if (page_.is_heading(s) || page_.is_question(s)) continue;
      for (uint32_t i = sentences[s].begin; i < sentences[s].end; ++i) {
        if (!read(i)) read_frame(i);
      }
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const record::Motive& a, const record::Motive& b) {
                       return a.evidence.span < b.evidence.span;
                     });
    return std::move(found_);
  }

 private:
  bool read(uint32_t i) {
    const Words& words = Words::get();
    for (const MotiveWord& word : words.phrase) {
      if (page_.says(i, word.words)) return read_phrase(i, i + word.size);
    }
    for (const MotiveWord& word : words.bent) {
      if (page_.says(i, word.words) && i + word.size < tree_.size() &&
          tree_.xpos(i + word.size) == "VBG" && !unreal(i)) {
        return add_of_clause(i, i, i + word.size);
      }
    }
    for (const MotiveWord& word : words.share) {
      if (page_.says(i, word.words)) return read_share(i, i + word.size);
    }
    for (const MotiveWord& word : words.meant) {
      if (page_.says(i, word.words) && tree_.xpos(i) == "VBN") return read_meant(i, i + word.size);
    }
    const std::string_view lemma = tree_.lemma(i);
    if (tree_.upos(i) == Upos::kVERB && has(words.wish, lemma) && read_wish(i)) return true;
    if (tree_.upos(i) == Upos::kVERB && has(words.thing, lemma)) return read_thing(i);
    if (tree_.upos(i) == Upos::kVERB && has(words.attempt, lemma)) return read_attempt(i);
    // "would like to reduce".
    if (lemma == "like" && i > 0 && (tree_.word(i - 1) == "would" || tree_.word(i - 1) == "'d")) {
      const uint32_t to = to_behind(i);
      if (to < tree_.sentence_of(i).end && tree_.word(to) == "to") return add_of_clause(i, i, to);
      if (tree_.upos(i) == Upos::kVERB) return read_thing(i);
    }
    if (tree_.upos(i) == Upos::kNOUN && has(words.will, lemma) && read_will(i)) return true;
    if ((tree_.upos(i) == Upos::kADJ || tree_.upos(i) == Upos::kVERB) &&
        (has(words.mood, lemma) || has(words.mood, tree_.word(i))))
      return read_mood(i);
    if (tree_.upos(i) == Upos::kNOUN && has(words.goal, lemma)) return read_goal(i);
    if (tree_.word(i) == "to" && tree_.deprel(i) == Deprel::kMark) return read_infinitive(i);
    return false;
  }

  bool read_frame(uint32_t i) {
    if (i < taken_) return false;
    std::optional<MotiveFrame> frame = frames_.read(i);
    return frame &&
           add(frame->first, frame->purpose, std::move(frame->actors), frame->first, frame->last);
  }

  // "Russia hopes to pressure …".
  bool read_wish(uint32_t verb) {
    const uint32_t end = tree_.sentence_of(verb).end;
    const uint32_t to = to_behind(verb);
    // "does not wish to be drawn in": what is not wanted is a motive too.
    const bool refuses = tree_.lemma(verb) == "wish" && verb > 0 &&
                         (tree_.word(verb - 1) == "not" || tree_.word(verb - 1) == "n't");
    if (unreal(verb) && !refuses) return false;
    std::vector<record::Actor> actors = owners_.of_clause(verb);
    // "Ankara's wish to please", taken for a verb.
    const bool possessed =
        verb >= 2 && (tree_.word(verb - 1) == "'s" || tree_.word(verb - 1) == "\xE2\x80\x99s");
    if (possessed) actors = owners_.at(verb - 2);
    if (to + 1 < end && tree_.word(to) == "to" && leads_to_verb(page_, to))
      return add(verb, to, std::move(actors), verb);
    // "aims at keeping", "strives for a leading role".
    const std::string_view lemma = tree_.lemma(verb);
    const bool at = lemma == "aim" && page_.says(verb + 1, "at");
    const bool for_it =
        (lemma == "strive" || lemma == "hope" || lemma == "aim") && page_.says(verb + 1, "for");
    if ((at || for_it) && verb + 2 < end) {
      if (tree_.xpos(verb + 2) == "VBG") return add(verb, verb + 2, std::move(actors), verb);
      const uint32_t thing = tree_.head(verb + 1);
      return thing != kNoToken && thing > verb &&
             add(verb, verb + 2, std::move(actors), verb, page_.phrase_end(thing));
    }
    return false;
  }

  // The "to" behind a word of wishing: "wants above all to keep", "wishes, moreover, to keep".
  uint32_t to_behind(uint32_t word) const {
    const uint32_t end = tree_.sentence_of(word).end;
    uint32_t to = word + 1;
    if (page_.says(to, "first and foremost")) to += 3;
    while (to < end && to < word + 5 &&
           (tree_.upos(to) == Upos::kADV || page_.says(to, "above all") ||
            page_.says(to - 1, "above all")))
      ++to;
    if (to < end && tree_.word(to) == ",") {
      uint32_t close = to + 1;
      while (close < std::min(end, to + 7) && tree_.word(close) != ",") ++close;
      if (close + 1 < end && tree_.word(close) == "," && tree_.word(close + 1) == "to")
        return close + 1;
    }
    return to;
  }

  // "seeks a protector", "wants an outlet to the sea", "needs a port": what a state is after now.
  // What it wanted or was asked for once is an act.
  bool read_thing(uint32_t verb) {
    const uint32_t object = tree_.child(verb, Deprel::kObj);
    const std::string_view tag = tree_.xpos(verb);
    // "would like a third seller", "wanted a success": the bare thing that was wanted or needed.
    const bool would_like = tree_.lemma(verb) == "like" && verb > 0 &&
                            (tree_.word(verb - 1) == "would" || tree_.word(verb - 1) == "'d");
    const bool wanted =
        tag == "VBD" && (tree_.lemma(verb) == "want" || tree_.lemma(verb) == "need");
    if ((tag != "VBZ" && tag != "VBP" && !would_like && !wanted) || object == kNoToken ||
        object < verb || tree_.upos(object) != Upos::kNOUN || (unreal(verb) && !would_like) ||
        tree_.word(verb + 1) == "no")
      return false;
    // "an outlet to the sea": a phrase right behind the object says which, whatever it hangs on.
    uint32_t last = page_.phrase_end(object);
    for (const uint32_t child : tree_.children(verb)) {
      if (tree_.deprel(child) != Deprel::kObl || child <= last || last + 1 >= tree_.size())
        continue;
      if (tree_.deprel(last + 1) == Deprel::kCase && tree_.head(last + 1) == child)
        last = page_.phrase_end(child);
    }
    return add(verb, verb + 1, owners_.of_clause(verb), verb, last);
  }

  // "is trying to bind": what is still tried is what is wanted; what was tried is an act.
  bool read_attempt(uint32_t verb) {
    const std::string_view tag = tree_.xpos(verb);
    const bool now = tag == "VBZ" || tag == "VBP" ||
                     (tag == "VBG" && tree_.child(verb, Deprel::kAux) != kNoToken);
    return now && read_wish(verb);
  }

  // "the desire of Ankara to pre-empt a deal", "out of a wish not to be encircled".
  bool read_will(uint32_t noun) {
    const uint32_t end = std::min(tree_.sentence_of(noun).end, noun + 6);
    uint32_t to = noun + 1;
    while (to < end && tree_.word(to) != "to" && tree_.upos(to) != Upos::kPUNCT &&
           tree_.upos(to) != Upos::kSCONJ && tree_.upos(to) != Upos::kAUX &&
           tree_.upos(to) != Upos::kVERB)
      ++to;
    if (to + 1 >= end + 1 || to >= end || tree_.word(to) != "to" ||
        tree_.upos(to + 1) == Upos::kDET)
      return false;
    if (to + 1 < tree_.size() && tree_.xpos(to + 1) != "VB" && tree_.upos(to + 1) != Upos::kAUX &&
        tree_.upos(to + 1) != Upos::kVERB)
      return false;
    std::vector<record::Actor> actors = owners_.of_noun(noun);
    const bool effort = tree_.lemma(noun) == "effort" || tree_.lemma(noun) == "attempt" ||
                        tree_.lemma(noun) == "bid";
    if (actors.empty() && !effort) actors = owners_.of_clause(noun);
    if (tree_.word(to - 1) == "not") --to;
    return add(noun, to, std::move(actors), noun);
  }

  // "Japan is anxious to keep …".
  bool read_mood(uint32_t word) {
    const uint32_t end = tree_.sentence_of(word).end;
    if (word + 2 >= end || tree_.deprel(word) == Deprel::kAmod || unreal(word)) return false;
    // "eager for contracts", "keen on a leading role".
    const uint32_t thing = tree_.head(word + 1);
    const bool wants_thing = (tree_.word(word + 1) == "for" || tree_.word(word + 1) == "on") &&
                             thing != kNoToken && thing > word + 1;
    if (wants_thing && tree_.upos(thing) == Upos::kNOUN)
      return add(word, word + 2, owners_.of_clause(word), word, page_.phrase_end(thing));
    // "determined not to be drawn in".
    if (page_.says(word + 1, "not to")) return add_of_clause(word, word, word + 1);
    if (tree_.word(word + 1) != "to") return false;
    return add_of_clause(word, word, word + 1);
  }

  // "a statement primarily aimed at …", "the plan, designed to …".
  bool read_meant(uint32_t participle, uint32_t purpose) {
    if (unreal(participle)) return false;
    // "aimed at sectors of the economy" tells the target, not the purpose; a pact aimed at a
    // neighbour has its purpose there.
    const uint32_t modified = tree_.head(participle);
    const bool pact =
        modified != kNoToken && modified < participle && treaties_.meant_by(modified) != kNoTreaty;
    if (pact && tree_.word(purpose - 1) == "at" && tree_.xpos(purpose) != "VBG") {
      const uint32_t thing = tree_.head(purpose - 1);
      return thing != kNoToken && thing >= purpose &&
             add(participle, purpose, owners_.of_clause(participle), participle,
                 page_.phrase_end(thing));
    }
    if (tree_.word(purpose - 1) != "to" && tree_.xpos(purpose) != "VBG" &&
        tree_.upos(purpose) != Upos::kVERB)
      return false;
    return add_of_clause(participle, participle,
                         tree_.word(purpose - 1) == "to" ? purpose - 1 : purpose);
  }

  // "…in an effort to mend ties": whose effort it is stands with the verb that the phrase hangs on.
  bool read_phrase(uint32_t first, uint32_t purpose) {
    const uint32_t governor = outer_head(page_, first, purpose);
    if (governor == kNoToken) return false;
    // "so that" tells a purpose only where something is to come of it.
    if (tree_.word(purpose - 1) == "that") {
      bool modal = false;
      for (uint32_t i = purpose; i < std::min(tree_.sentence_of(first).end, purpose + 10); ++i)
        modal |= tree_.xpos(i) == "MD";
      if (!modal) return false;
    }
    const bool infinitive =
        tree_.word(purpose - 1) == "to" && purpose < tree_.size() && tree_.xpos(purpose) == "VB";
    uint32_t from = infinitive ? purpose - 1 : purpose;
    if (from > first && tree_.word(from - 1) == "not") --from;
    return add(first, from, owners_.of_clause(governor), first);
  }

  // "…should be seen as part of its bargaining strategy".
  bool read_share(uint32_t first, uint32_t purpose) {
    static constexpr std::array<std::string_view, 11> kDesigns = {
        "strategy", "effort", "campaign", "policy",   "drive", "bid",
        "attempt",  "plan",   "push",     "ambition", "tactic"};
    bool design = false;
    const uint32_t end = tree_.sentence_of(first).end;
    for (uint32_t i = purpose; i < std::min(end, purpose + 5); ++i)
      design |= in(kDesigns, tree_.lemma(i));
    if (!design) return false;
    std::vector<record::Actor> actors = owners_.framed(first);
    if (actors.empty()) actors = owners_.at(purpose - 1);
    const uint32_t governor = actors.empty() ? outer_head(page_, first, purpose) : kNoToken;
    if (governor != kNoToken) actors = owners_.of_clause(governor);
    // "as part of his plan" says nothing of what it is for.
    if (purpose_end(page_, purpose - 1) < purpose + 1) return false;
    return add(first, purpose - 1, std::move(actors), first);
  }

  // "Moscow's principal purpose was to …", "the aim of the pact is to …".
  bool read_goal(uint32_t noun) {
    const record::Sentence& sentence = tree_.sentence_of(noun);
    uint32_t to = kNoToken;
    for (uint32_t i = noun + 1; i + 1 < std::min(sentence.end, noun + 14); ++i) {
      const bool be = tree_.word(i) == "is" || tree_.word(i) == "was" ||
                      tree_.word(i) == "remains" || tree_.word(i) == "are" ||
                      tree_.word(i) == "were";
      if (be && tree_.word(i + 1) == "to") to = i + 1;
      // "is, first, to replace".
      if (be && tree_.word(i + 1) == "," && tree_.word(to_behind(i)) == "to") to = to_behind(i);
      if (tree_.word(i) == "," || tree_.word(i) == ";" || to != kNoToken) break;
    }
    // "pursues the goal of keeping its army modern".
    const bool of = (page_.says(noun + 1, "of") ||
                     (tree_.lemma(noun) == "interest" && page_.says(noun + 1, "in"))) &&
                    noun + 2 < sentence.end && tree_.xpos(noun + 2) == "VBG";
    if (to == kNoToken && of) {
      std::vector<record::Actor> whose = owners_.of_noun(noun);
      if (whose.empty()) whose = owners_.of_clause(noun);
      return add(noun, noun + 2, std::move(whose), noun);
    }
    // "its interest lies in selling power".
    if (to == kNoToken && (page_.says(noun + 1, "lies in") || page_.says(noun + 1, "lay in") ||
                           page_.says(noun + 1, "consists in"))) {
      return noun + 3 < sentence.end && tree_.xpos(noun + 3) == "VBG" &&
             add(page_.phrase_begin(noun), noun + 3, owners_.of_noun(noun), noun);
    }
    if (to == kNoToken) return false;
    std::vector<record::Actor> actors = owners_.at(noun);
    if (actors.empty()) actors = owners_.of_noun(noun);
    if (actors.empty()) actors = owners_.framed(noun);
    // "The timing of the treaty suggests that its purpose was to …": the treaty's, so its parties'.
    const auto its = [&](uint32_t i) { return tree_.word(i) == "its" && i < noun && noun - i < 4; };
    for (uint32_t i = sentence.begin; i < noun; ++i) {
      if (!its(i)) continue;
      for (uint32_t k = i; k > sentence.begin; --k) {
        const int treaty = treaties_.meant_by(k - 1);
        if (treaty == kNoTreaty) continue;
        actors = owners_.parties(treaty, k - 1);
        break;
      }
    }
    return add(page_.phrase_begin(noun), to, std::move(actors), noun);
  }

  // A plain infinitive of purpose beside an act of an actor: "deployed forces to support the
  // regime".
  bool read_infinitive(uint32_t to) {
    const uint32_t verb = tree_.head(to);
    if (verb == kNoToken || verb < to || tree_.xpos(verb) != "VB") return false;
    // "the purpose is, first, to replace gas and, secondly, to spread the cost".
    const uint32_t before = tree_.head(verb);
    if (tree_.deprel(verb) == Deprel::kConj && before != kNoToken && before < to &&
        last_infinitive_ == before && !found_.empty())
      return add(to, to, found_.back().actors, to);
    // "sought to make up for a loss and to give substance": a second wish.
    const uint32_t first = tree_.head(verb);
    if (tree_.deprel(verb) == Deprel::kConj && first != kNoToken &&
        tree_.deprel(first) == Deprel::kXcomp && tree_.head(first) != kNoToken &&
        has(Words::get().wish, tree_.lemma(tree_.head(first))) && !unreal(tree_.head(first)))
      return add(to, to, owners_.of_clause(tree_.head(first)), to);
    // "buys, it says, to spare …", where the tree takes the purpose for what is said.
    const uint32_t above = tree_.head(verb);
    const bool aside = tree_.deprel(verb) == Deprel::kCsubj && above != kNoToken && above < to &&
                       (tree_.lemma(above) == "say" || tree_.lemma(above) == "explain") &&
                       tree_.word(to - 1) == ",";
    if (aside) {
      const uint32_t act = tree_.child(above, Deprel::kCcomp);
      if (act == kNoToken || act > above) return false;
      std::vector<record::Actor> actors = owners_.of_clause(act);
      if (actors.empty() && act > 0) actors = owners_.at(act - 1);  // "Oslo buys", taken for a noun
      return add(to, to, std::move(actors), to);
    }
    if (tree_.deprel(verb) != Deprel::kAdvcl) return false;
    if (to > 0 && (tree_.word(to - 1) == "as" || tree_.word(to - 1) == "order" ||
                   tree_.word(to - 1) == "not"))
      return false;
    // "signed an agreement to connect …": what was agreed, not what for.
    static constexpr std::array<std::string_view, 12> kContents = {
        "decision", "law",    "offer", "proposal", "order",   "bid",
        "right",    "chance", "call",  "request",  "promise", "vote"};
    const std::string_view noun = to > 0 ? tree_.lemma(to - 1) : std::string_view();
    if (TreatyWords::get().is("treaty", noun) || TreatyWords::get().is("weak", noun) ||
        in(kContents, noun))
      return false;
    const Words& words = Words::get();
    if (has(words.agenda, tree_.lemma(verb))) return false;
    uint32_t governor = tree_.head(verb);
    // "buys, it says, to spare …": the act is what is said.
    if (governor != kNoToken && tree_.deprel(governor) == Deprel::kParataxis &&
        (tree_.lemma(governor) == "say" || tree_.lemma(governor) == "explain")) {
      governor = tree_.head(governor);
    }
    if (governor == kNoToken || tree_.upos(governor) != Upos::kVERB || governor > to) return false;
    if (has(words.working, tree_.lemma(governor)) || has(words.wish, tree_.lemma(governor)))
      return false;
    if (event::is_passive(tree_, governor) || unreal(governor) || controlled(governor))
      return false;
    // What stands between names the subject of the infinitive: "pressed Iran to sign".
    if (event::controls_by_object(tree_.lemma(governor)) &&
        tree_.child(governor, Deprel::kObj) != kNoToken)
      return false;
    const uint32_t subject = page_.subject_of(governor);
    if (subject == kNoToken || tree_.upos(subject) == Upos::kNOUN) {
      // "Russian forces" act too; "the plan" does not.
      if (subject == kNoToken || page_.mention_at(subject) == nullptr) return false;
    }
    return add(to, to, owners_.of_clause(governor), to);
  }

  // An infinitive or participle of its own: what it serves is told with what governs it.
  bool controlled(uint32_t verb) const {
    const Deprel link = tree_.deprel(verb);
    return link == Deprel::kXcomp || link == Deprel::kAcl;
  }

  bool add_of_clause(uint32_t first, uint32_t predicate, uint32_t to) {
    return add(first, to, owners_.of_clause(predicate), predicate);
  }

  bool unreal(uint32_t predicate) const {
    for (const uint32_t c : tree_.children(predicate)) {
      const Deprel link = tree_.deprel(c);
      if (link == Deprel::kAux && in(kUnreal, tree_.word(c))) return true;
      if (in(kNegations, tree_.word(c)) && c < predicate) return true;
      if (link == Deprel::kMark &&
          (tree_.word(c) == "if" || tree_.word(c) == "whether" || tree_.word(c) == "unless"))
        return true;
    }
    return false;
  }

  bool add(uint32_t first, uint32_t purpose, std::vector<record::Actor> actors, uint32_t trigger,
           uint32_t known_end = kNoToken) {
    if (actors.empty() || purpose >= tree_.size()) return false;
    if (purpose < taken_) return false;
    const uint32_t last = known_end == kNoToken ? purpose_end(page_, purpose) : known_end;
    if (last < purpose || (last == purpose && known_end == kNoToken)) return false;
    // "what he wants to do": the words do not say what.
    static constexpr std::array<std::string_view, 6> kEmpty = {"do", "see",  "have",
                                                               "be", "know", "say"};
    if (tree_.word(purpose) == "to" && last == purpose + 1 && in(kEmpty, tree_.word(last)))
      return false;
    // The subject belongs to the evidence where it stands right before.
    const record::Sentence& sentence = tree_.sentence_of(trigger);
    const uint32_t subject = page_.subject_of(trigger);
    // "Neither side is keen": nobody wants it.
    if (subject != kNoToken &&
        (has_child(page_, subject, "neither") || tree_.word(subject) == "neither" ||
         has_child(page_, subject, "no")))
      return false;
    if (subject != kNoToken && subject < first && subject >= sentence.begin &&
        first - subject <= 4) {
      const uint32_t begin = page_.phrase_begin(subject);
      bool close = first - begin <= 10;
      for (uint32_t i = subject; i < first; ++i) close = close && tree_.upos(i) != Upos::kPUNCT;
      if (close) first = begin;
      while (first < subject && tree_.deprel(first) == Deprel::kCase) ++first;
    }
    record::Motive motive;
    std::set<std::string> seen;
    for (record::Actor& actor : actors) {
      if (seen.insert(actor.code).second) motive.actors.push_back(std::move(actor));
    }
    if (tree_.word(purpose) == "to") last_infinitive_ = tree_.head(purpose);
    motive.purpose = page_.words(purpose, last);
    motive.evidence = page_.evidence(first, last);
    found_.push_back(std::move(motive));
    taken_ = purpose + 2;
    return true;
  }

  const Page& page_;
  const event::Tree& tree_;
  const Treaties& treaties_;
  Owners owners_;
  MotiveFrames frames_;
  uint32_t taken_ = 0;
  uint32_t last_infinitive_ = kNoToken;  // of the purpose told last
  std::vector<record::Motive> found_;
};

}  // namespace

std::vector<record::Motive> find_motives(const Page& page, const Treaties& treaties) {
  return MotiveFinder(page, treaties).find();
}

}  // namespace servanda::reading
