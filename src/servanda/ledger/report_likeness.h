// How near two reports are: what speaks for one act, and what against.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "servanda/ledger/account.h"
#include "servanda/ledger/report_words.h"
#include "servanda/ledger/weighed_modes.h"
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
  std::vector<WeighedWord> next;                         // the first words behind the trigger
  std::string trigger;                                   // folded
  std::vector<WeighedWord> trigger_words;                // the same, by number
  std::vector<uint64_t> shingles;                        // of the evidence
  std::vector<uint32_t> numbers;                         // counts that the evidence gives, sorted
  std::vector<std::string> actors, recipients, parties;  // codes, sorted
  record::DayNumber first = 0, last = 0;                 // the days that the act may fall on
  record::DayNumber told = 0;  // the day of the document; `last` where it has none
  bool dated = false;
  bool background = false;  // known only to be past by its date: "after the attack"
  bool intent = false;      // planned or possible, not yet an act
  bool supposed = false;    // an intent only since its text doubts it: "if the soldier taken ..."
  bool another = false;     // told as one more of its kind: "a second attack", "again"
  bool referred = false;    // its day is given, and before its document's: "yesterday's"
  bool refers = false;      // told as the reason or the time of another act: "after the attack"
  bool definite = false;    // told as known: "the attack", "Israel's blockade"
  std::vector<std::string> places;     // names behind "in", "at", "near", folded and sorted
  std::vector<std::string> suffering;  // code and sector of the recipients, sorted
  Kinds kinds = 0;                     // of happening that the trigger names
  size_t mode = kNoWeighedMode;        // weighed_mode

  // May tell of an act of any day before its document: the day that the coder gave it is then no
  // more than its document's.
  bool looks_back() const { return background || refers || definite; }
  bool vague() const { return background || ((refers || definite) && first == told); }
};

// Returns the features of all reports, in their order.
std::vector<ReportFeatures> features_of(const std::vector<Report>& reports);

// True if the report tells of what is yet to come: planned, "will rescind", "hopes to sign", or on
// a day after the one it was published on.
bool tells_of_intent(const Report& report);

// The days that may lie between the acts that two reports of one act tell of, or else between their
// documents: one of them may give no day, or another year.
inline constexpr int32_t kMostDaysApart = 10;

// What is weighed of a pair. The order is that of the weights.
enum : size_t {
  kBias,
  // wording
  kDuplicate,
  kAlike,
  kCovered,
  kNear,
  kNearAlike,
  kNextWords,
  kObject,
  kTriggerTold,
  kRarest,
  kNearRarest,
  kSecondRarest,
  kSharedNames,
  kOtherNames,
  // the kind of act
  kSameTrigger,
  kSameKind,
  kOtherKind,
  kSameMode,
  kOtherMode,
  kSameType,
  kOtherQuad,
  kSingular,
  kViolent,
  kVerbal,
  kAnother,
  kOtherIntent,
  kSupposed,
  // parties
  kSameParties,
  kSameActors,
  kOtherActors,
  kThirdActor,
  kOtherSides,
  kTurned,
  kTurnedFresh,
  kOtherSector,
  // days
  kDaysApart,
  kToldApart,
  kFreshApart,
  kReferredDay,
  kOnceADay,
  kBackground,
  kBothBackground,
  kOneDefinite,
  kBothDefinite,
  kOneRefers,
  kBothRefer,
  kBackOnFresh,
  kBackBeforeFresh,
  // counts and places
  kSharedCounts,
  kOtherCounts,
  kOtherCountsApart,
  kSamePlace,
  kOtherPlace,
  kOtherPlaces,
  // what counts for more, or for less, together
  kViolentPlainApart,
  kSameActRarest,
  kSameActTrigger,
  kPlainTrigger,
  kOtherNamesApart,
  kBackRarest,
  kOneDocument,
  // the type and the mode that both have, one for each
  kOfType,
  kOfMode = kOfType + record::kEventTypeCount,
  kFeatures = kOfMode + kWeighedModes.size()
};
using Likeness = std::array<double, kFeatures>;

// Returns what speaks for and against one act; nullopt if the two cannot be one: no party in
// common, too many days apart, told in one sentence, or an intent and an act ("will travel",
// "met").
std::optional<Likeness> likeness(const Report& x, const Report& y, const ReportFeatures& a,
                                 const ReportFeatures& b);

// True if the two are one word beside the other, of one sentence, type and status, and of the same
// sides on the same days: "a missile strike". `x` stands first.
bool side_by_side(const Report& x, const Report& y, const ReportFeatures& a,
                  const ReportFeatures& b);

// Returns the log odds that the two tell of one act.
double closeness(const Likeness& likeness, const Likeness& weights);

// The weights that were fitted to marked reports.
const Likeness& report_weights();

}  // namespace servanda::ledger
