// The weights of a pair of reports; written by tools/ledger/fit_occurrences.
#pragma once

#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {

inline constexpr Likeness kReportWeights = {{
    -3.531, 3.487,  0.000,  0.361,  0.142,  0.591, 0.791,  0.670,  0.000, 0.324,
    -0.027, 1.285,  -0.746, 2.191,  -0.293, 0.000, 0.772,  -0.816, 0.000, -0.239,
    -0.373, -0.332, -0.035, -0.344, -0.232, 1.005, 1.274,  1.374,  0.972, 0.239,
    0.000,  -0.566, -0.740, 0.209,  -0.303, 0.000, -0.338, -1.000,
}};

}  // namespace servanda::ledger
