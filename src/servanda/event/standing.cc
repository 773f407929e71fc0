// Climbs from a word to the root and reads what stands above and beside it.
#include "servanda/event/standing.h"

#include <algorithm>
#include <array>

#include "servanda/base/word_list.h"

namespace servanda::event {
namespace {

using record::Claim;
using record::Deprel;
using record::EventType;
using record::Status;
using record::Upos;

using base::in;

constexpr std::array<std::string_view, 36> kReports = {
    "say",    "report",  "claim",    "state",    "tell",     "confirm",     "assert",   "maintain",
    "insist", "note",    "add",      "reveal",   "disclose", "indicate",    "suggest",  "quote",
    "cite",   "mention", "explain",  "write",    "argue",    "acknowledge", "admit",    "stress",
    "recall", "remark",  "estimate", "conclude", "find",     "show",        "describe", "hint",
    "speak",  "testify", "present",  "put"};
constexpr std::array<std::string_view, 8> kReportNouns = {
    "claim", "report", "allegation", "rumour", "rumor", "suggestion", "accusation", "story"};
constexpr std::array<std::string_view, 7> kDenials = {"deny",     "refute",  "disavow", "retract",
                                                      "withdraw", "dispute", "rebut"};
constexpr std::array<std::string_view, 9> kSuspicions = {
    "accuse", "suspect", "allege", "believe", "think", "charge", "blame", "rumour", "rumor"};
constexpr std::array<std::string_view, 23> kHedges = {
    "reportedly",  "allegedly",  "apparently", "purportedly", "supposedly", "seemingly",
    "ostensibly",  "suspected",  "alleged",    "apparent",    "purported",  "supposed",
    "unconfirmed", "unverified", "presumed",   "presumably",  "rumored",    "rumoured",
    "reported",    "accused",    "believed",   "suspect",     "likely"};
constexpr std::array<std::string_view, 6> kNegations = {"not", "never",   "n't",
                                                        "no",  "neither", "nor"};
constexpr std::array<std::string_view, 8> kFailures = {"fail", "avoid",  "prevent", "avert",
                                                       "foil", "thwart", "lack",    "miss"};
constexpr std::array<std::string_view, 4> kMayBe = {"may", "might", "could", "can"};
constexpr std::array<std::string_view, 19> kPossible = {
    "consider", "expect",    "hope",   "fear",     "seek",        "discuss", "possible",
    "possibly", "potential", "mull",   "weigh",    "contemplate", "perhaps", "potentially",
    "probably", "probable",  "likely", "unlikely", "conceivable"};
// Nouns that weigh whether something comes to pass: "the risk of an attack", "chances are good
// that".
constexpr std::array<std::string_view, 9> kChances = {"chance",      "likelihood", "probability",
                                                      "possibility", "prospect",   "risk",
                                                      "danger",      "odds",       "scenario"};
constexpr std::array<std::string_view, 12> kPlans = {
    "plan", "intend",  "schedule",  "prepare",  "aim",      "set",
    "due",  "planned", "scheduled", "expected", "upcoming", "proposed"};
constexpr std::array<std::string_view, 6> kConditions = {"if",     "unless", "whether",
                                                         "should", "case",   "lest"};

// Acts of speech that are the speaker's own: what "X says it will" or "X says it condemns" reports
// is stated.
bool own_speech(EventType type) {
  return type == EventType::kAgree || type == EventType::kThreaten || type == EventType::kAccuse ||
         type == EventType::kRequest || type == EventType::kReject || type == EventType::kSupport ||
         type == EventType::kConcede;
}

class Climb {
 public:
  Climb(const Scene& scene, const Candidate& candidate, EventType type)
      : scene_(scene), tree_(scene.tree()), candidate_(candidate), type_(type) {}

  Standing read() {
    const uint32_t t = candidate_.token;
    read_beside(t, true);
    if (candidate_.clause.light && candidate_.clause.verb != kNoToken)
      read_beside(candidate_.clause.verb, true);
    uint32_t current = t;
    for (int step = 0; step < 8; ++step) {
      const uint32_t head = tree_.head(current);
      if (head == kNoToken) break;
      if (!is_aside(head)) read_above(current, head);
      // What is told of a time, a reason or a thing has a reality of its own; who says all of it
      // still counts.
      const Deprel link = tree_.deprel(current);
      if (link == Deprel::kAdvcl || link == Deprel::kAclRelcl || link == Deprel::kParataxis)
        within_ = false;
      current = head;
    }
    read_source_phrases();
    read_rebuttals();
    return out_;
  }

