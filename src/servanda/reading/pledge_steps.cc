// Finds the words that report steps, and for each its object, sides, date and manner.
#include "servanda/reading/pledge_steps.h"

#include <algorithm>

#include "servanda/event/clause.h"
#include "servanda/reading/pledge_dates.h"

namespace servanda::reading {
namespace {

using event::Clause;
using event::Slot;
using record::Deprel;
using record::PledgeClaim;
using record::Stage;
using record::Upos;

bool is_doing(Stage stage) {
  return stage == Stage::kStarted || stage == Stage::kPartlyDelivered ||
         stage == Stage::kDelivered || stage == Stage::kResumed;
}

bool is_paper_stage(Stage stage) {
  return stage == Stage::kAgreed || stage == Stage::kSigned || stage == Stage::kRatified ||
         stage == Stage::kInForce;
}

class StepFinder {
 public:
  explicit StepFinder(const PledgeScene& scene)
      : scene_(scene), tree_(scene.tree()), words_(scene.words()) {}

  std::vector<Step> find() {
    taken_.assign(tree_.size(), false);
    for (uint32_t t = 0; t < tree_.size(); ++t) {
      const Upos upos = tree_.upos(t);
      if (taken_[t]) continue;
      if (upos == Upos::kVERB) read_verb(t);
      if (upos == Upos::kNOUN || upos == Upos::kPROPN) read_noun(t);
      read_predicates(t);
    }
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.token < b.token; });
    return std::move(steps_);
  }

 private:
  uint32_t kinds_of(const Thing& thing) const {
    uint32_t kinds = thing.kinds;
    if (thing.outer != kNoToken) {
      if (const NounKind* outer = words_.kind(tree_.lemma(thing.outer))) kinds |= outer->kinds;
    }
    const bool model =
        std::any_of(thing.names.begin(), thing.names.end(), [](const std::string& name) {
          return std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        });
    if (thing.kinds == 0 && model) kinds |= kGoods | kWorks;
    return kinds;
  }

  // True if the thing may be the object of a word that asks for these kinds.
  bool fits(const Thing& thing, uint32_t wanted) const {
    if (thing.pronoun || thing.elliptic) return true;
    if (wanted == kAnyKind) return true;
    const uint32_t kinds = kinds_of(thing);
    if (kinds != 0) return (kinds & wanted) != 0;
    return !thing.names.empty();  // a name of unknown kind: the ship "Tamal"
  }

  bool person_or_party(const Thing& thing) const {
    if (thing.pronoun) return false;
    const actor::Mention* mention = scene_.mention_at(thing.head);
    return mention != nullptr && mention->head_token == thing.head && thing.kinds == 0;
  }

  // --- objects ---

  // A noun after a preposition that belongs to the verb, wherever the tree hangs it.
  uint32_t after_preposition(const Clause& clause, uint32_t verb,
                             std::string_view preposition) const {
    for (const event::Argument& a : clause.arguments) {
      if ((a.slot == Slot::kOblique || a.slot == Slot::kAgent || a.slot == Slot::kNominal) &&
          a.preposition == preposition && scene_.time_at(a.token) == nullptr)
        return a.token;
    }
    const record::Sentence& sentence = tree_.sentence_of(verb);
    for (uint32_t i = verb + 1; i < std::min(sentence.end, verb + 9); ++i) {
      if (tree_.word(i) == preposition && tree_.upos(i) == Upos::kADP &&
          tree_.head(i) != kNoToken && tree_.head(i) > i &&
          scene_.time_at(tree_.head(i)) == nullptr) {
        return tree_.head(i);
      }
      if (tree_.upos(i) == Upos::kVERB) break;
    }
    return kNoToken;
  }

  bool has_particle(const VerbEntry& entry, uint32_t verb) const {
    if (entry.particle.empty()) return true;
    const uint32_t end = std::min(tree_.sentence_of(verb).end, verb + 8);
    bool middle = entry.middle.empty();
    for (uint32_t i = verb + 1; i < end; ++i) {
      const std::string_view word = tree_.word(i);
      if (!middle) {
        middle = word == entry.middle;
        continue;
      }
      if (word != entry.particle && tree_.lemma(i) != entry.particle) continue;
      const uint32_t head = tree_.head(i);
      if (i == verb + 1 || head == verb || (head != kNoToken && tree_.head(head) == verb))
        return true;
    }
    return false;
  }

