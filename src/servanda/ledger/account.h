// The account of two states as of a date: all that the documents say of them, joined across
// documents.
//
//   ledger::Account account = ledger::build_account(std::move(readings), std::move(treaties), {.a =
//   "RUS", .b = "IRN"}); for (const ledger::Occurrence& occurrence : account.occurrences)
//     std::string_view words = ledger::quote(account, occurrence.reports.front().evidence());
//
// Pure: the same readings in the same order give the same account. A ledger file only stores and
// loads the readings.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/record/document.h"
#include "servanda/record/edit.h"
#include "servanda/record/event.h"
#include "servanda/record/reading.h"
#include "servanda/record/treaty.h"

namespace servanda::ledger {

// One document's word on an act: an event as it was coded there.
struct Report {
  record::Event event;
  std::string publisher;   // Document::source in lower case without "www."; empty if it names none
  record::Date published;  // Document::date
  std::string words;       // the evidence, quoted
  bool copy = false;       // near-duplicate of an earlier report's wording: not independent of it

  record::Evidence evidence() const { return {event.document, event.evidence}; }
};

// How far an occurrence is to be believed, computed from its reports (never from one of them
// alone).
enum class Standing : uint8_t {
  kStated = 0,     // one publisher states it in its own voice
  kConfirmed = 1,  // two independent publishers state it, or both sides say so
  kClaimed = 2,    // only the words of one side or of a named source
  kAlleged = 3,    // only unnamed or doubted sources
  kDenied = 4,     // a party denies it and nobody else confirms it
  kRetracted = 5,  // the one who said it withdrew it
  kDisputed = 6    // confirmed by some, denied by a party
};

// One of the values that sources give for the same thing.
struct DisputedValue {
  std::string text;                        // "2024-10", "2.5e9 USD", "delivered"
  std::vector<record::Evidence> evidence;  // every source that gives it
};

// Sources differ: both values stand, with their sources; they are never averaged.
struct Dispute {
  std::string field;  // "date", "amount", "status", "stage", "value"
  std::vector<DisputedValue> values;
};

// One act, however many reports tell of it.
struct Occurrence {
  std::string id;  // the id of its earliest report's event
  record::EventType type = record::EventType::kConsult;
  std::string mode;
  std::vector<std::string> contexts;
  record::Status status = record::Status::kActual;
  Standing standing = Standing::kStated;
  double score = 0;  // PLOVER's intensity
  std::vector<record::Actor>
      actors;  // one a code and sector, best-named first; spans are those of the first report
  std::vector<record::Actor> recipients;
  record::Date date;  // the finest that the reports agree on
  std::string what;
  std::optional<record::Amount> amount;
  std::string place;
  std::vector<Report> reports;  // by publication date, then document; the first is the earliest
  bool intent = false;          // told as yet to come: planned, promised for later, hoped for
  size_t plainest = 0;          // which of them tells the act most plainly: the one to quote
  uint32_t publishers = 0;      // independent of each other
  std::vector<Dispute> disputes;

