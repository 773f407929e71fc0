// Climbs from the reporting word to the root of its sentence and reads what stands beside and
// above.
#include "servanda/reading/pledge_manner.h"

#include <algorithm>

#include "servanda/event/clause.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::PledgeClaim;
using record::Upos;

bool sets_against(std::string_view mark) {
  return mark == "although" || mark == "though" || mark == "while" || mark == "whereas" ||
         mark == "because" || mark == "since";
}

class Climb {
 public:
  Climb(const PledgeScene& scene, uint32_t token, uint32_t verb)
      : scene_(scene), tree_(scene.tree()), token_(token), verb_(verb) {}

  Manner read() {
    read_beside(token_, true);
    if (verb_ != token_ && verb_ != kNoToken) read_beside(verb_, true);
    read_conjunct();
    read_tense(verb_ == kNoToken ? token_ : verb_);
    uint32_t current = token_;
    for (int step = 0; step < 9; ++step) {
      const uint32_t head = tree_.head(current);
      if (head == kNoToken) break;
      // "admitted for the first time that drones went": the tree hangs the clause on a noun beside
      // the verb.
      const Deprel link = tree_.deprel(current);
      const uint32_t mark = tree_.child(current, Deprel::kMark);
      const uint32_t above = tree_.head(head);
      const bool hung =
          (link == Deprel::kAcl || link == Deprel::kAclRelcl) && mark != kNoToken &&
          tree_.word(mark) == "that" && above != kNoToken && tree_.upos(above) == Upos::kVERB &&
          (voice(above) & (kReport | kAdmit | kDeny)) != 0 && (voice(head) & kClaimNoun) == 0;
      uint32_t next = hung ? above : head;
      // "has yet to begin, although both signed": set against the whole, not against "begin".
      if (link == Deprel::kAdvcl && mark != kNoToken && sets_against(tree_.word(mark))) {
        for (int up = 0; up < 4 && tree_.deprel(next) == Deprel::kXcomp; ++up) {
          if (tree_.head(next) == kNoToken) break;
          next = tree_.head(next);
        }
      }
      read_above(current, next, hung ? Deprel::kCcomp : link);
      // "has yet to pay the loan that it granted in 2020": what the clause tells stands by itself;
      // "reports that it had sold" does not.
      const bool participle =
          link == Deprel::kAcl && tree_.xpos(current) == "VBN" && mark == kNoToken;
      if (!hung && ((link == Deprel::kAclRelcl && is_fact(current)) || participle)) break;
      current = next;
    }
    read_source_phrases();
    return std::move(out_);
  }

 private:
  uint32_t voice(uint32_t token) const {
    return scene_.words().voice(tree_.lemma(token)) | scene_.words().voice(tree_.word(token));
  }

  void set_claim(PledgeClaim claim, uint32_t report, uint32_t source) {
    const auto rank = [](PledgeClaim c) {
      switch (c) {
        case PledgeClaim::kDenied:
          return 5;
        case PledgeClaim::kAdmitted:
          return 4;
        case PledgeClaim::kClaimed:
          return 2;
        case PledgeClaim::kUnconfirmed:
          return 3;
        default:
          return 0;
      }
    };
    if (out_.report == kNoToken && report != kNoToken) out_.report = report;
    if (source != kNoToken && out_.speakers.empty()) scene_.add_codes(source, out_.speakers);
    if (rank(claim) > rank(out_.claim)) out_.claim = claim;
  }

  void set_mood(Mood mood) {
    if (out_.mood == Mood::kNegated || out_.mood == Mood::kNotYet) return;
    if (mood == Mood::kFuture && out_.mood == Mood::kPossible) return;
    out_.mood = mood;
  }