  std::vector<Thing> objects_of(const VerbEntry& entry, const Clause& clause, uint32_t verb) const {
    uint32_t object = kNoToken;
    switch (entry.place) {
      case ObjectPlace::kObject:
        object = clause.first(Slot::kObject);
        break;
      case ObjectPlace::kSubject:
        object = clause.first(Slot::kSubject);
        if (object == kNoToken && !clause.passive) object = clause.first(Slot::kObject);
        break;
      case ObjectPlace::kObjectOrSubject:
        object = clause.first(Slot::kObject);
        if (object == kNoToken) object = clause.first(Slot::kSubject);
        break;
      case ObjectPlace::kComplement:
        object = clause.first(Slot::kObject);
        break;
      case ObjectPlace::kPreposition:
        object = after_preposition(clause, verb, entry.preposition);
        break;
    }
    if (object == kNoToken) return {};
    if (scene_.time_at(object) != nullptr) return {};
    std::vector<Thing> things = read_things(scene_, object);
    // A clause on one noun of a list is about that noun; the noun that a relative clause hangs on
    // has its own list.
    std::erase_if(things, [&](const Thing& thing) {
      return !fits(thing, entry.kinds) || person_or_party(thing);
    });
    return things;
  }

  // "signed a contract for X", "a contract for X was concluded", "X, for which a contract was
  // concluded": about X.
  void replace_paper_by_topic(std::vector<Thing>& things, const Clause& clause,
                              uint32_t verb) const {
    for (Thing& thing : things) {
      if ((thing.kinds & (kPaper | kTalks)) == 0 || thing.head != thing.outer ||
          !(thing.names.empty() && thing.content.size() <= 1))
        continue;
      for (std::string_view preposition : {"for", "on", "over", "about"}) {
        uint32_t topic = kNoToken;
        for (const event::Argument& a : clause.arguments) {
          if (a.slot == Slot::kOblique && a.preposition == preposition &&
              scene_.time_at(a.token) == nullptr && !scene_.is_party(a.token))
            topic = a.token;
        }
        for (uint32_t c : tree_.children(verb)) {
          if (tree_.deprel(c) != Deprel::kObl || tree_.preposition(c) != preposition ||
              tree_.upos(c) != Upos::kPRON)
            continue;
          if (tree_.deprel(verb) == Deprel::kAclRelcl && tree_.head(verb) != kNoToken)
            topic = tree_.head(verb);
        }
        if (topic == kNoToken) continue;
        const std::vector<Thing> about = read_things(scene_, topic);
        if (about.empty() || about[0].pronoun || person_or_party(about[0])) continue;
        thing = about[0];
        thing.outer = thing.head;
        break;
      }
    }
  }

  // --- sides ---

  void codes_within(const Thing& thing, std::vector<std::string>& codes) const {
    for (uint32_t i = 0; i < tree_.size(); ++i) {
      const record::Token& token = tree_.token(i);
      if (token.span.begin < thing.span.begin) continue;
      if (token.span.begin >= thing.span.end + 24) break;
      const bool in = token.span.end <= thing.span.end;
      const bool beside =
          tree_.head(i) == thing.head || (thing.outer != kNoToken && tree_.head(i) == thing.outer);
      if ((in || beside) && scene_.mention_at(i) != nullptr) scene_.add_codes(i, codes);
    }
    for (uint32_t noun : {thing.head, thing.outer}) {
      if (noun == kNoToken) continue;
      for (uint32_t c : tree_.children(noun)) {
        const Deprel link = tree_.deprel(c);
        const bool by = link == Deprel::kNmod || link == Deprel::kNmodPoss ||
                        link == Deprel::kAmod || link == Deprel::kCompound;
        if (by) scene_.add_codes(c, codes);
      }
    }
  }

