// When did a dyad change by itself? Levels that shift, and single months that stand out.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "servanda/dyad/series.h"

namespace servanda::dyad {

// From this month on the rate is another.
struct LevelBreak {
  MonthNumber month = 0;
  double probability = 0;  // posterior probability of a break within a month of it
  double rate_before = 0;  // events for each of the volume, over the segment before
  double rate_after = 0;
};

// A month with more events than the year before it makes likely.
struct Spike {
  MonthNumber month = 0;
  double count = 0;
  double expected = 0;
  double tail = 1;  // probability of as many or more if nothing had happened
};

struct Breaks {
  std::vector<LevelBreak> levels;  // by month; empty means none
  std::vector<Spike> spikes;       // by month
  bool usable = false;             // false: too few months or events to tell
};

struct BreakOptions {
  size_t least_segment = 6;    // months
  size_t placebos = 199;       // permuted series that set the price of a break
  double level = 0.05;         // chance of any break where there is none
  double spike_tail = 0.0005;  // chance of a spike in a month without one
  double least_spike = 3;      // events
  uint64_t seed = 1;
};

// Finds both. Levels: optimal partition of the months (Jackson et al. 2005) under gamma-Poisson
// segments tempered by the series' overdispersion; the price of a break is the gain that the best
// break reaches in permuted series (blocks of six months, so that short memory stays), which makes
// 'none' an answer. Their probabilities: Fearnhead 2006, exact.
Breaks find_breaks(const Series& series, const BreakOptions& options = {});

// The months in which count exceeds what the window before makes likely, with the tail probability
// of every month (index as in the series; 1 where nothing can be said).
std::vector<double> spike_tails(const Series& series, size_t window = 12);

// Probability at each month that a new segment has begun within the last three months, from the
// months up to it only (Adams and MacKay 2007): what a watch could have known at the time.
std::vector<double> online_break_probability(const Series& series, double hazard = 1.0 / 60);

// The same partition for real values (lines with autocorrelated Gaussian noise); the first index of
// every segment but the first. For series that are no counts.
std::vector<size_t> segment_values(std::span<const double> values, double hazard = 1.0 / 100);

}  // namespace servanda::dyad
