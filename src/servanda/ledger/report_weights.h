// The weights of a pair of reports; written by tools/ledger/fit_occurrences.
#pragma once

#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {

inline constexpr Likeness kReportWeights = {{
    -4.684, 0.000,  0.150, 0.000,  0.710,  1.480,  0.663,  0.115,  0.146,  2.114,  0.221,  0.548,
    0.138,  -0.152, 1.247, 0.446,  -0.309, 0.534,  -0.555, 0.717,  -0.534, 0.529,  -0.721, -0.302,
    -0.008, 0.000,  0.174, 0.016,  -0.321, -0.951, -0.141, -0.364, -0.280, -0.116, -0.029, -0.061,
    -0.519, 1.512,  2.896, 0.310,  1.385,  0.271,  0.542,  0.012,  0.421,  0.371,  -0.410, 0.462,
    -0.123, -0.558, 0.235, -1.723, -0.442, -0.130, 0.227,  -0.495, -0.455, -0.340, 0.616,  -1.000,
}};

}  // namespace servanda::ledger