  void read_sides(Step& step, Side side, const Clause& clause, bool subject_is_thing) const {
    std::vector<std::string> subject, other, with;
    for (const event::Argument& a : clause.arguments) {
      switch (a.slot) {
        case Slot::kSubject:
        case Slot::kAgent:
          if (!subject_is_thing || a.slot == Slot::kAgent) add_all(a.token, subject);
          break;
        case Slot::kIndirect:
          add_all(a.token, other);
          break;
        case Slot::kObject:
          if (scene_.is_party(a.token)) scene_.add_codes(a.token, other);
          break;
        case Slot::kOblique:
        case Slot::kNominal:
          if (a.preposition == "to" || a.preposition == "for")
            scene_.add_codes(a.token, other);
          else if (a.preposition == "with" || a.preposition == "between" || a.preposition == "by")
            add_all(a.token, with);
          else if (a.preposition == "from")
            scene_.add_codes(a.token, with);
          break;
        case Slot::kPossessor:
          add_all(a.token, subject);
          break;
        default:
          break;
      }
    }
    std::vector<std::string> inner;
    for (const Thing& thing : step.things) codes_within(thing, inner);
    if (side == Side::kGives) {
      step.givers = subject, step.receivers = other;
      for (const std::string& code : with) add_code(step.receivers, code);
    } else if (side == Side::kReceives) {
      step.receivers = subject, step.givers = with;
      for (const std::string& code : other) add_code(step.givers, code);
    } else if (side == Side::kNone) {
      step.givers = subject, step.receivers = other;
    } else {
      for (const std::string& code : subject) add_code(step.givers, code);
      for (const std::string& code : with) add_code(step.givers, code);
      for (const std::string& code : other) add_code(step.givers, code);
    }
    // Names within the phrase stand for the side that the clause leaves open.
    for (const std::string& code : inner) {
      const bool known = has(step.givers, code) || has(step.receivers, code);
      if (known) continue;
      if (side == Side::kBoth || side == Side::kNone)
        add_code(step.givers, code);
      else if (step.givers.empty())
        add_code(step.givers, code);
      else if (step.receivers.empty())
        add_code(step.receivers, code);
    }
    if (side == Side::kBoth) step.receivers = step.givers;
  }

  static bool has(const std::vector<std::string>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  }

  // The mention at a token and those coordinated with it or below it ("leaders of Russia and
  // Iran").
  void add_all(uint32_t token, std::vector<std::string>& codes) const {
    scene_.add_codes(token, codes);
    for (uint32_t c : tree_.children(token)) {
      const Deprel link = tree_.deprel(c);
      if (link == Deprel::kConj) add_all_flat(c, codes);
      if (link == Deprel::kNmod || link == Deprel::kNmodPoss || link == Deprel::kAmod ||
          link == Deprel::kCompound || link == Deprel::kNmodDesc || link == Deprel::kAppos) {
        if (codes.empty() || link == Deprel::kNmod) add_all_flat(c, codes);
      }
    }
  }
  void add_all_flat(uint32_t token, std::vector<std::string>& codes) const {
    scene_.add_codes(token, codes);
    for (uint32_t c : tree_.children(token)) {
      if (tree_.deprel(c) == Deprel::kConj || tree_.deprel(c) == Deprel::kNmodPoss ||
          tree_.deprel(c) == Deprel::kAmod)
        scene_.add_codes(c, codes);
    }
  }

  // --- manner, stage, date ---

  // What a step in this manner amounts to; kNone drops it.
  static Stage staged(Stage stage, const Manner& manner) {
    switch (manner.mood) {
      case Mood::kNegated:
        return Stage::kNone;
      case Mood::kNotYet:
        return stage;
      case Mood::kActual:
        if (manner.agreed) return is_doing(stage) || is_paper_stage(stage) ? Stage::kAgreed : stage;
        if (manner.promised)
          return is_doing(stage) || is_paper_stage(stage) ? Stage::kAnnounced : stage;
        return stage;
      case Mood::kFuture:
        if (manner.agreed) return Stage::kAgreed;
        if (stage == Stage::kDelayed || stage == Stage::kNegotiating || stage == Stage::kProposed)
          return stage;
        if (manner.promised) return Stage::kAnnounced;
        if (is_paper_stage(stage))
          return stage == Stage::kAgreed ? Stage::kAnnounced : Stage::kNegotiating;
        if (is_doing(stage)) return Stage::kAnnounced;
        return Stage::kAnnounced;
      case Mood::kPossible:
        if (stage == Stage::kDelayed) return stage;
        if (is_paper_stage(stage)) return Stage::kNegotiating;
        if (is_doing(stage) || stage == Stage::kAnnounced) return Stage::kProposed;
        return Stage::kNone;
    }
    return stage;
  }

