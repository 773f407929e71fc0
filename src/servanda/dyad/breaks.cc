// Segments counts and values.
#include "servanda/dyad/breaks.h"

#include <math.h>  // lgamma_r

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>

#include "servanda/dyad/negative_binomial.h"

namespace servanda::dyad {
namespace {

constexpr size_t kLeastMonths = 24;
constexpr size_t kPlaceboBlock = 6;
constexpr double kMinusInfinity = -std::numeric_limits<double>::infinity();

double log_gamma(double x) {
  int sign = 0;
  return lgamma_r(x, &sign);
}

// log P(segment): counts with rates v * lambda, lambda ~ Gamma(shape, shape / mean), tempered by
// the dispersion phi (a quasi-likelihood: counts and exposure are divided by phi, so that
// overdispersed counts weigh less).
class SegmentEvidence {
 public:
  SegmentEvidence(std::span<const double> counts, std::span<const double> volume, double phi,
                  double mean_rate)
      : phi_(phi) {
    count_sum_.push_back(0);
    volume_sum_.push_back(0);
    for (size_t i = 0; i < counts.size(); ++i) {
      count_sum_.push_back(count_sum_.back() + counts[i]);
      volume_sum_.push_back(volume_sum_.back() + volume[i]);
    }
    rate_prior_ = kShape / std::max(mean_rate, 1e-12);
  }
  // Terms that do not depend on the partition are left out.
  double operator()(size_t begin, size_t end) const {
    const double y = (count_sum_[end] - count_sum_[begin]) / phi_,
                 v = (volume_sum_[end] - volume_sum_[begin]) / phi_;
    return kShape * std::log(rate_prior_) - log_gamma(kShape) + log_gamma(kShape + y) -
           (kShape + y) * std::log(rate_prior_ + v);
  }
  double rate(size_t begin, size_t end) const {
    const double v = volume_sum_[end] - volume_sum_[begin];
    return v > 0 ? (count_sum_[end] - count_sum_[begin]) / v : 0;
  }

 private:
  static constexpr double kShape = 0.5;  // weak: half an event
  double phi_, rate_prior_;
  std::vector<double> count_sum_, volume_sum_;
};

// Dispersion from month-to-month differences, which a shift of level hardly touches: Var = phi *
// mean.
double dispersion(const Series& series) {
  double square = 0, expected = 0;
  for (size_t i = 1; i < series.size(); ++i) {
    const double v0 = series.volume[i - 1], v1 = series.volume[i];
    if (v0 <= 0 || v1 <= 0) continue;
    const double rate = (series.counts[i - 1] + series.counts[i]) / (v0 + v1);
    const double difference = series.counts[i] / v1 - series.counts[i - 1] / v0;
    // Winsorised: one spike is a spike, not the dispersion of every month.
    const double variance = rate * (1 / v0 + 1 / v1);
    if (variance <= 0) continue;
    square += std::min(difference * difference / variance, 25.0);
    expected += 1;
  }
  return expected > 0 ? std::max(1.0, square / expected) : 1.0;
}

struct Partition {
  std::vector<size_t> starts;  // first index of every segment but the first
};

template <typename Evidence>
Partition best_partition(size_t n, size_t least, double price, const Evidence& evidence) {
  std::vector<double> best(n + 1, kMinusInfinity);
  std::vector<size_t> from(n + 1, 0);
  best[0] = price;  // the first segment costs nothing
  for (size_t end = least; end <= n; ++end) {
    for (size_t begin = 0; begin + least <= end; ++begin) {
      if (best[begin] == kMinusInfinity || (begin > 0 && begin < least)) continue;
      const double score = best[begin] + evidence(begin, end) - price;
      if (score > best[end]) best[end] = score, from[end] = begin;
    }
  }
  Partition partition;
  for (size_t end = n; from[end] > 0; end = from[end]) partition.starts.push_back(from[end]);
  std::reverse(partition.starts.begin(), partition.starts.end());
  return partition;
}

double best_single_gain(size_t n, size_t least, const SegmentEvidence& evidence) {
  double best = 0;
  const double whole = evidence(0, n);
  for (size_t i = least; i + least <= n; ++i)
    best = std::max(best, evidence(0, i) + evidence(i, n) - whole);
  return best;
}

// The gain that the best single break reaches by chance: in series whose blocks of months are
// shuffled.
double price_of_break(const Series& series, double phi, double mean_rate,
                      const BreakOptions& options) {
  const size_t n = series.size(), blocks = (n + kPlaceboBlock - 1) / kPlaceboBlock;
  std::vector<double> gains;
  std::mt19937_64 random(options.seed);
  std::vector<size_t> order(blocks);
  for (size_t round = 0; round < options.placebos; ++round) {
    std::iota(order.begin(), order.end(), size_t{0});
    for (size_t i = blocks; i > 1; --i)
      std::swap(order[i - 1], order[random() % i]);  // the same on every machine
    std::vector<double> counts, volume;
    for (const size_t block : order) {
      for (size_t i = block * kPlaceboBlock; i < std::min(n, (block + 1) * kPlaceboBlock); ++i) {
        counts.push_back(series.counts[i]);
        volume.push_back(series.volume[i]);
      }
    }
    gains.push_back(best_single_gain(n, options.least_segment,
                                     SegmentEvidence(counts, volume, phi, mean_rate)));
  }
  std::sort(gains.begin(), gains.end());
  const auto at = static_cast<size_t>((1 - options.level) * static_cast<double>(gains.size()));
  return gains.empty() ? 5 : gains[std::min(at, gains.size() - 1)];
}

double log_add(double a, double b) {
  if (a < b) std::swap(a, b);
  return b == kMinusInfinity ? a : a + std::log1p(std::exp(b - a));
}

// Posterior probability that a segment begins at each month, by forward and backward sums over all
// partitions.
std::vector<double> break_probabilities(size_t n, size_t least, double price,
                                        const SegmentEvidence& evidence) {
  std::vector<double> forward(n + 1, kMinusInfinity), backward(n + 1, kMinusInfinity);
  forward[0] = 0;
  backward[n] = 0;
  for (size_t end = least; end <= n; ++end) {
    for (size_t begin = 0; begin + least <= end; ++begin) {
      if (forward[begin] != kMinusInfinity)
        forward[end] =
            log_add(forward[end], forward[begin] + evidence(begin, end) - (begin > 0 ? price : 0));
    }
  }
  for (size_t begin = n - least + 1; begin-- > 0;) {
    for (size_t end = begin + least; end <= n; ++end) {
      if (backward[end] != kMinusInfinity)
        backward[begin] =
            log_add(backward[begin], backward[end] + evidence(begin, end) - (end < n ? price : 0));
    }
  }
  std::vector<double> probability(n, 0);
  for (size_t i = least; i + least <= n; ++i) {
    if (forward[i] != kMinusInfinity && backward[i] != kMinusInfinity) {
      probability[i] = std::min(1.0, std::exp(forward[i] + backward[i] - price - forward[n]));
    }
  }
  return probability;
}

// Real values as straight lines with noise, one for each segment: sums that give any segment's fit
// at once.
class SegmentLines {
 public:
  explicit SegmentLines(std::span<const double> values) : values_(scaled(values)) {
    sums_.resize(values_.size() + 1);
    for (size_t i = 0; i < values_.size(); ++i) {
      const double t = static_cast<double>(i), x = values_[i];
      sums_[i + 1] = {sums_[i].x + x, sums_[i].xx + x * x, sums_[i].tx + t * x};
    }
  }