 private:
  void set_status(Status status, uint32_t word) {
    if (out_.status != Status::kActual && status != Status::kNegated) return;
    out_.status = status;
    out_.why.push_back(tree_.word(word));
  }

  void set_claim(Claim claim, uint32_t word, uint32_t source) {
    // A denial beats a named source, a named source beats a hedge.
    const auto rank = [](Claim c) {
      return c == Claim::kDenied ? 3 : c == Claim::kAttributed ? 2 : c == Claim::kAlleged ? 1 : 0;
    };
    if (rank(claim) <= rank(out_.claim)) return;
    out_.claim = claim;
    out_.source = source;
    out_.why.push_back(tree_.word(word));
  }

  // Reads the auxiliaries, adverbs and determiners of a word.
  void read_beside(uint32_t t, bool own) {
    for (uint32_t c : tree_.children(t)) {
      const std::string_view lemma = tree_.lemma(c), word = tree_.word(c);
      const Deprel link = tree_.deprel(c);
      if (link == Deprel::kAux) {
        if (word == "will" || word == "'ll" || word == "shall" || word == "wo") out_.future = true;
        if (word == "would") out_.future = true;
        if (in(kMayBe, lemma)) set_status(Status::kPossible, c);
      }
      if ((link == Deprel::kAdvmod || link == Deprel::kDet || link == Deprel::kCcPreconj) &&
          (in(kNegations, lemma) || in(kNegations, word))) {
        set_status(Status::kNegated, c);
      }
      // "no agreements were signed", "made no deliveries"
      if (link == Deprel::kNsubjPass || link == Deprel::kObj || (link == Deprel::kNsubj && own)) {
        const uint32_t determiner = tree_.child(c, Deprel::kDet);
        if (determiner != kNoToken && tree_.word(determiner) == "no")
          set_status(Status::kNegated, determiner);
      }
      if (link == Deprel::kCase && word == "without") set_status(Status::kNegated, c);
      if (link == Deprel::kAdvmod || link == Deprel::kAmod || link == Deprel::kObl) {
        if (in(kHedges, word)) set_claim(Claim::kAlleged, c, kNoToken);
        if (in(kPossible, lemma)) set_status(Status::kPossible, c);
        if (in(kPlans, word) && own) set_status(Status::kPlanned, c);
      }
      if (link == Deprel::kMark && in(kConditions, word)) set_status(Status::kPossible, c);
      // "suspected militants kill", "an alleged spy"
      if (own && (link == Deprel::kNsubj || link == Deprel::kOblAgent || link == Deprel::kObl ||
                  link == Deprel::kNmod)) {
        const bool actor =
            link == Deprel::kNsubj || link == Deprel::kOblAgent || tree_.preposition(c) == "by";
        for (uint32_t d : tree_.children(c)) {
          if (actor && tree_.deprel(d) == Deprel::kAmod && in(kHedges, tree_.word(d)) &&
              tree_.word(d) != "accused") {
            set_claim(Claim::kAlleged, d, kNoToken);
          }
        }
      }
    }
  }

