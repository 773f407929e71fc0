// Count models for the coming months and their scores.
#include "servanda/dyad/outlook.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "servanda/dyad/negative_binomial.h"

namespace servanda::dyad {
namespace {

constexpr size_t kLeastMonths = 24;
constexpr double kTailLeft = 1e-7;
constexpr size_t kMostCounts = size_t{1} << 20;  // no month of a dyad has more events

// Adds weight * NB(mean, size) to the distribution.
void add(CountDistribution& into, double weight, double mean, double size) {
  if (into.probability.empty()) into.probability.resize(1, 0);
  mean = std::min(mean, kMostCounts / 2.0);
  const auto first = static_cast<size_t>(negative_binomial_first(mean, size));
  const auto most = static_cast<size_t>(std::min(2000 + 20 * mean, double{kMostCounts}));
  double term = std::exp(log_negative_binomial(static_cast<double>(first), mean, size)), sum = 0;
  for (size_t k = first; k < most; ++k) {
    if (k > first) term *= negative_binomial_ratio(static_cast<double>(k), mean, size);
    if (k >= into.probability.size()) into.probability.resize(k + 1, 0);
    into.probability[k] += weight * term;
    sum += term;
    if (sum > 1 - kTailLeft) break;
  }
}

void normalise(CountDistribution& distribution) {
  const double sum =
      std::accumulate(distribution.probability.begin(), distribution.probability.end(), 0.0);
  for (double& p : distribution.probability) p /= sum > 0 ? sum : 1;
}

// The volume that a coming month is expected to have: the mean of the last three months with any.
double expected_volume(const Series& series) {
  double sum = 0;
  int months = 0;
  for (size_t i = series.size(); i > 0 && months < 3; --i) {
    if (series.volume[i - 1] > 0) sum += series.volume[i - 1], ++months;
  }
  return months > 0 ? sum / months : 1;
}

// The memories and dispersions that the model averages over.
constexpr std::array<double, 6> kDiscounts = {0.60, 0.75, 0.85, 0.92, 0.97, 0.995};
constexpr std::array<double, 5> kDispersions = {1.0, 1.6, 2.8, 5.0,
                                                9.0};  // variance over mean, beyond the level's own
constexpr size_t kMembers = kDiscounts.size() * kDispersions.size();

// One filter: the level is Gamma(a, b) in units of a volume; each month keeps the share `discount`
// of what was known.
struct Member {
  double discount = 1, dispersion = 1;
  double a = 0.5, b = 0;
  double log_weight = 0;

