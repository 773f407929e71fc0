// Computes how a pledge stands at a date from its dated events.
#include <algorithm>
#include <iterator>

#include "servanda/ledger/pledges.h"

namespace servanda::ledger {
namespace {

using record::DayNumber;
using record::PledgeClaim;
using record::Stage;

constexpr int kDaysPerMonth = 30;

// The Peace Accords Matrix rates implementation: 0 none, 1 minimal, 2 intermediate, 3 full.
uint8_t level_of(Stage stage) {
  switch (stage) {
    case Stage::kStarted:
    case Stage::kResumed:
      return 1;
    case Stage::kPartlyDelivered:
      return 2;
    case Stage::kDelivered:
      return 3;
    case Stage::kNone:
    case Stage::kProposed:
    case Stage::kAnnounced:
    case Stage::kNegotiating:
    case Stage::kAgreed:
    case Stage::kSigned:
    case Stage::kRatified:
    case Stage::kInForce:
    case Stage::kDelayed:
    case Stage::kSuspended:
    case Stage::kCancelled:
    case Stage::kExpired:
      return 0;
  }
  return 0;
}

constexpr std::string_view kAgreements[] = {"treaty", "agreement", "pact",
                                            "accord", "deal",      "convention"};

// A pledge to conclude a treaty or deal is fulfilled when that is in force; what the treaty itself
// promises is another matter.
bool is_concluded(const PledgeAccount& pledge, Stage stage) {
  if (stage != Stage::kInForce) return false;
  const bool agreement = std::any_of(
      std::begin(kAgreements), std::end(kAgreements),
      [&](std::string_view word) { return pledge.what.find(word) != std::string::npos; });
  const bool promised =
      std::any_of(pledge.events.begin(), pledge.events.end(), [](const PledgeEvent& event) {
        return event.stage >= Stage::kProposed && event.stage <= Stage::kNegotiating;
      });
  return agreement && promised;
}

Outcome outcome_of(const PledgeAccount& pledge, const PledgeStanding& standing, DayNumber as_of,
                   DayNumber last_heard, bool any_counts, bool stalled, bool in_service,
                   int no_evidence_months) {
  if (!any_counts) return Outcome::kUnverified;
  switch (standing.stage) {
    case Stage::kCancelled:
      return Outcome::kCancelled;
    case Stage::kExpired:
      return Outcome::kExpired;
    case Stage::kDelivered:
      return standing.days_late > 0 ? Outcome::kFulfilledLate : Outcome::kFulfilled;
    case Stage::kSuspended:
    case Stage::kDelayed:
      // The rest is late, but a part has come.
      return standing.level == level_of(Stage::kPartlyDelivered) ? Outcome::kPartly
                                                                 : Outcome::kStalled;
    case Stage::kPartlyDelivered:
      return Outcome::kPartly;
    case Stage::kStarted:
    case Stage::kResumed:
      if (in_service) return standing.days_late > 0 ? Outcome::kFulfilledLate : Outcome::kFulfilled;
      return stalled ? Outcome::kStalled : Outcome::kInProgress;
    case Stage::kNone:
    case Stage::kProposed:
    case Stage::kAnnounced:
    case Stage::kNegotiating:
    case Stage::kAgreed:
    case Stage::kSigned:
    case Stage::kRatified:
    case Stage::kInForce:
      break;
  }
  if (is_concluded(pledge, standing.stage))
    return standing.days_late > 0 ? Outcome::kFulfilledLate : Outcome::kFulfilled;
  if (stalled) return Outcome::kStalled;
  if (!pledge.condition.empty()) return Outcome::kWaiting;
  const bool overdue = standing.due.known() &&
                       record::last_day(standing.due) + no_evidence_months * kDaysPerMonth < as_of;
  if (overdue && last_heard <= record::last_day(standing.due) + no_evidence_months * kDaysPerMonth)
    return Outcome::kNoEvidence;
  return Outcome::kOpen;
}

}  // namespace

bool is_undertaking(Stage stage) { return stage >= Stage::kProposed && stage <= Stage::kInForce; }

PledgeStanding standing_at(const PledgeAccount& pledge, DayNumber as_of, int no_evidence_months) {
  PledgeStanding standing;
  bool any_counts = false, stalled = false, said_plainly = false, contradicted = false,
       in_service = false;
  // The stages of doing that somebody states, not only claims: "delivered" on the word of one side
  // is no fulfilment.
  uint8_t stated_level = 0;
  DayNumber last_heard = 0, delivered = 0;
  record::Date last_due;
  for (size_t i = 0; i < pledge.events.size(); ++i) {
    const PledgeEvent& event = pledge.events[i];
    if (event.date.known() && (event.date.open_begin ? record::last_day(event.date)
                                                     : record::first_day(event.date)) > as_of)
      continue;
    const DayNumber day = event.date.known() ? record::last_day(event.date) : last_heard;
    last_heard = std::max(last_heard, day);
    if (event.due.known()) {
      if (last_due.known() && record::first_day(event.due) > record::last_day(last_due))
        ++standing.slips;
      if (!last_due.known() || record::order(event.due, last_due) > 0) last_due = event.due;
    }
    // A delivery of part, then more announcements: what was done stays done.
    stalled = event.stalled || event.not_started || (stalled && !event.counts);
    contradicted = contradicted || event.claim == PledgeClaim::kDenied ||
                   event.claim == PledgeClaim::kRetracted || event.claim == PledgeClaim::kDisputed;
    said_plainly = said_plainly || (event.counts && (event.claim == PledgeClaim::kStated ||
                                                     event.claim == PledgeClaim::kAdmitted));
    if (!event.counts) {
      if (!any_counts) standing.claim = event.claim;
      continue;
    }
    const bool stated =
        event.claim == PledgeClaim::kStated || event.claim == PledgeClaim::kAdmitted;
    const uint8_t level = event.in_service ? level_of(Stage::kDelivered) : level_of(event.stage);
    if (level > 0) standing.level_events.push_back(i);
    if (stated) stated_level = std::max(stated_level, level);
    any_counts = true;
    // An undertaking told again moves nothing that is done, nor does a lower one a higher
    // ("expected to be signed" after it was).
    const bool lower = is_undertaking(standing.stage) && event.stage < standing.stage;
    const bool repeats_an_undertaking =
        is_undertaking(event.stage) && (level_of(standing.stage) > 0 || lower);
    // What was delivered stays delivered when a source tells afterwards of a part or of the start.
    const bool repeats_a_part = level > 0 && level < level_of(standing.stage);
    // What is in force is late no more: the delay is of an earlier time, or of another thing.
    const bool late_when_concluded =
        event.stage == Stage::kDelayed && is_concluded(pledge, standing.stage);
    if (!repeats_an_undertaking && !repeats_a_part && !late_when_concluded) {
      standing.stage = event.stage;
      standing.claim = event.claim;
      in_service = event.in_service;
      if (event.stage == Stage::kDelivered || in_service) delivered = day;
      if (event.stage == Stage::kDelayed) standing.slips += event.due.known() ? 0 : 1;
    }
    standing.level = std::max(standing.level, level);
  }
  standing.due = last_due;
  if (pledge.first_due.known()) {
    const DayNumber due = record::last_day(pledge.first_due);
    if (standing.stage == Stage::kDelivered || in_service)
      standing.days_late = std::max(0, delivered - due);
    else if (as_of < 2'000'000)
      standing.days_late = std::max(0, as_of - due);
  }
  const bool only_claimed =
      standing.stage == Stage::kDelivered && stated_level < level_of(Stage::kDelivered);
  standing.outcome = outcome_of(pledge, standing, as_of, last_heard,
                                any_counts && !only_claimed && (said_plainly || !contradicted),
                                stalled, in_service, no_evidence_months);
  return standing;
}

}  // namespace servanda::ledger
