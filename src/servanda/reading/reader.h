// Everything that one document says: events, pledges, figures, forecasts, motives, findings on
// treaties, signals.
#pragma once

#include "servanda/event/coder.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// Reads pledges, indicators, forecasts, motives, findings and signals out of a document whose
// events are coded. Pure: the same annotations give the same reading.
record::Reading read(const event::Annotations& annotations, std::vector<record::Event> events);

}  // namespace servanda::reading