  const Report& plainest_report() const { return reports[plainest]; }
};

// A pledge as one document has it.
struct PledgeMention {
  record::Pledge pledge;
  std::string document;
  std::string publisher;
  record::Date published;
  std::string words;      // the evidence of its steps, quoted, joined by line feeds
  std::string context;    // the text around its first evidence
  size_t context_at = 0;  // where in it that evidence begins
  // Words of the names of persons and organisations in its document, folded.
  std::vector<std::string> others;
  std::string thing;   // a name that the words around it give the thing: "S-400" for "the contract"
  bool aside = false;  // its document names one of the two only: it counts where a named thing
                       // links it to a pledge of both
  bool filed = false;  // the user filed its document under the two
  bool of_two = false;  // its document names the two and no third state
};

// A dated step in the life of a pledge, with everyone who reports it.
struct PledgeEvent {
  record::Date date;  // unknown dates stand where their document's date puts them
  record::Stage stage = record::Stage::kNone;
  record::PledgeClaim claim = record::PledgeClaim::kStated;
  std::vector<record::Evidence> evidence;  // one a report
  uint32_t publishers = 0;
  bool counts = true;  // false: denied, retracted or unconfirmed; the standing stays where it was
  bool not_started = false;  // the source says at that date that it has yet to begin
  bool stalled = false;
  bool in_service = false;  // it was begun by being put into use: a card, a flight, an embassy
  record::Date due;         // the due date that this report gives
};

// How a pledge stands at a date. Silence never makes it broken.
enum class Outcome : uint8_t {
  kOpen = 0,        // not due yet, nothing reported since
  kInProgress = 1,  // started
  kFulfilled = 2,
  kFulfilledLate = 3,
  kPartly = 4,      // less than promised
  kStalled = 5,     // delayed, suspended or said to drag on
  kNoEvidence = 6,  // due date passed, nothing heard
  kUnverified = 7,  // only rumours, claims or denials
  kCancelled = 8,
  kExpired = 9,
  kWaiting = 10  // its condition has not come
};

// What can be said of a pledge at a date, from its dated events alone.
struct PledgeStanding {
  record::Stage stage = record::Stage::kNone;  // the last step that counts
  record::PledgeClaim claim = record::PledgeClaim::kStated;
  Outcome outcome = Outcome::kOpen;
  uint8_t level = 0;      // implementation as the Peace Accords Matrix has it: 0 none, 1 minimal, 2
                          // intermediate, 3 full
  record::Date due;       // the latest due date given
  uint32_t slips = 0;     // times that the due date moved back
  int32_t days_late = 0;  // fulfilled after the first due date, or overdue; 0 if not known
  std::vector<size_t> level_events;  // indices into PledgeAccount::events: what the level rests on
};

// A pledge with its history, out of all documents that mention it.
struct PledgeAccount {
  std::string id;    // the id of its earliest mention
  std::string what;  // the fullest wording
  std::vector<std::string> givers;
  std::vector<std::string> receivers;
  std::vector<std::string> parties;
  std::string domain;
  std::string place;
  std::string strength;  // the strongest: "hint" < "statement" < "joint_statement" < "memorandum" <
                         // "agreement" < "treaty"
  std::string condition;  // in the words of the text; empty if none
  bool negative = false;  // a duty not to do: needs an occasion before it is kept or broken
  record::Date first_due;
  std::optional<record::Amount> amount;
  std::vector<PledgeMention> mentions;  // by publication date
  std::vector<PledgeEvent> events;      // by date
  PledgeStanding standing;              // as of the account's date
  std::string umbrella;  // id of the pledge that this one is part of; its amount is not added again
  std::vector<std::string> children;
  std::vector<Dispute> disputes;
};

// The values that sources give for one figure of one period.
struct IndicatorAccount {
  std::string name;
  std::vector<std::string> dyad;
  record::Date period;
  std::string unit;
  std::vector<record::Indicator> values;  // one a source, by publication date
  bool disputed = false;                  // two values differ by more than their rounding
};

// A forecast, and what came of it once a user resolved it.
struct ForecastAccount {
  std::string id;  // document id, "#f", number
  record::Forecast forecast;
  record::Date made;  // when its document was published
  std::string publisher;
  std::optional<bool> came_true;  // nullopt: open
  record::Date resolved;
  std::string note;             // the evidence that the user gave
  std::optional<double> brier;  // (middle of the word's range - outcome) squared; 0 best, 1 worst
};

// An analyst's finding on a treaty, held against the treaty's own provisions.
enum class Verdict : uint8_t { kNotDecidable = 0, kSupported = 1, kContradicted = 2 };
struct CheckedFinding {
  record::Finding finding;
  Verdict verdict = Verdict::kNotDecidable;
  std::string treaty;  // Document::id of the treaty found in the ledger; empty if it is not there
  std::string other;
  std::vector<std::string> provisions;  // ids in `treaty` that decide it
  std::vector<std::string> other_provisions;
};

// Two treaties side by side. Filled by service/, which may call the treaty stage.
struct Comparison {
  std::string a;  // Document::id of the older
  std::string b;
  std::vector<record::Alignment> alignments;
};

struct Account {
  std::string a, b;  // codes
  record::DayNumber as_of = 0;
  std::vector<record::Document>
      documents;                          // by date, then id: every evidence leads into one of them
  std::vector<uint32_t> documents_by_id;  // indices into `documents` in the order of their ids
  std::vector<Occurrence> occurrences;    // by date
  std::vector<PledgeAccount> pledges;     // by date of the first event
  std::vector<IndicatorAccount> indicators;  // by name, then period
  std::vector<ForecastAccount> forecasts;    // by date made
  std::vector<record::Motive> motives;
  std::vector<CheckedFinding> findings;
  std::vector<record::Signal> signals;
  std::vector<record::Treaty>
      treaties;  // between the two, or of one of them with a third that findings name
  std::vector<Comparison> comparisons;
};

struct AccountOptions {
  std::string a, b;  // codes of the two states
  // Documents published later are not read; nothing after it is known.
  record::DayNumber as_of = std::numeric_limits<record::DayNumber>::max();
  bool with_occurrences = true;  // else acts only say whom the pledges beside them concern
  int no_evidence_months = 6;    // silence after a due date before an outcome becomes "no evidence"
  std::vector<record::Edit> edits;  // the user's corrections, in the order in which they were made
};

// Joins what the documents say of the two states. Readings without a word on both are left out, but
// for pledges of one of them that name the thing which the two have a pledge on ("Iran denied that
// the S-300 had come").
Account build_account(std::vector<record::Reading> readings, std::vector<record::Treaty> treaties,
                      const AccountOptions& options);

// True for a text so short that it tells of the day on which it was published; a longer one tells
// of decades.
bool is_item_of_news(const record::Document& document);

// Returns the document, or nullptr.
const record::Document* find_document(const Account& account, std::string_view id);

// Returns the words that the evidence points at; empty if its document is not in the account.
std::string_view quote(const Account& account, const record::Evidence& evidence);

std::string_view name(Standing standing);  // "confirmed"
std::string_view name(Outcome outcome);    // "fulfilled_late"
std::string_view name(Verdict verdict);    // "not_decidable"

}  // namespace servanda::ledger
