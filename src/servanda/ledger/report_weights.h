// The weights of a pair of reports; written by tools/ledger/fit_occurrences.
#pragma once

#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {

inline constexpr Likeness kReportWeights = {{
    -0.891, 0.035,  0.975,  0.416,  0.237, 0.118, 0.044, 0.000,  0.100,
    0.000,  0.000,  -0.285, -0.077, 0.000, 1.287, 0.689, -0.295, 0.022,
    -0.415, -0.714, 0.383,  -0.328, 0.486, 0.000, 0.000, -1.000,
}};

}  // namespace servanda::ledger