  void read_above(uint32_t below, uint32_t head) {
    const Deprel link = tree_.deprel(below);
    const std::string_view lemma = tree_.lemma(head);
    const bool complement = link == Deprel::kCcomp || link == Deprel::kXcomp ||
                            link == Deprel::kObj || link == Deprel::kAcl ||
                            link == Deprel::kCsubj || link == Deprel::kObl ||
                            link == Deprel::kNmod || link == Deprel::kAdvcl ||
                            link == Deprel::kNsubjPass || link == Deprel::kParataxis;
    if (!complement) return;
    const bool content = link == Deprel::kCcomp || link == Deprel::kXcomp || link == Deprel::kObj ||
                         link == Deprel::kAcl || link == Deprel::kNsubjPass ||
                         (link == Deprel::kCsubj && tree_.upos(head) == Upos::kADJ);
    if (content && (tree_.upos(head) == Upos::kVERB || tree_.upos(head) == Upos::kNOUN ||
                    tree_.upos(head) == Upos::kADJ)) {
      const uint32_t speaker = tree_.upos(head) == Upos::kVERB
                                   ? read_clause(tree_, head).first(Slot::kSubject)
                                   : kNoToken;
      const bool report = in(kReportNouns, tree_.lemma(below));
      if ((lemma == "reject" || lemma == "dismiss") && link == Deprel::kObj && report)
        set_claim(Claim::kDenied, head, speaker);
      if (in(kDenials, lemma) && (link != Deprel::kObj || lemma == "deny") && !refuses(below, head))
        set_claim(leaves_open(head) ? Claim::kAlleged : Claim::kDenied, head, speaker);
      if (link == Deprel::kCcomp && in(kReports, lemma) && !(direct(below) && speaks_itself())) {
        if (speaker == kNoToken && is_passive(tree_, head)) {
          set_claim(Claim::kAlleged, head, kNoToken);
        } else {
          set_claim(Claim::kAttributed, head, speaker);
        }
      }
      const uint32_t subject = tree_.child(head, Deprel::kNsubj);
      if (link == Deprel::kCcomp && subject != kNoToken && in(kChances, tree_.lemma(subject)))
        set_status(Status::kPossible, subject);
      if (within_ && in(kFailures, lemma)) set_status(Status::kNegated, head);
      if (within_ && in(kPossible, lemma)) set_status(Status::kPossible, head);
      // "a plan to deliver", not "the aim set in May".
      const bool purpose = link != Deprel::kAcl || tree_.child(below, Deprel::kMark) != kNoToken;
      if (within_ && purpose && in(kPlans, lemma)) {
        out_.future = true;
        if (link == Deprel::kXcomp || link == Deprel::kAcl) set_status(Status::kPlanned, head);
      }
      if (within_ && lemma == "threaten") set_status(Status::kPossible, head);
      if (within_ && (link == Deprel::kXcomp || link == Deprel::kCcomp)) {
        for (uint32_t c : tree_.children(head)) {
          if (tree_.deprel(c) == Deprel::kAux && in(kMayBe, tree_.lemma(c)))
            set_status(Status::kPossible, c);
          if (tree_.deprel(c) == Deprel::kAux && tree_.word(c) == "will") out_.future = true;
          if (link == Deprel::kXcomp && tree_.deprel(c) == Deprel::kAdvmod &&
              in(kNegations, tree_.lemma(c)))
            set_status(Status::kNegated, c);
        }
      }
    }
    if ((link == Deprel::kNmod || link == Deprel::kAcl || link == Deprel::kCcomp) &&
        in(kChances, lemma))
      set_status(Status::kPossible, head);
    if (link == Deprel::kObl || link == Deprel::kAdvcl || link == Deprel::kXcomp) {
      const bool of = link != Deprel::kObl || tree_.preposition(below) == "of" ||
                      tree_.preposition(below) == "with" || tree_.preposition(below) == "for";
      const bool marked_of =
          link != Deprel::kAdvcl || tree_.child(below, Deprel::kMark) != kNoToken;
      if (in(kSuspicions, lemma) && of && marked_of) set_claim(Claim::kAlleged, head, kNoToken);
    }
    if (link == Deprel::kNmod &&
        (lemma == "report" || lemma == "allegation" || lemma == "claim" || lemma == "accusation" ||
         lemma == "rumor" || lemma == "rumour" || lemma == "suspicion" || lemma == "charge")) {
      set_claim(Claim::kAlleged, head, kNoToken);
    }
    if (link == Deprel::kAdvcl) {
      for (uint32_t c : tree_.children(below)) {
        if (tree_.deprel(c) != Deprel::kMark && tree_.deprel(c) != Deprel::kAdvmod) continue;
        const std::string_view mark = tree_.word(c);
        if (mark == "if" || mark == "unless") set_status(Status::kPossible, c);
        // "will take effect once papers have been exchanged"
        if ((mark == "once" || mark == "until" || mark == "when" || mark == "after") && will(head))
          set_status(Status::kPossible, c);
      }
    }
  }

  // "Five men are denied an appeal", "denied him a visa": what is denied to somebody is refused.
  bool refuses(uint32_t below, uint32_t verb) const {
    if (tree_.lemma(verb) != "deny") return false;
    const Deprel link = tree_.deprel(below);
    const bool person_denied =
        link == Deprel::kNsubjPass && tree_.child(verb, Deprel::kObj) != kNoToken;
    return person_denied || (link == Deprel::kObj && tree_.child(verb, Deprel::kIobj) != kNoToken);
  }

  // "Would neither confirm nor deny that": nothing is denied.
  bool leaves_open(uint32_t verb) const {
    const record::Sentence& sentence = tree_.sentence_of(verb);
    const uint32_t from = verb - std::min(verb - sentence.begin, 4u);
    for (uint32_t i = from; i < verb; ++i) {
      if (tree_.lemma(i) == "confirm") return true;
    }
    return false;
  }

  // "it may be recalled, ships had turned back": said between commas, it weighs nothing.
  bool is_aside(uint32_t verb) const {
    static constexpr std::array<std::string_view, 6> kAsides = {"recall", "remember", "note",
                                                                "add",    "mention",  "observe"};
    if (!in(kAsides, tree_.lemma(verb)) || verb + 1 >= tree_.sentence_of(verb).end ||
        tree_.word(verb + 1) != ",")
      return false;
    const auto& children = tree_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](uint32_t c) {
      return c < verb && tree_.deprel(c) == Deprel::kAux && tree_.xpos(c) == "MD";
    });
  }

