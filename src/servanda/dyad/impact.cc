// Ranks a date among placebo dates.
#include "servanda/dyad/impact.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "servanda/dyad/negative_binomial.h"

namespace servanda::dyad {
namespace {

// Mid-p of |z| among the absolute values of the placebos: ties count half, so that sparse series do
// not make the test timid.
double rank_p(double z, const std::vector<double>& placebos) {
  double larger = 0;
  for (const double placebo : placebos) {
    const double difference = std::abs(placebo) - std::abs(z);
    larger += difference > 1e-9 ? 1 : difference > -1e-9 ? 0.5 : 0;
  }
  return (larger + 0.5) / (static_cast<double>(placebos.size()) + 1);
}

double quantile(std::vector<double> values, double p) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  const auto low = static_cast<size_t>(at);
  const double part = at - static_cast<double>(low);
  return low + 1 < values.size() ? values[low] * (1 - part) + values[low + 1] * part : values[low];
}

std::optional<double> step_score(const Series& series, size_t date, size_t window,
                                 double trend_prior_sd) {
  const StepFit fit = fit_step(series.counts, series.volume, date, window, trend_prior_sd);
  if (!fit.usable) return std::nullopt;
  return fit.effect / fit.effect_error;
}

// Every other date whose whole window lies in the series is a placebo, the nearest ones too. Their
// scores go together with the date's own, and leaving them out would make a chance peak look
// lonelier than it is: 7 to 9 percent of dates would pass for the rarest 5
// (docs/decisions/impact.md). A true step is the peak of its neighbourhood and loses only the ranks
// of the few dates beside it that come out larger by chance.
std::vector<double> placebo_scores(const Series& series, size_t date, size_t window,
                                   const ImpactOptions& options) {
  std::vector<double> scores;
  for (size_t i = window; i + window <= series.size(); ++i) {
    if (i == date) continue;
    if (const auto score = step_score(series, i, window, options.trend_prior_sd))
      scores.push_back(*score);
  }
  return scores;
}

WindowImpact window_impact(const Series& series, size_t date, size_t window,
                           const std::vector<Series>& others, const ImpactOptions& options) {
  WindowImpact result{.window = window};
  result.months_before = std::min(window, date);
  result.months_after = std::min(window, series.size() - date);
  double volume_before = 0, volume_after = 0;
  for (size_t i = date - result.months_before; i < date; ++i)
    result.events_before += series.counts[i], volume_before += series.volume[i];
  for (size_t i = date; i < date + result.months_after; ++i)
    result.events_after += series.counts[i], volume_after += series.volume[i];
  const StepFit fit = fit_step(series.counts, series.volume, date, window, options.trend_prior_sd);
  if (!fit.usable || volume_before <= 0 || volume_after <= 0) return result;
  result.ratio =
      ((result.events_after + 0.5) / volume_after) / ((result.events_before + 0.5) / volume_before);

  const std::vector<double> placebos = placebo_scores(series, date, window, options);
  result.placebos = placebos.size();
  const double z = fit.effect / fit.effect_error;
  std::vector<double> elsewhere;
  for (const Series& other : others) {
    const MonthNumber month = series.month(date);
    if (month < other.first || month >= other.first + static_cast<MonthNumber>(other.size()))
      continue;
    const auto score =
        step_score(other, static_cast<size_t>(month - other.first), window, options.trend_prior_sd);
    if (score) elsewhere.push_back(*score);
  }
  result.other_dyads = elsewhere.size();
  if (!elsewhere.empty()) result.other_dyads_p = rank_p(z, elsewhere);
  if (placebos.size() < options.least_placebos) return result;

  result.placebo_p = rank_p(z, placebos);
  std::vector<double> sizes;
  for (const double placebo : placebos) sizes.push_back(std::abs(placebo));
  const double critical = quantile(sizes, 1 - options.level);
  result.ratio_low = std::exp(fit.effect - critical * fit.effect_error);
  result.ratio_high = std::exp(fit.effect + critical * fit.effect_error);

  // A true effect shifts the score by log(ratio) / error; power is the share of placebos that the
  // shift would lift over the critical value.
  const auto power = [&](double ratio) {
    const double shift = std::log(ratio) / fit.effect_error;
    return static_cast<double>(
               std::count_if(placebos.begin(), placebos.end(),
                             [&](double s) { return std::abs(s + shift) > critical; })) /
           static_cast<double>(placebos.size());
  };
  result.power_for_relevant = power(options.relevant_ratio);
  double low = 1, high = 1024;
  for (int i = 0; i < 40; ++i) {
    const double middle = std::sqrt(low * high);
    (power(middle) >= 0.8 ? high : low) = middle;
  }
  result.detectable_ratio = high;

  if (result.placebo_p <= options.level) {
    result.verdict = fit.effect > 0 ? Verdict::kRose : Verdict::kFell;
  } else if (result.detectable_ratio <= options.relevant_ratio) {
    result.verdict = Verdict::kNoLargerChange;
  }
  return result;
}

}  // namespace

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kRose:
      return "rose";
    case Verdict::kFell:
      return "fell";
    case Verdict::kNoLargerChange:
      return "no change larger than";
    case Verdict::kCannotTell:
      return "cannot tell";
  }
  return "cannot tell";
}

Impact impact(const Series& series, MonthNumber date, const std::vector<Series>& others,
              const ImpactOptions& options) {
  Impact result{.date = date};
  const auto last = series.first + static_cast<MonthNumber>(series.size());
  if (date <= series.first || date >= last) return result;
  for (const size_t window : options.windows) {
    result.windows.push_back(
        window_impact(series, static_cast<size_t>(date - series.first), window, others, options));
  }
  if (!result.windows.empty()) result.verdict = result.windows.front().verdict;
  return result;
}

}  // namespace servanda::dyad
