// What is expected, in whose words, with the probability that the word speaks of.
#include "servanda/reading/forecasts.h"

namespace servanda::reading {

std::vector<record::Forecast> find_forecasts(const event::Annotations&, const std::vector<record::Event>&) { return {}; }

}  // namespace servanda::reading
