// How near two reports are: what speaks for one act, and what against.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "servanda/ledger/account.h"
#include "servanda/ledger/wording.h"

namespace servanda::ledger {

// A word with its weight, by number: texts are compared many times over.
struct WeighedWord {
  uint32_t id = 0;
  double weight = 0;
  bool name = false;
};

// What is compared of a report.
struct ReportFeatures {
  std::vector<Word> words;                               // of the evidence, as a set
  std::vector<WeighedWord> weighed;                      // the same, by number
  std::vector<WeighedWord> object, place;                // of `what` and of the place
  std::vector<WeighedWord> near;                         // of the words around the trigger
  std::string trigger;                                   // folded
  std::vector<WeighedWord> trigger_words;                // the same, by number
  std::vector<uint64_t> shingles;                        // of the evidence
  std::vector<uint32_t> numbers;                         // counts that the evidence gives, sorted
  std::vector<std::string> actors, recipients, parties;  // codes, sorted
  record::DayNumber first = 0, last = 0;                 // the days that the act may fall on
  bool dated = false;
  bool background = false;  // known only to be past by its date: "after the attack"
  bool intent = false;      // planned or possible, not yet an act
  bool another = false;     // told as one more of its kind: "a second attack", "again"
  bool referred = false;    // its day is given, and before its document's: "yesterday's"
  bool refers = false;      // told as the reason or the time of another act: "after the attack"
  std::vector<std::string> places;     // names behind "in", "at", "near", folded and sorted
  std::vector<std::string> suffering;  // code and sector of the recipients, sorted
  uint8_t family = 0;  // kind of happening that the trigger names; 0 if it names none
};

// Returns the features of all reports, in their order. Words weigh by how few of the reports have
// them.
std::vector<ReportFeatures> features_of(const std::vector<Report>& reports);

// True if the report tells of what is yet to come: planned, "will rescind", "hopes to sign", or on
// a day after the one it was published on.
bool tells_of_intent(const Report& report);

// The days that may lie between two reports of one act.
inline constexpr int32_t kMostDaysApart = 4;
// The days that a text may look back at an act without dating it.
inline constexpr int32_t kMostDaysLookedBack = 10;

// What is weighed of a pair. The order is that of the weights.
enum : size_t {
  kBias,
  kDuplicate,
  kWords,
  kCovered,
  kObject,
  kSameTrigger,
  kTriggerTold,
  kSameFamily,
  kOtherFamily,
  kSameMode,
  kOtherMode,
  kNear,
  kAnother,
  kReferredDay,
  kFreshApart,
  kToldAgain,
  kSameType,
  kOtherQuad,
  kSameParties,
  kOtherSides,
  kTurned,
  kDaysApart,
  kDaysLater,
  kViolentApart,
  kCoarseDate,
  kBackground,
  kBothBackground,
  kOnceADay,
  kSingular,
  kViolent,
  kSharedCounts,
  kOtherCounts,
  kOtherCountsApart,
  kSharedNames,
  kOtherNames,
  kSamePlace,
  kOtherPlace,
  kOneDocument,
  kOneRefers,
  kBothRefer,
  kOtherPlaces,
  kOtherSector,
  kTurnedFresh,
  kFeatures
};
using Likeness = std::array<double, kFeatures>;

// Returns what speaks for and against one act; nullopt if the two cannot be one: no party in
// common, too many days apart, told in one sentence, or an intent and an act ("will travel",
// "met").
std::optional<Likeness> likeness(const Report& x, const Report& y, const ReportFeatures& a,
                                 const ReportFeatures& b);

// Returns the log odds that the two tell of one act.
double closeness(const Likeness& likeness, const Likeness& weights);

// The weights that were fitted to marked reports.
const Likeness& report_weights();

}  // namespace servanda::ledger