  double mean(double volume) const { return a / b * volume; }
  // Gamma-Poisson gives size a; dispersion phi of the counts adds to the variance: mean + mean^2 /
  // a + (phi - 1) mean.
  double size(double volume, size_t horizon) const {
    const double fading = std::pow(discount, static_cast<double>(horizon - 1));
    const double mu = mean(volume);
    const double inverse = 1 / std::max(a * fading, 1e-6) + (dispersion - 1) / std::max(mu, 1e-9);
    return 1 / inverse;
  }
};

std::array<Member, kMembers> filtered(const Series& series, size_t horizon) {
  const double volume = std::accumulate(series.volume.begin(), series.volume.end(), 0.0);
  const double count = std::accumulate(series.counts.begin(), series.counts.end(), 0.0);
  const double usual_volume = volume / std::max<double>(1, static_cast<double>(series.size()));
  const double prior_rate = (count + 0.5) / std::max(volume, 1e-9);
  std::array<Member, kMembers> members;
  for (size_t m = 0; m < kMembers; ++m) {
    members[m].discount = kDiscounts[m % kDiscounts.size()];
    members[m].dispersion = kDispersions[m / kDiscounts.size()];
    members[m].b = members[m].a / prior_rate;
  }
  // Weights are earned at the horizon that is asked for: each month is scored by what the member
  // knew `horizon` months before. Old merits fade, since a dyad changes its ways.
  constexpr double kFading = 0.985;
  constexpr size_t kBurnIn = 12;
  std::vector<std::array<Member, kMembers>> past;
  past.reserve(horizon);
  for (size_t i = 0; i < series.size(); ++i) {
    const double v = series.volume[i], y = series.counts[i];
    past.push_back(members);
    if (past.size() > horizon) past.erase(past.begin());
    for (size_t m = 0; m < kMembers; ++m) {
      Member& member = members[m];
      if (v > 0 && i >= kBurnIn && past.size() == horizon) {
        const Member& then = past.front()[m];
        member.log_weight =
            kFading * member.log_weight +
            log_negative_binomial(y, std::max(then.mean(v), 1e-9), then.size(v, horizon));
      }
      // A floor of memory pulls the level of a long silence towards the dyad's own mean, not to
      // zero.
      const double floor = 0.02 * usual_volume;
      member.a = member.discount * member.a + y / member.dispersion + floor * prior_rate;
      member.b = member.discount * member.b + v / member.dispersion + floor;
    }
  }
  return members;
}

// How far the volume of a month has lain from what was expected `horizon` months before: the mean
// square of the relative difference. What is not known of the coming volume is not known of the
// count.
double volume_uncertainty(const Series& series, size_t horizon) {
  double square = 0;
  size_t months = 0;
  for (size_t i = 2; i + horizon < series.size(); ++i) {
    const double expected = (series.volume[i] + series.volume[i - 1] + series.volume[i - 2]) / 3;
    if (expected <= 0) continue;
    // A first year in which reporting doubles again and again says little of later ones: capped at
    // a doubling.
    const double change = std::clamp(series.volume[i + horizon] / expected - 1, -1.0, 1.0);
    square += change * change;
    ++months;
  }
  return months > 0 ? square / static_cast<double>(months) : 0;
}

CountDistribution model_forecast(const Series& series, size_t horizon) {
  const std::array<Member, kMembers> members = filtered(series, horizon);
  double best = -1e300;
  for (const Member& member : members) best = std::max(best, member.log_weight);
  double total = 0;
  for (const Member& member : members) total += std::exp(member.log_weight - best);
  const double volume = expected_volume(series), uncertainty = volume_uncertainty(series, horizon);
  CountDistribution distribution;
  for (const Member& member : members) {
    const double weight = std::exp(member.log_weight - best) / total;
    if (weight < 1e-4) continue;
    const double size = 1 / (1 / member.size(volume, horizon) + uncertainty);
    add(distribution, weight, std::max(member.mean(volume), 1e-9), size);
  }
  normalise(distribution);
  return distribution;
}

// A naive forecast is a negative binomial around what it copies, as wide as copying has been wrong
// so far. A month without any volume tells no rate: the months before it are asked instead.
CountDistribution naive_forecast(const Series& series, size_t lag) {
  const size_t n = series.size();
  const double volume = expected_volume(series);
  const auto copied = [&](size_t i) {  // the rate that would have been forecast for month i
    for (i -= lag; series.volume[i] <= 0; i -= lag)
      if (i < lag) return 0.25 / volume;
    return (series.counts[i] + 0.25) / series.volume[i];
  };
  double excess = 0, square = 0;
  for (size_t i = lag; i < n; ++i) {
    const double mu = copied(i) * series.volume[i], residual = series.counts[i] - mu;
    excess += residual * residual - mu;
    square += mu * mu;
  }
  const double inverse_size = std::clamp(excess / (square + 1e-9), 1e-6, 20.0);
  const double mean = std::max(copied(n) * volume, 1e-9);
  CountDistribution distribution;
  add(distribution, 1, mean, 1 / inverse_size);
  normalise(distribution);
  return distribution;
}

CountDistribution mean_forecast(const Series& series) {
  const double volume = std::accumulate(series.volume.begin(), series.volume.end(), 0.0);
  const double count = std::accumulate(series.counts.begin(), series.counts.end(), 0.0);
  const double rate = (count + 0.5) / std::max(volume, 1e-9);
  double excess = 0, square = 0;
  for (size_t i = 0; i < series.size(); ++i) {
    const double mu = rate * series.volume[i], residual = series.counts[i] - mu;
    excess += residual * residual - mu;
    square += mu * mu;
  }
  CountDistribution distribution;
  add(distribution, 1, std::max(rate * expected_volume(series), 1e-9),
      1 / std::clamp(excess / (square + 1e-9), 1e-6, 20.0));
  normalise(distribution);
  return distribution;
}

Series up_to(const Series& series, size_t n) {
  Series part{.name = series.name, .first = series.first, .counts = {}, .volume = {}};
  part.counts.assign(series.counts.begin(), series.counts.begin() + static_cast<long>(n));
  part.volume.assign(series.volume.begin(), series.volume.begin() + static_cast<long>(n));
  return part;
}

// Probability that the mean of the coming year lies within a factor of 1.5 of the last year's, from
// the members' levels.
double probability_of_same_level(const Series& series) {
  if (series.size() < kLeastMonths) return 0;
  double count = 0, volume = 0;
  for (size_t i = series.size() - 12; i < series.size(); ++i)
    count += series.counts[i], volume += series.volume[i];
  const double last_year = count * expected_volume(series) * 12 / std::max(volume, 1e-9);
  // A year is twelve months in one: its total is negative binomial around twelve times the level.
  const std::array<Member, kMembers> members = filtered(series, 6);
  double best = -1e300, total = 0, inside = 0;
  for (const Member& member : members) best = std::max(best, member.log_weight);
  for (const Member& member : members) {
    const double weight = std::exp(member.log_weight - best), v = 12 * expected_volume(series);
    const double mu = std::max(member.mean(v), 1e-9), size = member.size(v, 6);
    total += weight;
    inside += weight * (negative_binomial_cdf(std::floor(last_year * 1.5 + 1e-9), mu, size) -
                        negative_binomial_cdf(std::ceil(last_year / 1.5 - 1e-9) - 1, mu, size));
  }
  return total > 0 ? std::clamp(inside / total, 0.0, 1.0) : 0;
}

}  // namespace

double CountDistribution::mean() const {
  double sum = 0;
  for (size_t k = 0; k < probability.size(); ++k) sum += static_cast<double>(k) * probability[k];
  return sum;
}

double CountDistribution::quantile(double p) const {
  double sum = 0;
  for (size_t k = 0; k < probability.size(); ++k) {
    sum += probability[k];
    if (sum >= p - 1e-9) return static_cast<double>(k);
  }
  return probability.empty() ? 0 : static_cast<double>(probability.size() - 1);
}

double crps(const CountDistribution& forecast, double outcome) {
  double sum = 0, below = 0;
  const size_t last = std::max(forecast.probability.size(), static_cast<size_t>(outcome) + 1);
  for (size_t k = 0; k < last; ++k) {
    below += k < forecast.probability.size() ? forecast.probability[k] : 0;
    const double step = static_cast<double>(k) >= outcome ? 1 : 0;
    sum += (below - step) * (below - step);
  }
  return sum;
}

double share_covered(const CountDistribution& forecast, double outcome, double low, double high) {
  double below = 0;
  const auto k = static_cast<size_t>(outcome);
  for (size_t i = 0; i < std::min(k, forecast.probability.size()); ++i)
    below += forecast.probability[i];
  const double step = k < forecast.probability.size() ? forecast.probability[k] : 0;
  if (step <= 0) return 0;
  return std::max(0.0, std::min(below + step, high) - std::max(below, low)) / step;
}

double log_score(const CountDistribution& forecast, double outcome) {
  const auto k = static_cast<size_t>(outcome);
  const double p = k < forecast.probability.size() ? forecast.probability[k] : 0;
  return p > std::exp(-20.0) ? -std::log(p) : 20;
}

std::string_view name(Forecaster forecaster) {
  switch (forecaster) {
    case Forecaster::kModel:
      return "count model";
    case Forecaster::kLastMonth:
      return "same as last month";
    case Forecaster::kLastYear:
      return "same as last year";
    case Forecaster::kLongMean:
      return "long mean";
  }
  return "count model";
}

CountDistribution forecast(const Series& series, size_t horizon, Forecaster forecaster) {
  if (series.size() < kLeastMonths) return mean_forecast(series);
  switch (forecaster) {
    case Forecaster::kModel:
      return model_forecast(series, std::max<size_t>(horizon, 1));
    case Forecaster::kLastMonth:
      return naive_forecast(series, 1);
    case Forecaster::kLastYear:
      return naive_forecast(series, 12 - (std::max<size_t>(horizon, 1) - 1) % 12);
    case Forecaster::kLongMean:
      return mean_forecast(series);
  }
  return mean_forecast(series);
}

Score back_test(const Series& series, size_t horizon, Forecaster forecaster, size_t first_index) {
  Score score;
  for (size_t i = std::max(first_index, kLeastMonths + horizon - 1); i < series.size(); ++i) {
    Series known = up_to(series, i - horizon + 1);
    const CountDistribution distribution = forecast(known, horizon, forecaster);
    const double outcome = series.counts[i];
    score.crps += crps(distribution, outcome);
    score.log_score += log_score(distribution, outcome);
    score.coverage_90 += share_covered(distribution, outcome, 0.05, 0.95);
    ++score.forecasts;
  }
  if (score.forecasts == 0) return score;
  const auto n = static_cast<double>(score.forecasts);
  score.crps /= n;
  score.log_score /= n;
  score.coverage_90 /= n;
  return score;
}

Outlook outlook(const Series& series, size_t months) {
  Outlook result;
  if (series.size() == 0) return result;
  result.last_seen = series.month(series.size() - 1);
  if (series.size() < kLeastMonths + 12) {
    result.used = Forecaster::kLongMean;
    result.model_is_better = false;
  } else {
    const size_t first = std::max(
        kLeastMonths, series.size() > 60 ? series.size() - 60 : size_t{0});  // the last five years
    Forecaster best_naive = Forecaster::kLastMonth;
    for (int f = 0; f < kForecasterCount; ++f) {
      result.scores[f] = back_test(series, 1, static_cast<Forecaster>(f), first);
      if (f > 0 && result.scores[f].crps < result.scores[static_cast<int>(best_naive)].crps)
        best_naive = static_cast<Forecaster>(f);
    }
    result.model_is_better =
        result.scores[0].crps <= result.scores[static_cast<int>(best_naive)].crps;
    if (!result.model_is_better) result.used = best_naive;
  }
  for (size_t h = 1; h <= months; ++h) {
    result.months.push_back(
        {result.last_seen + static_cast<MonthNumber>(h), forecast(series, h, result.used)});
  }
  result.same_level = probability_of_same_level(series);
  return result;
}

}  // namespace servanda::dyad
