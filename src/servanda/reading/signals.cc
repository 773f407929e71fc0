// Acts that the text places next to another act in time.
#include "servanda/reading/signals.h"

namespace servanda::reading {

std::vector<record::Signal> find_signals(const event::Annotations&, const std::vector<record::Event>&) { return {}; }

}  // namespace servanda::reading