  void read_beside(uint32_t t, bool own) {
    bool copula_now = false, infinitive = false, yet = false, negated = false, modal = false,
         still = false, has_now = false;
    for (uint32_t c : tree_.children(t)) {
      const std::string_view word = tree_.word(c);
      const Deprel link = tree_.deprel(c);
      const uint32_t bits = voice(c);
      if (link == Deprel::kAux) {
        if (word == "will" || word == "'ll" || word == "’ll" || word == "shall" || word == "wo" ||
            word == "would")
          set_mood(Mood::kFuture);
        if (word == "may" || word == "might" || word == "could" || word == "can" ||
            word == "should")
          set_mood(word == "should" ? Mood::kFuture : word == "can" ? out_.mood : Mood::kPossible);
      }
      if ((link == Deprel::kAux || link == Deprel::kCop || link == Deprel::kAuxPass) &&
          (word == "is" || word == "are" || word == "was" || word == "were"))
        copula_now = true;
      if (link == Deprel::kMark && word == "to") infinitive = true;
      if (link == Deprel::kAux && word == "must" && own) set_unreal();
      modal |= link == Deprel::kAux &&
               (word == "will" || word == "would" || word == "could" || word == "can" ||
                word == "may" || word == "might" || word == "should");
      // "once both parliaments have approved it"; "until it was amended" tells what was.
      const bool ahead =
          (word == "once" || word == "until") && tree_.xpos(t) != "VBD" && !past_be(t);
      if (link == Deprel::kMark && own &&
          (word == "whether" || word == "if" || word == "unless" || ahead))
        set_unreal();
      if ((link == Deprel::kAdvcl || link == Deprel::kCcomp) && own) read_condition(c);
      if (link == Deprel::kObl && own) {
        for (uint32_t d : tree_.children(c))
          negated |= tree_.deprel(d) == Deprel::kDet &&
                     (tree_.word(d) == "neither" || tree_.word(d) == "no");
      }
      if (link == Deprel::kObj && own) negated |= word == "nothing" || word == "none";
      if (word == "not" || word == "n't" || word == "n’t" || word == "never")
        negated |= link == Deprel::kAdvmod;
      if (word == "yet" && link == Deprel::kAdvmod) yet = true;
      still |= word == "still" && link == Deprel::kAdvmod;
      has_now |= link == Deprel::kAux && (word == "has" || word == "have");
      if ((link == Deprel::kDet || link == Deprel::kCcPreconj) && own &&
          (word == "neither" || word == "no"))
        negated = true;
      if (link == Deprel::kNsubj || link == Deprel::kNsubjPass) {
        for (uint32_t d : tree_.children(c))
          negated |= tree_.deprel(d) == Deprel::kDet &&
                     (tree_.word(d) == "no" || tree_.word(d) == "neither");
        negated |= word == "none" || word == "nothing" || word == "nobody";
      }
      if (link == Deprel::kAdvmod || link == Deprel::kAmod) {
        if ((bits & kHedge) != 0) set_claim(PledgeClaim::kUnconfirmed, kNoToken, kNoToken);
        if ((bits & kForecast) != 0 && own) out_.forecast = true;
        if ((bits & kPartly) != 0 && link == Deprel::kAdvmod) out_.partly = true;
        if ((bits & kPlan) != 0 && own && link == Deprel::kAmod) set_mood(Mood::kFuture);
      }
    }
    if (copula_now && infinitive && own && tree_.upos(t) == Upos::kVERB) set_mood(Mood::kFuture);
    if ((still || yet) && infinitive && own && (has_now || copula_now))
      out_.mood = Mood::kNotYet;  // "has still to ratify", "has yet to begin"
    if (yet && negated)
      out_.mood = Mood::kNotYet;
    else if (negated)
      out_.mood = Mood::kNegated, out_.negation |= own && !modal;
    if (tree_.upos(t) == Upos::kNOUN) {
      const std::string_view preposition = tree_.preposition(t);
      if (preposition == "without") out_.mood = Mood::kNegated;
    }
  }

  bool past_be(uint32_t verb) const {
    return std::any_of(tree_.children(verb).begin(), tree_.children(verb).end(), [&](uint32_t c) {
      const std::string_view word = tree_.word(c);
      return word == "was" || word == "were" || word == "had";
    });
  }

  // "takes effect once the papers are exchanged": still to come.
  void read_condition(uint32_t clause) {
    if (tree_.xpos(clause) == "VBD") return;  // "when he came, they signed"
    bool condition = false;
    for (uint32_t c : tree_.children(clause)) {
      const Deprel link = tree_.deprel(c);
      const std::string_view word = tree_.word(c);
      condition |= (link == Deprel::kMark || link == Deprel::kAdvmod) &&
                   (word == "once" || word == "if" || word == "unless" || word == "until" ||
                    word == "after" || word == "when");
    }
    const std::string_view tag = tree_.xpos(verb_ == kNoToken ? token_ : verb_);
    // "exports begin once": a present that looks like an infinitive.
    const bool plain = tag == "VB" && tree_.child(token_, Deprel::kMark) == kNoToken;
    if (!condition || (tag != "VBZ" && tag != "VBP" && !plain)) return;
    if (tree_.child(token_, Deprel::kAux) != kNoToken) return;
    out_.conditional = true;
    set_mood(Mood::kFuture);
  }