  base::Span clause_span(uint32_t token) const { return tree_.sentence_of(token).span; }

  static std::string strength_of(std::string_view lemma) {
    if (lemma == "treaty" || lemma == "convention" || lemma == "charter") return "treaty";
    if (lemma == "agreement" || lemma == "contract" || lemma == "accord" || lemma == "pact" ||
        lemma == "deal" || lemma == "protocol" || lemma == "loan")
      return "agreement";
    if (lemma == "memorandum") return "memorandum";
    if (lemma == "declaration") return "joint_statement";
    return {};
  }

  void finish(Step step, Stage stage, const Manner& manner, uint32_t token, uint32_t verb) {
    if (manner.forecast && manner.mood != Mood::kActual) return;
    step.stage = staged(stage, manner);
    if (step.stage == Stage::kNone) return;
    if (manner.partly && step.stage == Stage::kDelivered) step.stage = Stage::kPartlyDelivered;
    step.not_started = manner.mood == Mood::kNotYet;
    step.reports = !step.not_started;
    step.to_come = (manner.mood == Mood::kFuture || manner.mood == Mood::kPossible ||
                    manner.agreed || manner.promised) &&
                   step.stage != stage;
    step.present = manner.present;
    step.claim = manner.claim;
    step.speakers = manner.speakers;
    // A promise that the giver makes itself is made by being said.
    const bool own_word =
        step.stage == Stage::kAnnounced && (step.to_come || stage == Stage::kAnnounced) &&
        manner.claim == PledgeClaim::kClaimed &&
        std::any_of(manner.speakers.begin(), manner.speakers.end(),
                    [&](const std::string& code) { return has(step.givers, code); }) &&
        !step.things.empty();
    if (own_word) step.claim = PledgeClaim::kStated;
    if (manner.expected && step.claim == PledgeClaim::kStated)
      step.claim = PledgeClaim::kUnconfirmed;
    const StepDate when = date_step(scene_, token, verb, manner, step.to_come);
    step.date = when.date, step.due = when.due, step.told = when.told;
    step.token = token;
    step.sentence = tree_.sentence(token);
    step.evidence = clause_span(token);
    for (const Thing& thing : step.things) {
      for (uint32_t noun : {thing.outer, thing.head}) {
        if (noun != kNoToken && step.strength.empty())
          step.strength = strength_of(tree_.lemma(noun));
      }
    }
    if (step.strength.empty() && step.stage == Stage::kAnnounced) step.strength = "statement";
    steps_.push_back(std::move(step));
  }

  // --- verbs ---

  void read_verb(uint32_t t) {
    const std::vector<VerbEntry>* entries = words_.verb(tree_.lemma(t));
    if (entries == nullptr) return;
    const Clause clause = event::read_clause(tree_, t);
    const VerbEntry* best = nullptr;
    std::vector<Thing> things;
    bool best_empty = true;
    for (const VerbEntry& entry : *entries) {
      if (!has_particle(entry, t)) continue;
      std::vector<Thing> found = objects_of(entry, clause, t);
      // A passive without an object of its own, "put off" of what was spoken of: only with a
      // particle or a strong verb.
      const bool better = best == nullptr || (best_empty && !found.empty()) ||
                          (best->particle.empty() && !entry.particle.empty() && !found.empty());
      if (found.empty() && entry.kinds != kAnyKind && entry.place != ObjectPlace::kComplement)
        continue;
      if (!better) continue;
      best = &entry, best_empty = found.empty(), things = std::move(found);
    }
    if (best == nullptr) return;
    const Manner manner = read_manner(scene_, t, t);
    if (best->place == ObjectPlace::kComplement && things.empty()) {
      read_promise(*best, clause, t, manner);
      return;
    }
    if (things.empty()) return;
    std::erase_if(things, [](const Thing& thing) { return thing.negated; });
    if (things.empty()) return;
    Stage stage = best->stage;
    const uint32_t outer = things[0].outer;
    const std::string_view outer_lemma =
        outer == kNoToken ? std::string_view() : tree_.lemma(outer);
    const NounKind* outer_kind = words_.kind(outer_lemma);
    // What one announces to be signed or agreed is a paper; talks that open are talks; papers on
    // the way to one are talks.
    if (best->stage == Stage::kAnnounced && outer_kind != nullptr &&
        (outer_kind->kinds & kPaper) != 0 && tree_.lemma(t) == "announce")
      stage = Stage::kAgreed;
    if (best->stage == Stage::kSigned && outer_kind != nullptr && !outer_kind->classes.empty() &&
        outer_kind->classes[0] == "draft")
      stage = Stage::kNegotiating;
    if (stage == Stage::kStarted && outer_kind != nullptr && !outer_kind->classes.empty() &&
        outer_kind->classes[0] == "delivery")
      stage = Stage::kPartlyDelivered;
    if (stage == Stage::kDelivered && outer_kind != nullptr && (outer_kind->kinds & kTalks) != 0)
      return;
    Step step;
    step.kinds = best->kinds;
    replace_paper_by_topic(things, clause, t);
    step.things = std::move(things);
    read_sides(
        step, best->side, clause,
        best->place == ObjectPlace::kSubject || (best->place == ObjectPlace::kObjectOrSubject &&
                                                 clause.first(Slot::kObject) == kNoToken));
    if (scene_.words().voice(tree_.lemma(t)) & kStall && stage == Stage::kDelayed) {
      // Talks that drag on are talks still.
      if (outer_kind != nullptr && (outer_kind->kinds & kTalks) != 0)
        stage = Stage::kNegotiating, step.stalled = true;
    }
    finish(std::move(step), stage, manner, t, t);
  }

