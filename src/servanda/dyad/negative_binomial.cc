// Negative binomial densities, and the regression of a step by Fisher scoring.
#include "servanda/dyad/negative_binomial.h"

#include <math.h>  // lgamma_r: std::lgamma writes a global

#include <algorithm>
#include <cmath>

namespace servanda::dyad {
namespace {

double log_gamma(double x) {
  int sign = 0;
  return lgamma_r(x, &sign);
}

constexpr double kPoissonSize =
    1e6;  // beyond this size the distribution is Poisson's in double precision

// Dispersion by moments over the window, with the mean allowed to differ before and after: (y -
// mu)^2 = mu + mu^2 / r. Shrunk towards mild overdispersion as if `kPriorMonths` months had shown
// it: windows are short.
double moment_size(std::span<const double> counts, std::span<const double> fitted) {
  constexpr double kPriorMonths = 4, kPriorSize = 4;
  double excess = 0, square = 0, mean = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    const double residual = counts[i] - fitted[i];
    excess += residual * residual - fitted[i];
    square += fitted[i] * fitted[i];
    mean += fitted[i];
  }
  mean /= static_cast<double>(counts.size());
  const double degrees =
      static_cast<double>(counts.size()) / std::max(1.0, static_cast<double>(counts.size()) - 3.0);
  const double prior = kPriorMonths * mean * mean;
  const double inverse = (excess * degrees + prior / kPriorSize) / (square + prior + 1e-12);
  return inverse > 1.0 / kPoissonSize ? 1.0 / inverse : kPoissonSize;
}

using Matrix = std::array<std::array<double, 3>, 3>;

// Inverts a symmetric positive matrix of up to 3 rows in place; false if it is singular.
bool invert(Matrix& m, int n) {
  Matrix inverse{};
  for (int i = 0; i < n; ++i) inverse[i][i] = 1;
  for (int column = 0; column < n; ++column) {
    const double pivot = m[column][column];
    if (!(pivot > 1e-12)) return false;
    for (int k = 0; k < n; ++k) m[column][k] /= pivot, inverse[column][k] /= pivot;
    for (int row = 0; row < n; ++row) {
      if (row == column) continue;
      const double factor = m[row][column];
      for (int k = 0; k < n; ++k) {
        m[row][k] -= factor * m[column][k];
        inverse[row][k] -= factor * inverse[column][k];
      }
    }
  }
  m = inverse;
  return true;
}

}  // namespace

double log_negative_binomial(double y, double mu, double size) {
  if (mu <= 0) return y == 0 ? 0 : -1e300;
  if (size >= kPoissonSize) return y * std::log(mu) - mu - log_gamma(y + 1);
  return log_gamma(y + size) - log_gamma(size) - log_gamma(y + 1) +
         size * std::log(size / (size + mu)) + y * std::log(mu / (size + mu));
}

double negative_binomial_first(double mu, double size) {
  const double deviation = std::sqrt(mu + (size >= kPoissonSize ? 0 : mu * mu / size));
  return std::max(0.0, std::floor(mu - 12 * deviation));
}

double negative_binomial_ratio(double y, double mu, double size) {
  return size >= kPoissonSize ? mu / y : (y - 1 + size) / y * (mu / (mu + size));
}

double negative_binomial_cdf(double y, double mu, double size) {
  if (y < 0) return 0;
  if (mu <= 0) return 1;
  double k = negative_binomial_first(mu, size);
  double term = std::exp(log_negative_binomial(k, mu, size)), sum = y < k ? 0 : term;
  while (k + 1 <= y) {
    term *= negative_binomial_ratio(++k, mu, size);
    sum += term;
  }
  return std::min(sum, 1.0);
}

double negative_binomial_upper_tail(double y, double mu, double size) {
  return std::max(0.0, 1 - negative_binomial_cdf(y - 1, mu, size));
}

