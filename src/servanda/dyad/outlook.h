// What the coming months are likely to hold, as distributions, and how well that has worked so far.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/dyad/series.h"

namespace servanda::dyad {

// A distribution of counts as probabilities of 0, 1, 2, ...; they sum to 1 within 1e-6.
struct CountDistribution {
  std::vector<double> probability;

  double mean() const;
  // The smallest y with P(Y <= y) >= p.
  double quantile(double p) const;
};

// Scores of one forecast against what came. Lower is better for all.
double crps(const CountDistribution& forecast,
            double outcome);  // continuous ranked probability score
double log_score(const CountDistribution& forecast,
                 double outcome);  // -log probability, at most 20
// The share of the outcome's probability that lies between the quantiles `low` and `high`
// (randomised PIT, Czado, Gneiting and Held 2009): its mean is high - low for a calibrated forecast
// of counts, which no interval of whole numbers reaches.
double share_covered(const CountDistribution& forecast, double outcome, double low, double high);

enum class Forecaster : uint8_t {
  kModel = 0,  // gamma-Poisson level with discounting (Harvey and Fernandes 1989), averaged over
               // memory and dispersion
  kLastMonth = 1,  // as last month
  kLastYear = 2,   // as the same month of last year
  kLongMean = 3    // empirical-Bayes mean of all months so far
};
inline constexpr int kForecasterCount = 4;
std::string_view name(Forecaster forecaster);

// Forecasts `horizon` months (1 or more) after the last month of the series, from the series alone.
CountDistribution forecast(const Series& series, size_t horizon, Forecaster forecaster);

struct Score {
  double crps = 0, log_score = 0, coverage_90 = 0;  // means over the forecasts made
  size_t forecasts = 0;
};

// Forecasts every month from `first_index` on from the months before it, and scores that.
Score back_test(const Series& series, size_t horizon, Forecaster forecaster, size_t first_index);

struct MonthOutlook {
  MonthNumber month = 0;
  CountDistribution distribution;
};

struct Outlook {
  MonthNumber last_seen = 0;             // the data it has seen ends here
  Forecaster used = Forecaster::kModel;  // the best naive one if the model is not better
  bool model_is_better = true;
  std::vector<MonthOutlook> months;
  Score scores[kForecasterCount];  // back-test at horizon 1, by forecaster
  double same_level = 0;  // probability that the mean of the coming year lies within a factor
                          // of 1.5 of the last year's
};

// Gives 1 to `months` months ahead. Series shorter than 24 months are forecast by the long mean.
Outlook outlook(const Series& series, size_t months);

}  // namespace servanda::dyad