  // "promised to carry out the treaty", "agreed to go on developing a system": the act promised, if
  // no word of the table says it.
  void read_promise(const VerbEntry& entry, const Clause& clause, uint32_t t,
                    const Manner& manner) {
    uint32_t act = kNoToken;
    for (uint32_t c : tree_.children(t)) {
      const Deprel link = tree_.deprel(c);
      const bool infinitive = tree_.child(c, Deprel::kMark) != kNoToken &&
                              tree_.word(tree_.child(c, Deprel::kMark)) == "to";
      if ((link == Deprel::kXcomp || (link == Deprel::kAdvcl && infinitive) ||
           link == Deprel::kCcomp) &&
          tree_.upos(c) == Upos::kVERB)
        act = c;
    }
    if (act == kNoToken) return;
    for (int down = 0; down < 3; ++down) {
      const Clause inner = event::read_clause(tree_, act);
      uint32_t object = kNoToken;
      for (const event::Argument& a : inner.arguments) {
        if (a.slot == Slot::kObject && !a.inherited) object = a.token;
      }
      if (const std::vector<VerbEntry>* own = words_.verb(tree_.lemma(act));
          own != nullptr && object != kNoToken)
        return;  // read by itself
      if (object != kNoToken) {
        Step step;
        step.things = read_things(scene_, object);
        std::erase_if(step.things, [&](const Thing& thing) {
          return person_or_party(thing) || thing.negated ||
                 (thing.kinds == 0 && thing.names.empty());
        });
        if (step.things.empty()) return;
        read_sides(step, entry.side, clause, false);
        finish(std::move(step), entry.stage, manner, t, t);
        return;
      }
      uint32_t deeper = tree_.child(act, Deprel::kXcomp);
      if (deeper == kNoToken) deeper = tree_.child(act, Deprel::kAdvcl);
      if (deeper == kNoToken) return;
      act = deeper;
    }
  }

  // --- nouns ---

