// A dyad over time: monthly counts beside the volume of all reporting.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "servanda/record/date.h"

namespace servanda::dyad {

// Months since January of year 0: year * 12 + month - 1.
using MonthNumber = int32_t;

constexpr MonthNumber month_number(int32_t year, int month) { return year * 12 + month - 1; }
// Writes "2025-01".
std::string print_month(MonthNumber month);

// Counts of one dyad, every month from the first to the last, zero months kept. `volume` is the
// count of all events of that month in all dyads: reporting changes twentyfold over the years, so
// every rate is a share of it. A month with volume 0 says nothing and has weight 0.
struct Series {
  std::string name;
  MonthNumber first = 0;
  std::vector<double> counts;
  std::vector<double> volume;  // same size; all 1 where nothing is known of it

  size_t size() const { return counts.size(); }
  MonthNumber month(size_t i) const { return first + static_cast<MonthNumber>(i); }
};

}  // namespace servanda::dyad