  bool now_adverb(uint32_t verb) const {
    return std::any_of(tree_.children(verb).begin(), tree_.children(verb).end(),
                       [&](uint32_t c) { return tree_.word(c) == "now"; });
  }

  // "is to be tested in September and finished by December": the first verb's auxiliary serves
  // both.
  void read_conjunct() {
    uint32_t current = token_;
    for (int step = 0; step < 3 && tree_.deprel(current) == Deprel::kConj; ++step) {
      const uint32_t head = tree_.head(current);
      if (head == kNoToken || tree_.upos(head) != Upos::kVERB) return;
      if (tree_.child(current, Deprel::kAux) != kNoToken ||
          tree_.child(current, Deprel::kNsubj) != kNoToken ||
          tree_.child(current, Deprel::kNsubjPass) != kNoToken || tree_.xpos(current) == "VBD" ||
          tree_.xpos(current) == "VBZ") {
        return;
      }
      read_beside(head, true);
      current = head;
    }
  }

  void read_tense(uint32_t verb) {
    const std::string_view tag = tree_.xpos(verb);
    bool have = false, had = false, now = false, past = false, being = false, active_be = false;
    for (uint32_t c : tree_.children(verb)) {
      const Deprel link = tree_.deprel(c);
      if (link != Deprel::kAux && link != Deprel::kAuxPass && link != Deprel::kCop) continue;
      const std::string_view word = tree_.word(c);
      have |= word == "has" || word == "have" || word == "'ve";
      had |= word == "had";
      now |= word == "is" || word == "are" || word == "'s";
      being |= word == "being";
      active_be |= link == Deprel::kAux && tree_.lemma(c) == "be";
      past |= word == "was" || word == "were";
    }
    out_.perfect = (have || had) && !now_adverb(verb);
    out_.progressive = being || (tag == "VBG" && active_be);
    out_.present = !past && !had && (now || have || tag == "VBZ" || tag == "VBP");
    out_.simple_past = !have && !had && (past || tag == "VBD");
  }

  uint32_t subject_of(uint32_t verb) const {
    const event::Clause clause = event::read_clause(tree_, verb);
    const uint32_t subject = clause.first(event::Slot::kSubject);
    return subject == kNoToken && clause.passive ? clause.first(event::Slot::kAgent) : subject;
  }

