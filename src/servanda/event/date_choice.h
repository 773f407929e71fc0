// When an act took place, decided over all times that the text gives near it, the day of the text,
// and the time before it.
#pragma once

#include <vector>

#include "servanda/event/dating.h"
#include "servanda/event/decisions.h"
#include "servanda/event/linear_model.h"

namespace servanda::event {

// One way to date an act.
struct DateOption {
  record::Date date;
  std::vector<uint32_t> features;  // hashes
  float lead = 0;                  // added to the sum of their weights
};

// Gives every way to date a candidate that tells an act of a type: the times of its sentence and of
// the two before, as said or one end of them, the date of the document and "before" it. The first
// is what rules alone say.
std::vector<DateOption> date_options(const Scene& scene, uint32_t candidate, record::EventType type,
                                     const Timeline& times);

// Returns the option that the model finds likeliest.
const record::Date& likeliest_date(const std::vector<DateOption>& options,
                                   const LinearModel& model);

}  // namespace servanda::event
