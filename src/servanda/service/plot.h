// Draws counts over time as SVG that a journal would print: no colour needed, no script, no outside
// font.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/dyad/balance.h"
#include "servanda/dyad/series.h"

namespace servanda::service {

// A month to point at.
struct Mark {
  dyad::MonthNumber month = 0;
  std::string label;
};

// Draws a bar for each month, the mean of twelve months as a line and the marks as upright lines.
// Where the series has a volume, bars are shares of it, in events of 1,000.
std::string series_svg(const dyad::Series& series, const std::vector<Mark>& marks);

// Draws a stacked bar for each year: words and deeds upward, disputes and force downward.
std::string quad_svg(std::string_view title, const std::vector<dyad::PeriodCounts>& years);

}  // namespace servanda::service
