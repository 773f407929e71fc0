// Figures that describe a dyad: trade, loans, their change.
#include "servanda/reading/indicators.h"

namespace servanda::reading {

std::vector<record::Indicator> find_indicators(const event::Annotations&, const std::vector<record::Event>&) { return {}; }

}  // namespace servanda::reading