  bool will(uint32_t verb) const {
    for (uint32_t c : tree_.children(verb)) {
      if (tree_.deprel(c) == Deprel::kAux && (tree_.word(c) == "will" || tree_.word(c) == "shall"))
        return true;
    }
    return false;
  }

  // A new promise, threat or criticism is made by the words themselves; one that was made before is
  // reported.
  bool speaks_itself() const {
    const uint32_t verb = candidate_.verb();
    const std::string_view tag = tree_.xpos(verb);
    const bool past = tag == "VBD" || tag == "VBN";
    return own_speech(type_) && (out_.future || !past);
  }

  // The complement is the candidate's own clause, not a deeper one.
  bool direct(uint32_t below) const {
    return below == candidate_.token || below == candidate_.clause.verb;
  }

  // "X wrote that Y had left, a claim that Z dismissed": what was said before is denied.
  void read_rebuttals() {
    if (out_.claim != Claim::kAttributed && out_.claim != Claim::kAlleged) return;
    const uint32_t t = candidate_.token;
    for (uint32_t i = t + 1; i < tree_.sentence_of(t).end; ++i) {
      if (tree_.upos(i) != Upos::kNOUN || !in(kReportNouns, tree_.lemma(i)) || tree_.below(t, i))
        continue;
      for (uint32_t c : tree_.children(i)) {
        const std::string_view lemma = tree_.lemma(c);
        const bool denies = in(kDenials, lemma) || lemma == "reject" || lemma == "dismiss";
        const bool relative =
            tree_.deprel(c) == Deprel::kAclRelcl || tree_.deprel(c) == Deprel::kAcl;
        if (denies && relative) set_claim(Claim::kDenied, c, tree_.child(c, Deprel::kNsubj));
      }
    }
    read_debunking();
  }

  // "Rated as false a post saying that Y had left": whoever weighs the report calls it untrue.
  void read_debunking() {
    static constexpr std::array<std::string_view, 7> kUntrue = {
        "false", "untrue", "fake", "baseless", "unfounded", "groundless", "fabricated"};
    const uint32_t t = candidate_.token;
    const record::Sentence& sentence = tree_.sentence_of(t);
    for (uint32_t i = sentence.begin + 1; i < sentence.end; ++i) {
      if (tree_.word(i - 1) != "as" || !in(kUntrue, tree_.lemma(i))) continue;
      const uint32_t verb = tree_.head(i);
      if (verb != kNoToken && verb != t && tree_.upos(verb) == Upos::kVERB && tree_.below(t, verb))
        set_claim(Claim::kDenied, i, tree_.child(verb, Deprel::kNsubj));
    }
  }

  // "according to X", and a saying clause set beside ("…, residents say").
  void read_source_phrases() {
    const uint32_t t = candidate_.token;
    const record::Sentence& sentence = tree_.sentence_of(t);
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (tree_.word(i) == "according" && i + 1 < sentence.end && tree_.word(i + 1) == "to") {
        const uint32_t source = tree_.head(i);
        const uint32_t governed = source == kNoToken ? kNoToken : tree_.head(source);
        if (governed != kNoToken && (tree_.below(t, governed)))
          set_claim(Claim::kAttributed, i, source);
      }
      if (tree_.deprel(i) == Deprel::kParataxis && in(kReports, tree_.lemma(i)) &&
          !tree_.below(t, i) && tree_.child(i, Deprel::kNsubj) != kNoToken &&
          tree_.child(i, Deprel::kCcomp) == kNoToken && tree_.head(i) != kNoToken &&
          tree_.below(t, tree_.head(i)) && !parted(t, i) && !speaks_itself()) {
        set_claim(Claim::kAttributed, i, tree_.child(i, Deprel::kNsubj));
      }
    }
  }

  // A semicolon between them: "no contract was signed; the envoy had spoken of purchases".
  bool parted(uint32_t x, uint32_t y) const {
    for (uint32_t i = std::min(x, y); i < std::max(x, y); ++i) {
      if (tree_.word(i) == ";") return true;
    }
    return false;
  }

  const Scene& scene_;
  const Tree& tree_;
  const Candidate& candidate_;
  EventType type_;
  bool within_ =
      true;  // no adverbial or relative clause lies between the candidate and the word that is read
  Standing out_;
};

}  // namespace

Standing read_standing(const Scene& scene, const Candidate& candidate, EventType type) {
  return Climb(scene, candidate, type).read();
}

}  // namespace servanda::event
