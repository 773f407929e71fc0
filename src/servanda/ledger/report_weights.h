// The weights of a pair of reports; written by tools/ledger/fit_occurrences.
#pragma once

#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {

inline constexpr Likeness kReportWeights = {{
    -2.866, 4.097,  0.000, 0.364,  0.546,  0.604, 0.555,  0.508,  0.000,  0.172,  -0.147,
    1.084,  -2.014, 1.309, -0.665, 0.000,  0.612, -0.876, 0.142,  -0.194, -0.089, -0.336,
    -0.008, -0.528, 0.000, 0.808,  0.355,  1.678, 1.093,  0.099,  0.000,  -0.689, -0.758,
    0.151,  -0.596, 0.000, -0.505, -1.000, 1.116, 0.684,  -0.225, -0.368, -0.346,
}};

}  // namespace servanda::ledger