  void read_noun(uint32_t t) {
    const std::vector<NounEntry>* entries = words_.noun(tree_.lemma(t));
    if (entries == nullptr) return;
    const Clause clause = event::read_clause(tree_, t);
    const uint32_t governor = tree_.head(t);
    const Deprel link = tree_.deprel(t);
    for (const NounEntry& entry : *entries) {
      const language::TimeExpression* time = nullptr;
      if (entry.need == NounNeed::kTime) {
        time = own_time(t);
        if (time == nullptr) continue;
      }
      const Manner manner = read_manner(scene_, t, clause.light ? clause.verb : kNoToken);
      if (entry.need == NounNeed::kClaim && manner.claim == PledgeClaim::kStated) continue;
      std::vector<Thing> things = read_things(scene_, t);
      const bool own = !things.empty() && things[0].head != t;
      if (entry.need == NounNeed::kObject && !own) continue;
      if (entry.need == NounNeed::kObject && governor != kNoToken &&
          words_.verb(tree_.lemma(governor)) != nullptr &&
          (link == Deprel::kObj || link == Deprel::kNsubjPass || link == Deprel::kNsubj) &&
          entry.stage != Stage::kNegotiating) {
        continue;  // the verb reports it
      }
      if (entry.stage == Stage::kNegotiating && governor != kNoToken &&
          (link == Deprel::kObj || link == Deprel::kNsubj || link == Deprel::kNsubjPass) &&
          verb_reports_talks(governor))
        continue;
      if (entry.need == NounNeed::kClaim && governor != kNoToken && link == Deprel::kNsubjPass &&
          words_.verb(tree_.lemma(governor)) != nullptr)
        continue;
      std::erase_if(things,
                    [&](const Thing& thing) { return thing.negated || person_or_party(thing); });
      if (things.empty()) continue;
      Step step;
      // "under a contract of 2020, X is to furnish radars", "a route, subject of a memorandum of
      // 2019": about the radars, the route.
      if (!own && (things[0].kinds & kPaper) != 0 && things[0].names.empty()) {
        const std::vector<Thing> topic = topic_of_paper(t);
        if (!topic.empty()) things = topic;
      }
      step.things = std::move(things);
      read_sides(step, entry.stage == Stage::kDelivered ? Side::kGives : Side::kBoth, clause,
                 false);
      Stage stage = entry.stage;
      finish(std::move(step), stage, manner, t, clause.light ? clause.verb : kNoToken);
      if (!steps_.empty() && steps_.back().token == t && time != nullptr && !steps_.back().told) {
        steps_.back().date = time->date, steps_.back().told = true;
      }
      return;
    }
  }

  bool verb_reports_talks(uint32_t verb) const {
    const std::vector<VerbEntry>* entries = words_.verb(tree_.lemma(verb));
    if (entries == nullptr) return false;
    for (const VerbEntry& entry : *entries) {
      if ((entry.kinds & kTalks) != 0) return true;
    }
    return false;
  }

  // A time inside the phrase of the noun: "a 2001 agreement", "the memorandum of 4 September 2019",
  // "the July memorandum".
  const language::TimeExpression* own_time(uint32_t t) const {
    const auto [first, last] = base_phrase(scene_, t);
    for (uint32_t i = first > tree_.sentence_of(t).begin ? first - 1 : first; i <= last; ++i) {
      const language::TimeExpression* time = scene_.time_at(i);
      if (time != nullptr && time->date.known() && i < t && (i >= first || tree_.head(i) == t))
        return time;
    }
    for (uint32_t c : tree_.children(t)) {
      const language::TimeExpression* time = scene_.time_at(c);
      if (time == nullptr || !time->date.known()) continue;
      const bool of = tree_.deprel(c) == Deprel::kNmod &&
                      (tree_.preposition(c) == "of" || tree_.preposition(c) == "from");
      if (of || tree_.deprel(c) == Deprel::kNummod || tree_.deprel(c) == Deprel::kCompound ||
          tree_.deprel(c) == Deprel::kNmodUnmarked)
        return time;
    }
    return nullptr;
  }

  std::vector<Thing> topic_of_paper(uint32_t t) const {
    const std::string_view preposition = tree_.preposition(t);
    uint32_t governor = tree_.head(t);
    if (governor == kNoToken) return {};
    if (preposition == "of" && tree_.lemma(governor) == "subject") {
      const uint32_t noun = tree_.head(governor);
      if (tree_.deprel(governor) == Deprel::kAppos && noun != kNoToken)
        return read_things(scene_, noun);
    }
    if (preposition != "under" && preposition != "in" && preposition != "with") return {};
    if (preposition != "under") return {};
    if (tree_.upos(governor) == Upos::kNOUN) return read_things(scene_, governor);
    const Clause clause = event::read_clause(tree_, governor);
    if (const std::vector<VerbEntry>* entries = words_.verb(tree_.lemma(governor))) {
      for (const VerbEntry& entry : *entries) {
        if (!has_particle(entry, governor)) continue;
        std::vector<Thing> things = objects_of(entry, clause, governor);
        if (!things.empty()) return things;
      }
    }
    return {};
  }

