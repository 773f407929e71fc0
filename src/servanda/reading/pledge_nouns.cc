// Reads nouns and predicates that report steps.
#include "servanda/reading/pledge_nouns.h"

#include <algorithm>

#include "servanda/event/clause.h"
#include "servanda/reading/pledge_dates.h"
#include "servanda/reading/pledge_frames.h"
#include "servanda/reading/pledge_sides.h"
#include "servanda/reading/pledge_stages.h"

namespace servanda::reading {
namespace {

using event::Clause;
using event::Slot;
using record::Deprel;
using record::PledgeClaim;
using record::Stage;
using record::Upos;

bool verb_reports(const PledgeScene& scene, uint32_t verb, uint32_t kind) {
  const std::vector<VerbEntry>* entries = scene.words().verb(scene.tree().lemma(verb));
  if (entries == nullptr) return false;
  return std::any_of(entries->begin(), entries->end(), [&](const VerbEntry& entry) {
    return (kind == kAnyKind ? entry.kinds != kWrapper : (entry.kinds & kind) != 0) &&
           has_particle(scene.tree(), entry, verb);
  });
}

// A time inside the phrase of the noun: "a 2001 agreement", "the memorandum of 4 September 2019",
// "the July memorandum".
const language::TimeExpression* own_time(const PledgeScene& scene, uint32_t t) {
  const event::Tree& tree = scene.tree();
  const auto [first, last] = base_phrase(scene, t);
  const uint32_t begin = first > tree.sentence_of(t).begin ? first - 1 : first;
  for (uint32_t i = begin; i <= last; ++i) {
    const language::TimeExpression* time = scene.time_at(i);
    if (time != nullptr && time->date.known() && i < t && (i >= first || tree.head(i) == t))
      return time;
  }
  const auto dated_by = [&](uint32_t noun, bool below) -> const language::TimeExpression* {
    for (uint32_t c : tree.children(noun)) {
      const language::TimeExpression* time = scene.time_at(c);
      if (time == nullptr || !time->date.known()) continue;
      const Deprel link = tree.deprel(c);
      const bool of =
          link == Deprel::kNmod && (tree.preposition(c) == "of" || tree.preposition(c) == "from");
      if (of || (!below && (link == Deprel::kNummod || link == Deprel::kCompound ||
                            link == Deprel::kNmodUnmarked)))
        return time;
    }
    return nullptr;
  };
  if (const language::TimeExpression* time = dated_by(t, false); time != nullptr) return time;
  // "the declaration on hydrogen of 5 January".
  for (uint32_t c : tree.children(t)) {
    const std::string_view preposition = tree.preposition(c);
    const bool topic = tree.deprel(c) == Deprel::kNmod && c > t &&
                       (preposition == "on" || preposition == "for" || preposition == "about");
    if (const auto* time = topic ? dated_by(c, true) : nullptr; time != nullptr) return time;
  }
  return nullptr;
}

// "The agreement of 2001" is named by its date.
void name_by_time(const PledgeScene& scene, Thing& thing, const language::TimeExpression& time) {
  thing.names.push_back(record::print(date_of_time(time)));
  const base::Span noun = scene.tree().token(thing.head).span;
  if (time.span.begin < noun.end || time.span.begin > noun.end + 12) return;
  thing.span = {noun.begin, time.span.end};
  thing.what = std::string(thing.span.of(scene.text()));
}

// The noun is what a denial or an unconfirmed report is about ("denied a deal", "reports of the
// delivery").
bool claimed_directly(const PledgeScene& scene, uint32_t t) {
  const event::Tree& tree = scene.tree();
  uint32_t current = t;
  for (int step = 0; step < 3; ++step) {
    const uint32_t head = tree.head(current);
    if (head == kNoToken) return false;
    const uint32_t bits = scene.words().voice(tree.lemma(head));
    const Deprel link = tree.deprel(current);
    if (link == Deprel::kObj && (bits & kDeny) != 0) return true;
    if (link == Deprel::kNmod && (bits & kClaimNoun) != 0) return true;
    const std::string_view lemma = tree.lemma(head);
    const bool says = lemma == "say" || lemma == "tell" || lemma == "state" || lemma == "add" ||
                      lemma == "find" || lemma == "declare" || lemma == "put" || lemma == "show" ||
                      lemma == "write";
    if (link == Deprel::kObj && (bits & kReport) != 0 && !says) return true;
    if (link == Deprel::kObl && tree.lemma(head) == "speak" && tree.preposition(current) == "of")
      return true;
    if (link != Deprel::kConj) return false;
    current = head;
  }
  return false;
}

// "years of negotiations", "after ten rounds of talks"
bool after_years(const event::Tree& tree, uint32_t t) {
  const uint32_t head = tree.head(t);
  if (head == kNoToken || tree.preposition(t) != "of") return false;
  const std::string_view lemma = tree.lemma(head);
  return lemma == "year" || lemma == "month" || lemma == "decade" || lemma == "round" ||
         lemma == "week";
}

// "the coming treaty", "a planned contract"
bool is_planned(const PledgeScene& scene, uint32_t t) {
  const event::Tree& tree = scene.tree();
  return std::any_of(tree.children(t).begin(), tree.children(t).end(), [&](uint32_t c) {
    return tree.deprel(c) == Deprel::kAmod && c < t &&
           (scene.words().voice(tree.word(c)) & kPlan) != 0;
  });
}

// Stands for what the text spoke of last, or names just before.
Thing unnamed(uint32_t token) {
  Thing thing = thing_spoken_of(token);
  thing.spoken_of = false;
  return thing;
}

uint32_t subject_of(const event::Tree& tree, uint32_t token) {
  for (Deprel link : {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNsubjOuter}) {
    if (const uint32_t child = tree.child(token, link); child != kNoToken) return child;
  }
  return kNoToken;
}

uint32_t subject_of_predicate(const event::Tree& tree, uint32_t head) {
  if (const uint32_t own = subject_of(tree, head); own != kNoToken) {
    // "a plant that could be ready": the noun that the clause is about.
    const bool relative = tree.upos(own) == Upos::kPRON && tree.deprel(head) == Deprel::kAclRelcl &&
                          tree.head(head) != kNoToken;
    return relative ? tree.head(head) : own;
  }
  const uint32_t governor = tree.head(head);
  if (governor == kNoToken) return kNoToken;
  const Deprel link = tree.deprel(head);
  const Upos upos = tree.upos(governor);
  const std::string_view lemma = tree.lemma(governor);
  const bool linking = tree.child(governor, Deprel::kCop) != kNoToken || lemma == "become" ||
                       lemma == "remain" || lemma == "be" || lemma == "declare" ||
                       lemma == "pronounce" || lemma == "stay" || lemma == "run" ||
                       lemma == "keep" || lemma == "get";
  if (linking && (link == Deprel::kXcomp || link == Deprel::kObl || link == Deprel::kAdvmod)) {
    if (const uint32_t above = subject_of(tree, governor); above != kNoToken) return above;
    const Clause clause = event::read_clause(tree, governor);
    return clause.first(Slot::kSubject) != kNoToken ? clause.first(Slot::kSubject)
                                                    : clause.first(Slot::kObject);
  }
  // "the agreement, in force since May", "vessels on order"
  const bool noun = upos == Upos::kNOUN || upos == Upos::kPROPN;
  // "is a year behind schedule": what is so long behind.
  if (noun && link == Deprel::kNmod && is_time_noun(lemma) &&
      tree.child(governor, Deprel::kCop) != kNoToken)
    return subject_of(tree, governor);
  if (noun && (link == Deprel::kNmod || link == Deprel::kAmod || link == Deprel::kAppos ||
               link == Deprel::kAcl)) {
    return link == Deprel::kAmod && head < governor ? kNoToken : governor;
  }
  // "the agreement, in force since May, brought": beside the verb in the tree.
  if (upos == Upos::kVERB && link == Deprel::kObl && head > tree.sentence_of(head).begin + 2) {
    uint32_t comma = head - 1;
    if (tree.deprel(comma) == Deprel::kCase) --comma;
    const bool behind = tree.word(comma) == "," && comma > 0 &&
                        tree.upos(comma - 1) == Upos::kNOUN && tree.head(comma - 1) == governor;
    if (behind) return comma - 1;
  }
  if (link == Deprel::kConj && upos == Upos::kVERB) {  // "are agreed and in progress"
    const Clause clause = event::read_clause(tree, governor);
    return clause.passive ? clause.first(Slot::kObject) : clause.first(Slot::kSubject);
  }
  return link == Deprel::kConj ? subject_of(tree, governor) : kNoToken;
}

}  // namespace

std::optional<Step> read_noun_step(const PledgeScene& scene, uint32_t t) {
  const event::Tree& tree = scene.tree();
  const std::vector<NounEntry>* entries = scene.words().noun(tree.lemma(t));
  if (entries == nullptr) return std::nullopt;
  const Clause clause = event::read_clause(tree, t);
  const uint32_t governor = tree.head(t);
  const Deprel link = tree.deprel(t);
  const bool argument =
      link == Deprel::kObj || link == Deprel::kNsubj || link == Deprel::kNsubjPass;
  const uint32_t carrier = clause.light ? clause.verb : kNoToken;
  for (const NounEntry& entry : *entries) {
    const language::TimeExpression* time = nullptr;
    if (entry.need == NounNeed::kTime) {
      time = own_time(scene, t);
      if (time == nullptr) continue;
    }
    if (entry.need == NounNeed::kTime && tree.xpos(t) == "NNS")
      continue;  // "treaties of 1921 and 1940"
    if (entry.need == NounNeed::kClaim && !claimed_directly(scene, t)) continue;
    if (entry.need == NounNeed::kClaim && link == Deprel::kObj && governor != kNoToken &&
        tree.lemma(governor) == "announce")
      continue;
    if (entry.need == NounNeed::kPlanned && !is_planned(scene, t)) continue;
    // A dated paper is a fact of the past, whatever the sentence says of it.
    const bool plain = entry.need == NounNeed::kPlanned ||
                       (entry.need == NounNeed::kTime && !claimed_directly(scene, t));
    Manner manner = plain ? Manner{} : read_manner(scene, t, carrier);
    if (entry.need == NounNeed::kPlanned) manner.present = true;
    if (entry.need == NounNeed::kClaim && manner.claim == PledgeClaim::kStated) continue;
    std::vector<Thing> things = read_things(scene, t);
    const bool own = !things.empty() && things[0].head != t;
    // "after years of protracted negotiations": on what the sentence is about.
    const bool past_talks = !own && entry.stage == Stage::kNegotiating && after_years(tree, t);
    if (past_talks) things = {unnamed(t)};
    if (entry.need == NounNeed::kObject) {
      if (!own && !past_talks) continue;
      // "his promise that the agreement would be signed": the clause reports it.
      const uint32_t above =
          own ? tree.head(things[0].outer == t ? things[0].head : things[0].outer) : kNoToken;
      const bool in_clause = above != kNoToken && above != t && tree.upos(above) == Upos::kVERB &&
                             tree.below(above, t);
      if (in_clause && entry.stage != Stage::kNegotiating) continue;
      if (argument && governor != kNoToken && entry.stage != Stage::kNegotiating &&
          verb_reports(scene, governor, kAnyKind))
        continue;
    }
    if (entry.stage == Stage::kNegotiating && argument && governor != kNoToken &&
        verb_reports(scene, governor, kTalks))
      continue;
    if (entry.need == NounNeed::kClaim && link == Deprel::kNsubjPass && governor != kNoToken &&
        verb_reports(scene, governor, kAnyKind))
      continue;
    std::erase_if(things, [&](const Thing& thing) { return is_no_object(scene, thing); });
    if (entry.need == NounNeed::kNothing && !own) things = {unnamed(t)};
    if (things.empty()) {
      if (entry.need != NounNeed::kNothing) continue;
      things = {unnamed(t)};
    }
    Step step;
    // "under a contract of 2020, X is to furnish radars", "a route, subject of a memorandum of
    // 2019": about the radars, the route.
    if (!own && (things[0].kinds & kPaper) != 0 && things[0].names.empty()) {
      const std::vector<Thing> topic = topic_of_paper(scene, t);
      if (!topic.empty())
        things = topic;
      else if (time != nullptr && things[0].names.empty())
        name_by_time(scene, things[0], *time);
    }
    if (entry.need == NounNeed::kTime && things.size() > 1) things.resize(1);
    step.things = std::move(things);
    step.kinds = entry.need == NounNeed::kNothing && !own ? uint32_t{kPaper} : kAnyKind;
    read_sides(scene, step, entry.stage == Stage::kDelivered ? Side::kGives : Side::kBoth, clause,
               false);
    // What is announced of a paper is that it is agreed.
    const bool agreement =
        entry.stage == Stage::kAnnounced && own && (step.things[0].kinds & kPaper) != 0;
    std::optional<Step> done = finish_step(
        scene, std::move(step), agreement ? Stage::kAgreed : entry.stage, manner, t, carrier);
    if (done && time != nullptr) done->date = date_of_time(*time), done->told = true;
    const record::Date& written = scene.annotations().document.date;
    const bool later = done && time != nullptr && time->relative && written.known() &&
                       done->date.known() &&
                       record::first_day(done->date) > record::last_day(written);
    if (later) done->date = year_before(done->date);  // "the January treaty" of a text of April
    if (done && past_talks) done->date = {}, done->told = false;
    return done;
  }
  return std::nullopt;
}

std::optional<PredicateStep> read_predicate_step(const PledgeScene& scene, uint32_t t) {
  const event::Tree& tree = scene.tree();
  const record::Sentence& sentence = tree.sentence_of(t);
  for (const PredicateEntry& entry : scene.words().predicates()) {
    if (t + entry.words.size() > sentence.end) continue;
    bool same = true;
    for (uint32_t k = 0; k < entry.words.size() && same; ++k)
      same = tree.word(t + k) == entry.words[k] || tree.lemma(t + k) == entry.words[k];
    if (!same || tree.xpos(t) == "RBR" || tree.xpos(t) == "JJR") continue;  // "years later"
    const uint32_t last = t + static_cast<uint32_t>(entry.words.size()) - 1;
    // The word of the phrase whose head lies outside is the predicate.
    uint32_t head = last;
    for (uint32_t i = t; i <= last; ++i) {
      if (tree.head(i) == kNoToken || tree.head(i) < t || tree.head(i) > last) head = i;
    }
    const uint32_t subject = subject_of_predicate(tree, head);
    if (subject == kNoToken || subject == head) continue;
    const bool due = entry.words.size() == 1 && entry.words[0] == "due";
    if (due && (tree.child(head, Deprel::kCop) == kNoToken || !due_in_phrase(scene, head).known()))
      continue;
    Step step;
    if (due) step.due = due_in_phrase(scene, head);
    step.things = read_things(scene, subject);
    std::erase_if(step.things, [&](const Thing& thing) {
      return !fits(scene, thing, entry.kinds) || is_no_object(scene, thing);
    });
    if (step.things.empty()) continue;
    const Clause clause = event::read_clause(tree, head);
    const uint32_t governor = tree.head(head);
    const bool linked = governor != kNoToken && tree.deprel(head) == Deprel::kXcomp;
    const Manner manner = read_manner(scene, head, linked ? governor : head);
    step.kinds = entry.kinds;
    const NounKind* outer = scene.words().kind(tree.lemma(step.things[0].outer));
    const bool talks =
        outer != nullptr && (outer->kinds & kTalks) != 0 && entry.stage == Stage::kStarted;
    step.stalled = (scene.words().voice(tree.word(t)) & kStall) != 0;
    const Stage stage = talks ? Stage::kNegotiating : entry.stage;  // "negotiations are under way"
    const bool both = is_paper_stage(entry.stage) || entry.stage == Stage::kNegotiating;
    read_sides(scene, step, both ? Side::kBoth : Side::kGives, clause, true);
    std::optional<Step> done =
        finish_step(scene, std::move(step), stage, manner, head, linked ? governor : head);
    if (!done) return std::nullopt;
    return PredicateStep{std::move(*done), last};
  }
  return std::nullopt;
}

}  // namespace servanda::reading