  void read_above(uint32_t below, uint32_t head, Deprel link) {
    const Upos upos = tree_.upos(head);
    const uint32_t bits = voice(head);
    const uint32_t own_mark = tree_.child(below, Deprel::kMark);
    const bool quoted =
        link == Deprel::kAdvcl && (tree_.lemma(head) == "quote" || tree_.lemma(head) == "cite");
    const bool that_clause =
        link == Deprel::kAdvcl && own_mark != kNoToken && tree_.word(own_mark) == "that";
    const bool content = link == Deprel::kCcomp || link == Deprel::kXcomp || link == Deprel::kAcl ||
                         link == Deprel::kCsubj || that_clause || quoted ||
                         (link == Deprel::kAdvcl && tree_.child(below, Deprel::kMark) != kNoToken &&
                          tree_.word(tree_.child(below, Deprel::kMark)) == "to");
    const bool noun_content = link == Deprel::kObj || link == Deprel::kNsubjPass ||
                              link == Deprel::kNmod || link == Deprel::kObl;
    const uint32_t mark = tree_.child(below, Deprel::kMark);
    const bool infinitive = mark != kNoToken && tree_.word(mark) == "to";
    constexpr uint32_t kKnown = kReport | kAdmit | kDeny | kForecast | kHope | kPlan | kPromise |
                                kAgree | kFail | kAspect | kFactive;
    const bool plain =
        tree_.lemma(head) == "have" || tree_.lemma(head) == "be" || tree_.lemma(head) == "remain";
    // "the agreement on building a railway", "hurdles to piping gas": a thing named, no step told.
    const std::string_view marker = mark == kNoToken ? std::string_view() : tree_.word(mark);
    const bool gerund = own_clause_ && tree_.xpos(below) == "VBG" &&
                        (marker == "on" || marker == "of" || marker == "for" || marker == "to" ||
                         marker == "about" || marker == "at" || marker == "from" ||
                         marker == "in" || marker == "against");
    const bool accused = (bits & kAccuse) != 0 && marker == "of" &&
                         (link == Deprel::kAcl || link == Deprel::kAdvcl || link == Deprel::kCcomp);
    if (accused) {  // "accused Turkey of having supplied drones"
      set_claim(PledgeClaim::kUnconfirmed, kNoToken, kNoToken);
      out_.accused = tree_.child(head, Deprel::kObj);
    }
    // "committed itself to supplying" undertakes it.
    const bool undertaken = (bits & (kPromise | kAgree)) != 0 && marker == "to";
    if (gerund && !accused && !undertaken &&
        (link == Deprel::kAcl || link == Deprel::kAdvcl || link == Deprel::kCcomp))
      set_unreal();
    // "is to construct" is no purpose, wherever the tree hangs it.
    const bool is_to = tree_.child(below, Deprel::kCop) != kNoToken ||
                       tree_.child(below, Deprel::kAuxPass) != kNoToken;
    const bool perfect = tree_.child(below, Deprel::kAux) != kNoToken &&
                         tree_.lemma(tree_.child(below, Deprel::kAux)) == "have";
    // "took up the offer only to cancel it": what came of it.
    const bool result =
        infinitive && mark > 0 && tree_.word(mark - 1) == "only" && link == Deprel::kAdvcl;
    if (infinitive && !is_to && !perfect && !result && (content || link == Deprel::kAdvcl) &&
        (bits & kKnown) == 0 && !plain && own_clause_ && !met_to_sign(below, head))
      set_unreal();
    if (link == Deprel::kXcomp && (bits & kAspect) != 0 && own_clause_) {
      out_.aspect = true;
      read_beside(head, true);
    } else if (link != Deprel::kConj) {
      own_clause_ = false;
    }
    const bool verb = upos == Upos::kVERB || upos == Upos::kADJ || upos == Upos::kAUX ||
                      (upos == Upos::kADV && (bits & kPlan) != 0);
    if (verb &&
        (content || (noun_content && (bits & (kDeny | kReport | kPromise | kAgree | kPlan)) != 0 &&
                     link == Deprel::kObj))) {
      bool negated = false, neither = false;
      for (uint32_t c : tree_.children(head)) {
        const std::string_view word = tree_.word(c);
        negated |= word == "not" || word == "n't" || word == "never";
        neither |= word == "neither" || word == "nor";
        if (tree_.deprel(c) == Deprel::kAux) {
          if (content && link == Deprel::kXcomp && (word == "will" || word == "would"))
            set_mood(Mood::kFuture);
          if (content && link == Deprel::kXcomp &&
              (word == "may" || word == "might" || word == "could"))
            set_mood(Mood::kPossible);
        }
        if (link == Deprel::kXcomp && tree_.deprel(c) == Deprel::kAdvmod && word == "yet")
          out_.mood = Mood::kNotYet;
      }
      if ((bits & kDeny) != 0) {
        // "would neither confirm nor deny"
        const bool open = neither || negated ||
                          (tree_.deprel(head) == Deprel::kConj && tree_.head(head) != kNoToken &&
                           tree_.lemma(tree_.head(head)) == "confirm");
        set_claim(open ? PledgeClaim::kUnconfirmed : PledgeClaim::kDenied, head, subject_of(head));
      } else if ((bits & kAdmit) != 0) {
        set_claim(PledgeClaim::kAdmitted, head, subject_of(head));
      } else if ((bits & kReport) != 0 &&
                 (link == Deprel::kCcomp || link == Deprel::kParataxis || that_clause ||
                  (link == Deprel::kObj && (token_ == below || tree_.head(token_) == below)))) {
        if (negated || neither)
          set_claim(PledgeClaim::kUnconfirmed, head, subject_of(head));
        else
          set_claim(claim_of_source(scene_, subject_of(head)), head, subject_of(head));
      }
      // "quoted the ambassador as saying that the treaty had entered into force"
      if ((tree_.lemma(head) == "quote" || tree_.lemma(head) == "cite") && content) {
        const uint32_t source = tree_.child(head, Deprel::kObj);
        if (source != kNoToken) set_claim(claim_of_source(scene_, source), head, source);
      }
      const bool marked = content;
      // "announced that an agreement has been reached" reports; it promises nothing.
      const bool reports = link == Deprel::kCcomp && tree_.lemma(head) == "announce" &&
                           (is_fact(below) || is_now(below));
      if ((bits & kPromise) != 0 && marked && !reports && out_.governor == kNoToken)
        out_.promised = true, out_.governor = head;
      if ((bits & kAgree) != 0 && marked && out_.governor == kNoToken)
        out_.agreed = true, out_.governor = head;
      if ((bits & kHope) != 0 && marked) {
        set_mood(Mood::kPossible);
        if (out_.governor == kNoToken) out_.hoped = true, out_.governor = head;
        if (link == Deprel::kCcomp || link == Deprel::kCsubj)
          set_claim(claim_of_source(scene_, subject_of(head)), head, subject_of(head));
      }
      if ((bits & kPlan) != 0 && marked) {
        set_mood(Mood::kFuture);
        if (tree_.lemma(head) == "expect") {
          out_.expected = true;
          const uint32_t who = subject_of(head);
          if (who != kNoToken && !event::is_passive(tree_, head))
            set_claim(claim_of_source(scene_, who), head, who);
        }
      }
      if ((bits & kFail) != 0 && link == Deprel::kXcomp) out_.mood = Mood::kNegated;
      if ((bits & kForecast) != 0 && marked) out_.forecast = true;
      if ((tree_.lemma(head) == "have" || tree_.lemma(head) == "remain") &&
          tree_.child(head, Deprel::kAdvmod) != kNoToken) {
        for (uint32_t c : tree_.children(head)) {
          if ((tree_.word(c) == "yet" || tree_.word(c) == "still") &&
              (link == Deprel::kXcomp || link == Deprel::kAdvcl))
            out_.mood = Mood::kNotYet;
        }
      }
    }
    if (upos == Upos::kNOUN || upos == Upos::kPROPN) {
      const bool of = link == Deprel::kAcl || link == Deprel::kCcomp || link == Deprel::kAclRelcl ||
                      (link == Deprel::kNmod && tree_.preposition(below) != "to");
      if (of && (bits & kClaimNoun) != 0) set_claim(PledgeClaim::kUnconfirmed, kNoToken, kNoToken);
      if (of && (bits & kPromise) != 0 && out_.governor == kNoToken && link != Deprel::kNmod) {
        out_.promised = true, out_.governor = head;
        const uint32_t who = tree_.child(head, Deprel::kNmodPoss);
        if (who != kNoToken) set_claim(PledgeClaim::kClaimed, head, who);
      }
      if (of && (bits & kForecast) != 0) out_.forecast = true;
      // "a plan to build a port": still to come.
      if (link == Deprel::kAcl && infinitive && (bits & (kPlan | kHope)) != 0)
        set_mood(Mood::kFuture);
      for (uint32_t c : tree_.children(head)) {
        if (of && tree_.deprel(c) == Deprel::kAmod && (voice(c) & kHedge) != 0)
          set_claim(PledgeClaim::kUnconfirmed, kNoToken, kNoToken);
      }
    }
    if (upos == Upos::kADJ && (bits & kForecast) != 0) {
      out_.forecast = true;
      // "Ratification before the summer is doubtful".
      const bool subject = link == Deprel::kNsubj && tree_.child(head, Deprel::kCop) != kNoToken;
      if (subject && own_subject(below)) set_mood(Mood::kPossible);
    }
    // "was reported to have sold": on the word of whoever reported it.
    if (infinitive && (link == Deprel::kXcomp || link == Deprel::kAdvcl) && (bits & kReport) != 0 &&
        event::is_passive(tree_, head)) {
      const uint32_t source = event::read_clause(tree_, head).first(event::Slot::kAgent);
      set_claim(source == kNoToken ? PledgeClaim::kUnconfirmed : claim_of_source(scene_, source),
                head, source);
    }
  }

