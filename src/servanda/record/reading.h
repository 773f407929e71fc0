// What one document says beyond its events: pledges, figures, forecasts, motives, findings on
// treaties, signals.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/span.h"
#include "servanda/record/actor.h"
#include "servanda/record/amount.h"
#include "servanda/record/date.h"
#include "servanda/record/document.h"
#include "servanda/record/event.h"

namespace servanda::record {

// How far a pledge has come. Never says how far that is to be believed: see PledgeClaim.
enum class Stage : uint8_t {
  kNone = 0,
  kProposed = 1,
  kAnnounced = 2,
  kNegotiating = 3,
  kAgreed = 4,
  kSigned = 5,
  kRatified = 6,
  kInForce = 7,
  kStarted = 8,
  kPartlyDelivered = 9,
  kDelivered = 10,
  kDelayed = 11,
  kSuspended = 12,
  kResumed = 13,
  kCancelled = 14,
  kExpired = 15
};

enum class PledgeClaim : uint8_t {
  kStated = 0,
  kClaimed = 1,
  kUnconfirmed = 2,
  kDenied = 3,
  kAdmitted = 4,
  kRetracted = 5,
  kDisputed = 6
};

// One reported step of a pledge.
struct PledgeStep {
  Date date;
  Stage stage = Stage::kNone;
  PledgeClaim claim = PledgeClaim::kStated;
  Evidence evidence;
};

// A testable undertaking: a giver, an act, an object.
struct Pledge {
  std::string id;
  std::string what;                 // in the words of the text
  std::vector<std::string> givers;  // codes
  std::vector<std::string> receivers;
  std::vector<std::string> parties;  // both sides together, in text order
  std::string domain;                // "nuclear_energy", "arms", "transport", "finance", ...
  Stage stage = Stage::kNone;        // the standing: a denied or retracted step does not move it
  PledgeClaim claim = PledgeClaim::kStated;
  Date due;
  std::optional<Amount> amount;
  std::vector<PledgeStep> history;  // by date, then place in the text
  std::string
      strength;  // "hint", "statement", "joint_statement", "memorandum", "agreement", "treaty"
  bool not_started = false;  // the text says that it has yet to begin
  bool stalled = false;      // the text says that it drags on without result
};

// A figure that describes a dyad: trade, a loan, its change.
struct Indicator {
  std::string name;               // "trade volume", "trade volume change", "loan"
  std::vector<std::string> dyad;  // codes
  Date period;
  double value = 0;
  std::string unit;              // ISO 4217, "percent", ...
  std::optional<double> change;  // fraction, where the text gives it beside the value
  Approximation approximation = Approximation::kExact;
  Evidence evidence;
};

// What is expected, in whose words.
struct Forecast {
  std::string proposition;
  std::string word;            // "unlikely", "expected", "will"
  double probability_low = 0;  // the word's numeric range
  double probability_high = 1;
  std::string by;  // "author", or the name of who says it
  Date horizon;
  Evidence evidence;
};

struct Motive {
  std::vector<Actor> actors;
  std::string purpose;
  Evidence evidence;
};

// What an analyst says of treaties: has, lacks, adds, drops, keeps, replaces, differs.
struct Finding {
  std::string treaty;  // "RUS-IRN 2025"
  std::string other;   // the treaty compared with; empty if none
  std::string topic;
  std::string kind;
  Evidence evidence;
};

// An act placed next to another in time: "three days before the inauguration".
struct Signal {
  std::string event;  // Event::id, or the words
  std::string near;
  int days = 0;  // how far apart
  Evidence evidence;
};

// Everything found in one document.
struct Reading {
  Document document;
  std::vector<Event> events;
  std::vector<Pledge> pledges;
  std::vector<Indicator> indicators;
  std::vector<Forecast> forecasts;
  std::vector<Motive> motives;
  std::vector<Finding> findings;
  std::vector<Signal> signals;
};

std::string_view name(Stage stage);        // "in_force"; "" for kNone
std::string_view name(PledgeClaim claim);  // "unconfirmed"
std::optional<Stage> parse_stage(std::string_view name);
std::optional<PledgeClaim> parse_pledge_claim(std::string_view name);

}  // namespace servanda::record
