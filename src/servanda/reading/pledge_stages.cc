// Maps stage and manner to the step that is reported.
#include "servanda/reading/pledge_stages.h"

#include <algorithm>

#include "servanda/reading/pledge_dates.h"

namespace servanda::reading {
namespace {

using record::PledgeClaim;
using record::Stage;

std::string strength_of(std::string_view lemma) {
  if (lemma == "treaty" || lemma == "convention" || lemma == "charter") return "treaty";
  if (lemma == "agreement" || lemma == "contract" || lemma == "accord" || lemma == "pact" ||
      lemma == "deal" || lemma == "protocol" || lemma == "loan")
    return "agreement";
  if (lemma == "memorandum") return "memorandum";
  if (lemma == "declaration") return "joint_statement";
  return {};
}

bool has(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

bool is_doing(Stage stage) {
  return stage == Stage::kStarted || stage == Stage::kPartlyDelivered ||
         stage == Stage::kDelivered || stage == Stage::kResumed;
}

bool is_paper_stage(Stage stage) {
  return stage == Stage::kAgreed || stage == Stage::kSigned || stage == Stage::kRatified ||
         stage == Stage::kInForce;
}

Stage staged(Stage stage, const Manner& manner) {
  const bool doing = is_doing(stage), paper = is_paper_stage(stage);
  switch (manner.mood) {
    case Mood::kUnreal:
    case Mood::kNegated:
      return Stage::kNone;
    case Mood::kNotYet:
      if (stage == Stage::kInForce || stage == Stage::kRatified) return Stage::kNone;
      return paper ? Stage::kNegotiating : stage;  // "the deal is not yet final"
    case Mood::kActual:
      if (manner.agreed && manner.aspect && !paper)
        return Stage::kNegotiating;  // "agreed to go on developing"
      if (manner.agreed) return doing || paper ? Stage::kAgreed : stage;
      if (manner.promised) return doing || paper ? Stage::kAnnounced : stage;
      if ((manner.aspect || manner.progressive) && stage == Stage::kDelivered)
        return Stage::kStarted;
      return stage;
    case Mood::kFuture:
      if (manner.agreed) return Stage::kAgreed;
      if (stage == Stage::kDelayed || stage == Stage::kNegotiating || stage == Stage::kProposed)
        return stage;
      if (manner.promised) return Stage::kAnnounced;
      if (stage == Stage::kInForce && manner.conditional) return Stage::kAgreed;
      if (paper) return Stage::kNegotiating;
      return Stage::kAnnounced;
    case Mood::kPossible:
      if (stage == Stage::kDelayed) return stage;
      if (paper) return Stage::kNegotiating;
      if (doing || stage == Stage::kAnnounced) return Stage::kProposed;
      return Stage::kNone;
  }
  return stage;
}

namespace {

bool is_ahead(const Manner& manner) {
  return manner.mood == Mood::kFuture || manner.mood == Mood::kPossible || manner.agreed ||
         manner.promised;
}

// Adds claim, date, evidence and strength to a step whose stage is known.
Step with_details(const PledgeScene& scene, Step step, const Manner& manner, uint32_t token,
                  uint32_t verb) {
  const bool long_text = scene.annotations().parse.sentences.size() > kShortDocument;
  step.present = manner.present;
  if (manner.accused != kNoToken && step.givers.empty())
    scene.add_codes(manner.accused, step.givers);
  step.speakers = manner.speakers;
  // A promise that the giver makes itself is made by being said.
  const bool promise = step.stage == Stage::kAnnounced && manner.claim == PledgeClaim::kClaimed &&
                       !step.things.empty();
  const auto own = [&](const std::string& code) { return has(step.promisers, code); };
  if (promise && manner.report != kNoToken && !manner.hoped && !manner.expected &&
      (step.promisers.empty() ? !manner.speakers.empty()
                              : std::any_of(manner.speakers.begin(), manner.speakers.end(), own))) {
    step.claim = PledgeClaim::kStated;
  }
  if (step.claim == PledgeClaim::kStated &&
      std::any_of(step.things.begin(), step.things.end(),
                  [](const Thing& thing) { return thing.hedged; })) {
    step.claim = PledgeClaim::kUnconfirmed;
  }
  if (manner.expected && step.claim == PledgeClaim::kStated) step.claim = PledgeClaim::kUnconfirmed;
  if (step.claim == PledgeClaim::kClaimed || step.claim == PledgeClaim::kDenied ||
      step.claim ==
          PledgeClaim::kAdmitted) {  // who speaks of a pledge of another is mostly the other side
    const bool open =
        step.givers.empty() != step.receivers.empty() && (scene.states_named() <= 2 || long_text);
    for (const std::string& code : manner.speakers) {
      if (!open || has(step.givers, code) || has(step.receivers, code)) continue;
      (step.givers.empty() ? step.givers : step.receivers).push_back(code);
    }
    if (step.givers.empty() && step.receivers.empty()) step.givers = manner.speakers;
  }
  // A first lot, batch or tranche delivered is a part of the whole.
  for (const Thing& thing : step.things) {
    const bool lot =
        std::find(thing.classes.begin(), thing.classes.end(), "lot") != thing.classes.end();
    if (step.stage == Stage::kDelivered && ((lot && !thing.parts.empty()) || thing.partial))
      step.stage = Stage::kPartlyDelivered;
  }
  const StepDate when = date_step(scene, token, verb, manner, step.to_come, step.stage);
  step.date = when.date;
  if (when.due.known()) step.due = when.due;
  step.told = when.told;
  // A time to come is when it is due, whatever the tense: "promised completion next year".
  const record::Date& written = scene.annotations().document.date;
  const bool ahead_of_deed = step.told && written.known() && is_doing(step.stage) &&
                             !step.to_come && when.relative &&
                             record::first_day(step.date) > record::last_day(written);
  if (ahead_of_deed && step.date.precision() != record::Precision::kYear)
    step.date = year_before(step.date);
  const bool ahead_of_text = step.told && written.known() &&
                             (step.stage <= Stage::kInForce || step.stage == Stage::kDelayed) &&
                             !step.due.known() &&
                             record::first_day(step.date) > record::last_day(written);
  if (ahead_of_text && when.relative && !step.to_come && step.stage >= Stage::kAgreed &&
      step.date.precision() != record::Precision::kYear) {
    step.date = year_before(step.date);  // "on 11 April" of a text of June is told of what was
  } else if (ahead_of_text) {
    step.due = step.date;
    step.date = long_text ? record::Date{} : written;
    step.told = false;
  }
  step.token = token;
  step.sentence = scene.tree().sentence(token);
  step.evidence = scene.tree().sentence_of(token).span;
  for (const Thing& thing : step.things) {
    for (uint32_t noun : {thing.outer, thing.head}) {
      if (noun != kNoToken && step.strength.empty())
        step.strength = strength_of(scene.tree().lemma(noun));
    }
    if (!step.due.known() && thing.head != kNoToken) step.due = due_in_phrase(scene, thing.head);
  }
  if (step.strength.empty() && step.stage == Stage::kAnnounced) step.strength = "statement";
  return step;
}

}  // namespace

std::optional<Step> finish_step(const PledgeScene& scene, Step step, Stage stage,
                                const Manner& manner, uint32_t token, uint32_t verb) {
  if (manner.forecast && manner.mood != Mood::kActual) return std::nullopt;
  // In a long text what may or will come, on nobody's word, is the author's outlook and no step.
  const bool long_text = scene.annotations().parse.sentences.size() > kShortDocument;
  const bool outlook = long_text && manner.report == kNoToken && manner.governor == kNoToken &&
                       !manner.promised && !manner.agreed;
  if (outlook && manner.mood == Mood::kPossible) return std::nullopt;
  step.stage = staged(stage, manner);
  // "offered to train pilots": put forward, not promised.
  if (step.stage == Stage::kAnnounced && manner.promised && manner.governor != kNoToken &&
      (scene.tree().lemma(manner.governor) == "offer" ||
       scene.tree().lemma(manner.governor) == "propose"))
    step.stage = Stage::kProposed;
  // "X said it had supplied nothing": X denies the step.
  const bool denial = manner.mood == Mood::kNegated && manner.negation &&
                      manner.claim == PledgeClaim::kClaimed && manner.report != kNoToken &&
                      (is_doing(stage) || is_paper_stage(stage));
  if (denial) step.stage = stage;
  if (step.stage == Stage::kNone) return std::nullopt;
  if (manner.partly && step.stage == Stage::kDelivered) step.stage = Stage::kPartlyDelivered;
  step.not_started = manner.mood == Mood::kNotYet && !is_paper_stage(stage);
  step.reports = !step.not_started;
  step.deed = stage;
  step.to_come = is_ahead(manner) && (step.stage != stage || manner.expected);
  step.weak = stage == Stage::kInForce && manner.conditional;
  // "Has yet to begin" says that it is late, where nothing else is told of the thing.
  if (step.not_started && stage == Stage::kStarted)
    step.stage = Stage::kDelayed, step.weak = step.reports = true;
  step.claim = denial ? PledgeClaim::kDenied : manner.claim;
  return with_details(scene, std::move(step), manner, token, verb);
}

Step complete_step(const PledgeScene& scene, Step step, Stage stage, const Manner& manner,
                   uint32_t token, uint32_t verb) {
  step.stage = stage;
  step.to_come = is_ahead(manner) && stage <= Stage::kAgreed;
  step.claim = manner.claim;
  return with_details(scene, std::move(step), manner, token, verb);
}

}  // namespace servanda::reading
