// The weights of a pair of reports; written by tools/ledger/fit_occurrences.
#pragma once

#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {

inline constexpr Likeness kReportWeights = {{
    -3.000, 2.0, 4.0, 1.0,  0.5, 0.5,  1.0,  -0.5, 0.5,  -0.5, -0.5, -0.4, -0.4,
    -0.3,   1.5, 0.2, -0.3, 0.3, -0.3, -1.0, 0.2,  -0.5, 0.3,  -0.3, -0.3, -1.0,
}};

}  // namespace servanda::ledger