  // log evidence with unknown level, slope and variance (normal-inverse-gamma prior, weak).
  double evidence(size_t begin, size_t end) const {
    const double m = static_cast<double>(end - begin);
    const Fit fit = this->fit(begin, end);
    constexpr double kPriorShape = 1.0, kPriorScale = 0.02;
    const double shape = kPriorShape + m / 2, scale = kPriorScale + fit.residual_square / 2;
    // Level and slope are penalised as by Schwarz (1978).
    return -shape * std::log(scale) + log_gamma(shape) - log_gamma(kPriorShape) +
           kPriorShape * std::log(kPriorScale) - m / 2 * std::log(2 * M_PI) - std::log(m + 1);
  }

  double residual_correlation(const std::vector<size_t>& starts) const {
    double product = 0, square = 0;
    size_t begin = 0;
    for (size_t k = 0; k <= starts.size(); ++k) {
      const size_t end = k < starts.size() ? starts[k] : values_.size();
      const Fit fit = this->fit(begin, end);
      for (size_t i = begin; i < end; ++i) {
        const double now = residual(fit, i);
        square += now * now;
        if (i + 1 < end) product += now * residual(fit, i + 1);
      }
      begin = end;
    }
    return square > 0 ? std::clamp(product / square, 0.0, 0.95) : 0;
  }

 private:
  struct Sums {
    double x = 0, xx = 0, tx = 0;
  };
  struct Fit {
    double mean = 0, slope = 0, centre = 0, residual_square = 0;
  };

  static std::vector<double> scaled(std::span<const double> values) {
    const double n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double variance = 0;
    for (const double x : values) variance += (x - mean) * (x - mean) / n;
    std::vector<double> result;
    for (const double x : values)
      result.push_back((x - mean) / std::sqrt(std::max(variance, 1e-300)));
    return result;
  }
  Fit fit(size_t begin, size_t end) const {
    const double m = static_cast<double>(end - begin);
    const double x = sums_[end].x - sums_[begin].x, xx = sums_[end].xx - sums_[begin].xx,
                 tx = sums_[end].tx - sums_[begin].tx;
    Fit fit{.mean = x / m, .centre = static_cast<double>(begin) + (m - 1) / 2};
    const double time_square = m * (m * m - 1) / 12, covariance = tx - fit.centre * x;
    fit.slope = time_square > 0 ? covariance / time_square : 0;
    fit.residual_square = std::max(0.0, xx - x * x / m - fit.slope * covariance);
    return fit;
  }
  double residual(const Fit& fit, size_t i) const {
    return values_[i] - fit.mean - fit.slope * (static_cast<double>(i) - fit.centre);
  }

