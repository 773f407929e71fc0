// The weights of a pair of reports; written by tools/ledger/fit_occurrences.
#pragma once

#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {

inline constexpr Likeness kReportWeights = {{
    -2.864, 3.669,  0.040,  0.118,  0.548,  0.563, 0.749,  0.680,  0.000, 0.360,
    -0.087, 1.071,  -2.714, 1.781,  -0.480, 0.018, 0.864,  -0.782, 0.103, -0.171,
    -0.297, -0.352, 0.000,  -0.442, -0.457, 1.199, 0.824,  1.173,  1.099, 0.210,
    0.000,  -0.641, -0.622, 0.201,  -0.538, 0.005, -0.575, -1.000,
}};

}  // namespace servanda::ledger
