// Negative binomial counts: densities and a small regression with offset.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace servanda::dyad {

// log P(y) for mean mu > 0 and size r > 0 (variance mu + mu^2 / r). y need not be whole: then the
// density's continuation by gamma functions.
double log_negative_binomial(double y, double mu, double size);
// Returns the count from which sums over counts begin: what lies below it, twelve deviations under
// the mean, is nothing, and P(0) itself is too small for a double when the mean is beyond 700.
double negative_binomial_first(double mu, double size);
// Returns P(y) / P(y - 1), for y of 1 and more.
double negative_binomial_ratio(double y, double mu, double size);
// P(Y <= y) and P(Y >= y).
double negative_binomial_cdf(double y, double mu, double size);
double negative_binomial_upper_tail(double y, double mu, double size);
// The smallest whole y with P(Y <= y) >= p.
double negative_binomial_quantile(double p, double mu, double size);

// log mu_t = log(volume_t) + level + trend * time_t + effect * after_t, fitted by penalised maximum
// likelihood (Fisher scoring); the penalty is a normal prior on the trend, so that a short window
// cannot explain a step by a slope.
struct StepFit {
  double level = 0;
  double trend = 0;         // per window length
  double effect = 0;        // log rate ratio, after against before
  double effect_error = 0;  // standard error
  double size = 0;          // r; large means Poisson
  bool usable = false;      // false if there is nothing to fit: no events, or no volume on a side
};

// Fits the months [date - window, date + window); `date` is an index with at least one month on
// each side. `trend_prior_sd` is the standard deviation of the trend over a whole window, on the
// log scale (0: no trend).
StepFit fit_step(std::span<const double> counts, std::span<const double> volume, size_t date,
                 size_t window, double trend_prior_sd);

}  // namespace servanda::dyad
