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
  std::string trigger;                                   // folded
  std::vector<uint64_t> shingles;                        // of the evidence
  std::vector<uint32_t> numbers;                         // counts that the evidence gives, sorted
  std::vector<std::string> actors, recipients, parties;  // codes, sorted
  record::DayNumber first = 0, last = 0;                 // the days that the act may fall on
  bool dated = false;
};

// Returns the features of all reports, in their order. Words weigh by how few of the reports have
// them.
std::vector<ReportFeatures> features_of(const std::vector<Report>& reports);

// The days that may lie between two reports of one act.
inline constexpr int32_t kMostDaysApart = 4;

// What is weighed of a pair. The order is that of the weights.
enum : size_t {
  kBias,
  kDuplicate,
  kWords,
  kCovered,
  kObject,
  kSameTrigger,
  kSameType,
  kOtherQuad,
  kSameParties,
  kOtherSides,
  kTurned,
  kDaysApart,
  kViolentApart,
  kCoarseDate,
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
  kPlanAndDeed,
  kOneDocument,
  kFeatures
};
using Likeness = std::array<double, kFeatures>;

// Returns what speaks for and against one act; nullopt if the two cannot be one: no party in
// common, or too many days apart.
std::optional<Likeness> likeness(const Report& x, const Report& y, const ReportFeatures& a,
                                 const ReportFeatures& b);

// Returns the log odds that the two tell of one act.
double closeness(const Likeness& likeness);

}  // namespace servanda::ledger