  // --- predicates ---

  void read_predicates(uint32_t t) {
    for (const PredicateEntry& entry : words_.predicates()) {
      const record::Sentence& sentence = tree_.sentence_of(t);
      if (t + entry.words.size() > sentence.end) continue;
      bool same = true;
      for (size_t k = 0; k < entry.words.size() && same; ++k) {
        same = tree_.word(t + static_cast<uint32_t>(k)) == entry.words[k] ||
               tree_.lemma(t + static_cast<uint32_t>(k)) == entry.words[k];
      }
      if (!same) continue;
      const uint32_t last = t + static_cast<uint32_t>(entry.words.size()) - 1;
      // The word of the phrase whose head lies outside is the predicate.
      uint32_t head = last;
      for (uint32_t i = t; i <= last; ++i) {
        if (tree_.head(i) == kNoToken || tree_.head(i) < t || tree_.head(i) > last) head = i;
      }
      const uint32_t subject = subject_of_predicate(head);
      if (subject == kNoToken) continue;
      std::vector<Thing> things = read_things(scene_, subject);
      std::erase_if(things, [&](const Thing& thing) {
        return !fits(thing, entry.kinds) || person_or_party(thing) || thing.negated;
      });
      if (things.empty()) continue;
      const Clause clause = event::read_clause(tree_, head);
      const Manner manner = read_manner(scene_, head, head);
      Step step;
      step.things = std::move(things);
      step.kinds = entry.kinds;
      read_sides(step,
                 is_paper_stage(entry.stage) || entry.stage == Stage::kNegotiating ? Side::kBoth
                                                                                   : Side::kGives,
                 clause, true);
      finish(std::move(step), entry.stage, manner, head, head);
      for (uint32_t i = t; i <= last; ++i) taken_[i] = true;
      return;
    }
  }

  uint32_t subject_of_predicate(uint32_t head) const {
    const auto subject = [&](uint32_t token) {
      for (Deprel link : {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNsubjOuter}) {
        if (const uint32_t child = tree_.child(token, link); child != kNoToken) return child;
      }
      return kNoToken;
    };
    if (const uint32_t own = subject(head); own != kNoToken) return own;
    const uint32_t governor = tree_.head(head);
    if (governor == kNoToken) return kNoToken;
    const Deprel link = tree_.deprel(head);
    const Upos upos = tree_.upos(governor);
    const std::string_view lemma = tree_.lemma(governor);
    const bool linking = lemma == "become" || lemma == "remain" || lemma == "be" ||
                         lemma == "stay" || lemma == "run" || lemma == "keep" || lemma == "get";
    if (linking && (link == Deprel::kXcomp || link == Deprel::kObl || link == Deprel::kAdvmod)) {
      if (const uint32_t above = subject(governor); above != kNoToken) return above;
      const event::Clause clause = event::read_clause(tree_, governor);
      return clause.first(Slot::kSubject) != kNoToken ? clause.first(Slot::kSubject)
                                                      : clause.first(Slot::kObject);
    }
    // "the agreement, in force since May", "vessels on order"
    const bool noun = upos == Upos::kNOUN || upos == Upos::kPROPN;
    if (noun && (link == Deprel::kNmod || link == Deprel::kAmod || link == Deprel::kAppos ||
                 link == Deprel::kAcl)) {
      const bool before = link == Deprel::kAmod && head < governor;
      return before ? kNoToken : governor;
    }
    if (link == Deprel::kConj && upos == Upos::kVERB) {  // "are agreed and in progress"
      const event::Clause clause = event::read_clause(tree_, governor);
      return clause.passive ? clause.first(Slot::kObject) : clause.first(Slot::kSubject);
    }
    if (link == Deprel::kConj) return subject_of_predicate_flat(governor);
    return kNoToken;
  }

  uint32_t subject_of_predicate_flat(uint32_t head) const {
    for (Deprel link : {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNsubjOuter}) {
      if (const uint32_t child = tree_.child(head, link); child != kNoToken) return child;
    }
    return kNoToken;
  }

  const PledgeScene& scene_;
  const event::Tree& tree_;
  const PledgeWords& words_;
  std::vector<bool> taken_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> find_steps(const PledgeScene& scene) { return StepFinder(scene).find(); }

}  // namespace servanda::reading