  // "according to X", "by X's account", and a saying set beside ("…, the ministry says").
  void read_source_phrases() {
    const record::Sentence& sentence = tree_.sentence_of(token_);
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (tree_.word(i) == "according" && i + 1 < sentence.end && tree_.word(i + 1) == "to") {
        const uint32_t source = tree_.head(i);
        const uint32_t governed = source == kNoToken ? kNoToken : tree_.head(source);
        if (governed != kNoToken && in_clause_of(governed)) {
          PledgeClaim claim = claim_of_source(scene_, source);
          if (claim == PledgeClaim::kUnconfirmed && (voice(source) & (kMedia | kClaimNoun)) == 0)
            claim = PledgeClaim::kClaimed;
          set_claim(claim, kNoToken, source);
        }
      }
      if (tree_.lemma(i) == "account" && tree_.preposition(i) == "by" &&
          tree_.child(i, Deprel::kNmodPoss) != kNoToken && same_part(i)) {
        set_claim(PledgeClaim::kClaimed, kNoToken, tree_.child(i, Deprel::kNmodPoss));
      }
      if (tree_.deprel(i) == Deprel::kParataxis &&
          (scene_.words().voice(tree_.lemma(i)) & kReport) != 0 && !tree_.below(token_, i) &&
          i > token_ && tree_.child(i, Deprel::kNsubj) != kNoToken &&
          tree_.child(i, Deprel::kCcomp) == kNoToken && tree_.child(i, Deprel::kObj) == kNoToken &&
          tree_.head(i) != kNoToken && tree_.below(token_, tree_.head(i)) && same_part(i)) {
        const uint32_t source = tree_.child(i, Deprel::kNsubj);
        set_claim(claim_of_source(scene_, source), i, source);
      }
    }
  }

  // "met in Paris to sign the treaty": so they did.
  bool met_to_sign(uint32_t act, uint32_t verb) const {
    const std::string_view did = tree_.lemma(act), met = tree_.lemma(verb);
    return tree_.xpos(verb) == "VBD" && (met == "meet" || met == "gather" || met == "convene") &&
           (did == "sign" || did == "conclude" || did == "initial" || did == "seal" ||
            did == "inaugurate" || did == "launch");
  }

  // The subject is the step itself, a noun.
  bool own_subject(uint32_t subject) const { return subject == token_ && verb_ == kNoToken; }

  // The clause tells what is, without a word of what is to come.
  bool is_now(uint32_t verb) const {
    for (uint32_t c : tree_.children(verb)) {
      const Deprel link = tree_.deprel(c);
      const std::string_view word = tree_.word(c);
      if (link == Deprel::kMark && word == "to") return false;
      if ((link == Deprel::kAux || link == Deprel::kCop) && word != "has" && word != "have" &&
          word != "been")
        return false;
    }
    return tree_.xpos(verb) == "VBZ" || tree_.xpos(verb) == "VBP" || tree_.xpos(verb) == "VBN";
  }

  // The clause tells what was or has been.
  bool is_fact(uint32_t verb) const {
    if (tree_.xpos(verb) == "VBD" || past_be(verb)) return true;
    return tree_.xpos(verb) == "VBN" &&
           std::any_of(tree_.children(verb).begin(), tree_.children(verb).end(), [&](uint32_t c) {
             return tree_.word(c) == "has" || tree_.word(c) == "have";
           });
  }

  void set_unreal() {
    if (out_.mood == Mood::kActual || out_.mood == Mood::kFuture) out_.mood = Mood::kUnreal;
  }

  // The step stands in the clause of the verb, not in a clause on one of its nouns.
  bool in_clause_of(uint32_t verb) const {
    uint32_t current = token_;
    for (int step = 0; step < 12 && current != kNoToken; ++step) {
      if (current == verb) return true;
      const Deprel link = tree_.deprel(current);
      if (link == Deprel::kAclRelcl || link == Deprel::kAcl) return false;
      current = tree_.head(current);
    }
    return false;
  }

  // No semicolon between the step and the token.
  bool same_part(uint32_t token) const {
    for (uint32_t i = std::min(token, token_); i < std::max(token, token_); ++i) {
      if (tree_.word(i) == ";") return false;
    }
    return true;
  }

  const PledgeScene& scene_;
  const event::Tree& tree_;
  uint32_t token_, verb_;
  bool own_clause_ = true;  // still among the verbs that share the subject of the step
  Manner out_;
};

}  // namespace

Manner read_manner(const PledgeScene& scene, uint32_t token, uint32_t verb) {
  return Climb(scene, token, verb).read();
}

}  // namespace servanda::reading
