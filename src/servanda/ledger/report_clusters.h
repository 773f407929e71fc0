// Puts reports of one act together, however many there are.
#pragma once

#include <cstddef>
#include <vector>

#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {

// The days that a cluster may span, so that no chain of reports wanders through time.
inline constexpr int32_t kMostDaysSpanned = 7;

// Returns for each report the number of the first report of its act. Reports are joined by average
// linkage: two groups become one if their members tell of one act on the average of all pairs, not
// of the nearest pair alone. Each report is compared with at most 300 others, so that the work
// stays linear on any input.
std::vector<size_t> join_reports(const std::vector<Report>& reports,
                                 const std::vector<ReportFeatures>& features,
                                 const Likeness& weights);

}  // namespace servanda::ledger
