// Did a date change anything? A before-and-after comparison that is right when nothing changed.
//
// Counts of a dyad are overdispersed, autocorrelated and sparse, and nominal p-values lie on them:
// on real dyads a naive Poisson test calls 13 to 38 percent of all months significant. So the date
// is ranked among placebo dates of the same dyad (Abadie, Diamond and Hainmueller 2010 do the same
// with placebo units), and the verdict says how large a change could have been seen at all.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/dyad/series.h"

namespace servanda::dyad {

enum class Verdict : uint8_t { kRose = 0, kFell = 1, kNoLargerChange = 2, kCannotTell = 3 };
std::string_view name(Verdict verdict);  // "rose", "fell", "no change larger than", "cannot tell"

struct ImpactOptions {
  std::vector<size_t> windows = {12, 6,
                                 24};  // months on each side; the first one gives the verdict
  double level = 0.05;                 // share of false alarms that is accepted
  double trend_prior_sd = 0.25;        // see fit_step
  double relevant_ratio = 2.0;         // a change that would matter: a doubling, or a halving
  size_t least_placebos = 20;          // fewer say nothing
};

struct WindowImpact {
  size_t window = 0;
  size_t months_before = 0, months_after = 0;
  double events_before = 0, events_after = 0;
  double ratio = 1;                      // volume-adjusted rate, after over before
  double ratio_low = 0, ratio_high = 0;  // 1 - level interval by inverting the placebo test
  double placebo_p = 1;                  // two-sided, mid-p
  size_t placebos = 0;
  double other_dyads_p = 1;  // rank of the same date among other dyads; 1 without any
  size_t other_dyads = 0;
  double detectable_ratio = 0;    // smallest ratio (> 1) seen with power 0.8
  double power_for_relevant = 0;  // power to see `relevant_ratio`
  Verdict verdict = Verdict::kCannotTell;
};

struct Impact {
  MonthNumber date = 0;
  Verdict verdict = Verdict::kCannotTell;  // of the first window
  std::vector<WindowImpact> windows;
};

// Compares the months from `date` on with those before it. `others` are series of other dyads over
// the same months (they may be empty or of other lengths). A date outside the series gives
// kCannotTell.
Impact impact(const Series& series, MonthNumber date, const std::vector<Series>& others,
              const ImpactOptions& options = {});

}  // namespace servanda::dyad
