// Everything that one document says: the parts of the reading, one after the other.
#include "servanda/reading/reader.h"

#include "servanda/reading/findings.h"
#include "servanda/reading/forecasts.h"
#include "servanda/reading/indicators.h"
#include "servanda/reading/motives.h"
#include "servanda/reading/pledges.h"
#include "servanda/reading/signals.h"

namespace servanda::reading {

record::Reading read(const event::Annotations& annotations, std::vector<record::Event> events) {
  record::Reading reading;
  reading.pledges = find_pledges(annotations, events);
  reading.indicators = find_indicators(annotations, events);
  reading.forecasts = find_forecasts(annotations, events);
  reading.motives = find_motives(annotations, events);
  reading.findings = find_findings(annotations, events);
  reading.signals = find_signals(annotations, events);
  reading.events = std::move(events);
  return reading;
}

}  // namespace servanda::reading
