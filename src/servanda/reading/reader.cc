// Everything that one document says: the parts of the reading, one after the other.
#include "servanda/reading/reader.h"

#include "servanda/reading/indicators.h"
#include "servanda/reading/learned_turns.h"
#include "servanda/reading/pledges.h"
#include "servanda/reading/signals.h"

namespace servanda::reading {

record::Reading read(const event::Annotations& annotations, std::vector<record::Event> events) {
  record::Reading reading;
  reading.pledges = find_pledges(annotations, events);
  const Page page(annotations);
  const Treaties treaties(page);
  reading.indicators = find_indicators(page, events);
  Turns turns = find_turns(page, treaties);
  reading.findings = std::move(turns.findings);
  reading.forecasts = std::move(turns.forecasts);
  reading.motives = std::move(turns.motives);
  reading.signals = find_signals(page, events);
  reading.events = std::move(events);
  return reading;
}

}  // namespace servanda::reading
