// Lets the program link until the real files of this stage land: whoever lands them deletes this file.
#include "servanda/reading/reader.h"

namespace servanda::reading {
record::Reading read(const event::Annotations&, std::vector<record::Event> events) {
  record::Reading reading;
  reading.events = std::move(events);
  return reading;
}
}  // namespace servanda::reading
