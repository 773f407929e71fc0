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
  const Page page(annotations);
  const Treaties treaties(page);
  reading.indicators = find_indicators(page, events);
  reading.forecasts = find_forecasts(page);
  reading.motives = find_motives(page, treaties);
  reading.findings = find_findings(page, treaties);
  reading.signals = find_signals(page, events);
  reading.events = std::move(events);
  return reading;
}

}  // namespace servanda::reading