double negative_binomial_quantile(double p, double mu, double size) {
  if (mu <= 0 || p <= 0) return 0;
  double k = negative_binomial_first(mu, size);
  double term = std::exp(log_negative_binomial(k, mu, size)), sum = term;
  const double most = 1000 + 100 * mu;
  while (sum < p && k < most) {
    term *= negative_binomial_ratio(++k, mu, size);
    sum += term;
  }
  return k;
}

StepFit fit_step(std::span<const double> counts, std::span<const double> volume, size_t date,
                 size_t window, double trend_prior_sd) {
  StepFit fit;
  const size_t begin = date > window ? date - window : 0;
  const size_t end = std::min(counts.size(), date + window);
  if (begin >= date || date >= end) return fit;
  const auto y = counts.subspan(begin, end - begin), v = volume.subspan(begin, end - begin);
  const size_t n = y.size(), step = date - begin;
  double before = 0, after = 0, volume_before = 0, volume_after = 0;
  for (size_t i = 0; i < n; ++i) {
    (i < step ? before : after) += y[i];
    (i < step ? volume_before : volume_after) += v[i];
  }
  if (before + after <= 0 || volume_before <= 0 || volume_after <= 0) return fit;

  // Half an event on each side keeps an empty side finite (Firth's correction for two rates).
  fit.level = std::log((before + 0.5) / volume_before);
  fit.effect = std::log((after + 0.5) / volume_after) - fit.level;
  const int parameters = trend_prior_sd > 0 ? 3 : 2;
  const double prior_weight = trend_prior_sd > 0 ? 1 / (trend_prior_sd * trend_prior_sd) : 0;
  std::array<double, 64> fitted_memory;
  const size_t used = std::min(n, fitted_memory.size());
  std::span<double> fitted(fitted_memory.data(), used);
  const auto time = [&](size_t i) {
    return (static_cast<double>(i) - static_cast<double>(n - 1) / 2) / static_cast<double>(window);
  };
  const auto mean = [&](size_t i) {
    return v[i] * std::exp(std::clamp(
                      fit.level + fit.trend * time(i) + (i >= step ? fit.effect : 0), -40.0, 40.0));
  };
  Matrix information{};
  for (int round = 0; round < 25; ++round) {
    for (size_t i = 0; i < used; ++i) fitted[i] = mean(i);
    if (round % 4 == 0) fit.size = moment_size(y.first(used), fitted);
    information = {};
    std::array<double, 3> score{};
    for (size_t i = 0; i < used; ++i) {
      if (v[i] <= 0) continue;
      const double mu = std::max(fitted[i], 1e-9);
      const double shrink = 1 / (1 + mu / fit.size);
      const std::array<double, 3> x = {1, i >= step ? 1.0 : 0.0, time(i)};
      for (int a = 0; a < parameters; ++a) {
        score[a] += x[a] * (y[i] - mu) * shrink;
        for (int b = 0; b < parameters; ++b) information[a][b] += x[a] * x[b] * mu * shrink;
      }
    }
    // Firth-like: a quarter of an event of prior information on level and effect.
    constexpr double kRidge = 0.05;
    information[0][0] += 1e-9;
    information[1][1] += kRidge;
    score[1] -= kRidge * fit.effect;
    if (parameters == 3) {
      information[2][2] += prior_weight;
      score[2] -= prior_weight * fit.trend;
    }
    if (!invert(information, parameters)) return fit;
    std::array<double, 3> move{};
    for (int a = 0; a < parameters; ++a) {
      for (int b = 0; b < parameters; ++b) move[a] += information[a][b] * score[b];
    }
    const double longest = std::max({std::abs(move[0]), std::abs(move[1]), std::abs(move[2])});
    const double scale = longest > 2 ? 2 / longest : 1;
    fit.level += scale * move[0];
    fit.effect += scale * move[1];
    fit.trend += scale * move[2];
    if (longest < 1e-7 && round > 8) break;
  }
  fit.effect_error = std::sqrt(std::max(information[1][1], 0.0));
  fit.usable = std::isfinite(fit.effect) && fit.effect_error > 0;
  return fit;
}

}  // namespace servanda::dyad