  std::vector<double> values_;
  std::vector<Sums> sums_;
};

}  // namespace

std::vector<double> spike_tails(const Series& series, size_t window) {
  std::vector<double> tails(series.size(), 1);
  constexpr size_t kLeastBefore = 12;
  for (size_t i = kLeastBefore; i < series.size(); ++i) {
    const size_t begin = i > window ? i - window : 0;
    double count = 0, volume = 0;
    for (size_t k = begin; k < i; ++k) count += series.counts[k], volume += series.volume[k];
    if (volume <= 0 || series.volume[i] <= 0) continue;
    // Half an event of prior: months of silence do not make the first event a miracle.
    const double rate = (count + 0.5) / volume;
    const double expected = rate * series.volume[i];
    double excess = 0, square = 0;
    for (size_t k = begin; k < i; ++k) {
      const double mu = rate * series.volume[k];
      // An earlier spike must not excuse the next one: residuals are capped at four standard
      // deviations.
      const double residual = std::min(std::abs(series.counts[k] - mu), 4 * std::sqrt(mu));
      excess += residual * residual - mu;
      square += mu * mu;
    }
    const double inverse_size = std::max(excess, 0.0) / (square + 1e-9) +
                                0.5 / (count + 0.5);  // + what is not known of the rate
    tails[i] = negative_binomial_upper_tail(series.counts[i], expected, 1 / inverse_size);
  }
  return tails;
}

Breaks find_breaks(const Series& series, const BreakOptions& options) {
  Breaks found;
  const size_t n = series.size();
  const double count = std::accumulate(series.counts.begin(), series.counts.end(), 0.0);
  const double volume = std::accumulate(series.volume.begin(), series.volume.end(), 0.0);
  if (n < kLeastMonths || count < 5 || volume <= 0) return found;
  found.usable = true;

  const double phi = dispersion(series), mean_rate = count / volume;
  const double price = price_of_break(series, phi, mean_rate, options);
  const SegmentEvidence evidence(series.counts, series.volume, phi, mean_rate);
  const Partition partition = best_partition(n, options.least_segment, price, evidence);
  const std::vector<double> probability =
      break_probabilities(n, options.least_segment, price, evidence);
  for (size_t k = 0; k < partition.starts.size(); ++k) {
    const size_t at = partition.starts[k], begin = k > 0 ? partition.starts[k - 1] : 0;
    const size_t end = k + 1 < partition.starts.size() ? partition.starts[k + 1] : n;
    double near = 0;
    for (size_t i = at > 0 ? at - 1 : 0; i <= std::min(n - 1, at + 1); ++i) near += probability[i];
    found.levels.push_back(
        {series.month(at), std::min(1.0, near), evidence.rate(begin, at), evidence.rate(at, end)});
  }

  const std::vector<double> tails = spike_tails(series);
  for (size_t i = 0; i < n; ++i) {
    if (tails[i] > options.spike_tail || series.counts[i] < options.least_spike) continue;
    const size_t begin = i > 12 ? i - 12 : 0;
    found.spikes.push_back(
        {series.month(i), series.counts[i], evidence.rate(begin, i) * series.volume[i], tails[i]});
  }
  return found;
}

std::vector<double> online_break_probability(const Series& series, double hazard) {
  const size_t n = series.size();
  const double count = std::accumulate(series.counts.begin(), series.counts.end(), 0.0);
  const double volume = std::accumulate(series.volume.begin(), series.volume.end(), 0.0);
  std::vector<double> result(n, 0);
  if (count <= 0 || volume <= 0) return result;
  const SegmentEvidence evidence(series.counts, series.volume, dispersion(series), count / volume);
  std::vector<double> run = {1.0};  // run[k]: the segment of month t began k months before it
  for (size_t t = 0; t < n; ++t) {
    double total = 0;
    for (size_t k = 0; k < run.size(); ++k) {
      run[k] *= std::exp(evidence(t - k, t + 1) - evidence(t - k, t));
      total += run[k];
    }
    for (double& p : run) p /= total > 0 ? total : 1;
    if (t >= 3)
      result[t] = run[0] + run[1] + run[2];  // a series that has just begun has not broken
    for (double& p : run) p *= 1 - hazard;
    run.insert(run.begin(), hazard);
  }
  return result;
}

std::vector<size_t> segment_values(std::span<const double> values, double hazard) {
  const size_t n = values.size();
  if (n < 8) return {};
  const SegmentLines lines(values);
  // Memory from month to month makes chance look like change: what n correlated values say counts
  // as that of n (1 - rho) / (1 + rho) independent ones. rho comes from the residuals of a first,
  // coarse partition.
  const size_t least = std::max<size_t>(3, n / 50);
  const auto partition = [&](double weight, double price) {
    return best_partition(n, least, price, [&](size_t begin, size_t end) {
      return weight * lines.evidence(begin, end);
    });
  };
  const double rho =
      lines.residual_correlation(partition(1, 5 * std::log(static_cast<double>(n))).starts);
  const double weight = (1 - rho) / (1 + rho);
  return partition(weight, -std::log(hazard)).starts;
}

}  // namespace servanda::dyad
