// Why an actor does something, as the text says.
#include "servanda/reading/motives.h"

namespace servanda::reading {

std::vector<record::Motive> find_motives(const event::Annotations&, const std::vector<record::Event>&) { return {}; }

}  // namespace servanda::reading
