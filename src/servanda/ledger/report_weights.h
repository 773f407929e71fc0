// The weights of a pair of reports; written by tools/ledger/fit_occurrences.
#pragma once

#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {

inline constexpr Likeness kReportWeights = {{
    -3.063, 4.288,  0.098,  0.273,  0.776,  0.602, 0.539,  0.649,  0.000,  0.423,  -0.000,
    0.866,  -2.749, 1.745,  -0.553, 0.000,  0.798, -0.677, 0.000,  0.000,  -0.239, -0.371,
    -0.022, -0.334, -0.578, 0.665,  0.553,  1.721, 1.130,  0.176,  0.110,  -0.651, -0.689,
    0.190,  -0.668, 0.000,  -0.442, -1.000, 0.953, 0.814,  -0.264, -0.091, -0.375,
}};

}  // namespace servanda::ledger
