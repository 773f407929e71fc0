// Measures the outlook, the spikes and the breaks on monthly counts of many dyads.
//
//   evaluate_dyads COUNTS.csv [SHOCKS.csv]    columns a,b,month,n_comention_events,n_all_events;
//   a,b,date,event,direction,expected_signature
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "servanda/dyad/breaks.h"
#include "servanda/dyad/impact.h"
#include "servanda/dyad/negative_binomial.h"
#include "servanda/dyad/outlook.h"

namespace {

using namespace servanda::dyad;  // NOLINT(google-build-using-namespace): a tool of one file

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream stream(line);
  std::string field;
  while (std::getline(stream, field, ',')) fields.push_back(field);
  return fields;
}

MonthNumber parse_month(const std::string& text) {
  return month_number(std::atoi(text.c_str()), std::atoi(text.c_str() + 5));
}

std::vector<Series> read_counts(const char* path) {
  std::map<std::string, Series> dyads;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto f = split(line);
    if (f.size() < 5) continue;
    Series& series = dyads[f[0] + "-" + f[1]];
    if (series.counts.empty()) series.first = parse_month(f[2]), series.name = f[0] + "-" + f[1];
    series.counts.push_back(std::atof(f[3].c_str()));
    series.volume.push_back(std::atof(f[4].c_str()));
  }
  std::vector<Series> all;
  for (auto& [name, series] : dyads) all.push_back(std::move(series));
  return all;
}

void evaluate_outlook(const std::vector<Series>& all) {
  fmt::print(
      "Outlook: rolling back-test over {} dyads from month 60 on\n{:<20}{:>8}{:>10}{:>10}{:>12}\n",
      all.size(), "forecaster", "months", "CRPS", "log score", "cover 90 %");
  for (const size_t horizon : {size_t{1}, size_t{3}, size_t{12}}) {
    for (int f = 0; f < kForecasterCount; ++f) {
      Score total;
      for (const Series& series : all) {
        const Score score = back_test(series, horizon, static_cast<Forecaster>(f), 60);
        const auto n = static_cast<double>(score.forecasts);
        total.crps += score.crps * n, total.log_score += score.log_score * n,
            total.coverage_90 += score.coverage_90 * n;
        total.forecasts += score.forecasts;
      }
      const auto n = static_cast<double>(total.forecasts);
      fmt::print("{:<20}{:>8}{:>10.4f}{:>10.4f}{:>11.1f}%\n", name(static_cast<Forecaster>(f)),
                 horizon, total.crps / n, total.log_score / n, 100 * total.coverage_90 / n);
    }
  }
}

// The plain rule: above the 99.9 percent Poisson bound of the 24 months before, volume-adjusted.
std::vector<double> plain_tails(const Series& series) {
  std::vector<double> tails(series.size(), 1);
  for (size_t i = 12; i < series.size(); ++i) {
    double count = 0, volume = 0;
    for (size_t k = i > 24 ? i - 24 : 0; k < i; ++k)
      count += series.counts[k], volume += series.volume[k];
    if (volume > 0)
      tails[i] = negative_binomial_upper_tail(
          series.counts[i], std::max(count / volume * series.volume[i], 1e-9), 1e9);
  }
  return tails;
}

struct Shock {
  std::string dyad;
  MonthNumber month;
  bool expects_something;
};

struct Rates {
  int found = 0, shocks = 0, alarms = 0, quiet_months = 0;
};

// A shock is found if one of its own month and the `late` months after it is flagged.
Rates rates(const std::vector<Series>& all, const std::vector<Shock>& shocks, double threshold,
            size_t late, std::vector<double> (*tails)(const Series&)) {
  Rates result;
  for (const Series& series : all) {
    const std::vector<double> tail = tails(series);
    const auto flagged = [&](size_t i) { return tail[i] <= threshold && series.counts[i] >= 3; };
    std::vector<bool> near(series.size(), false);
    for (const Shock& shock : shocks) {
      if (shock.dyad != series.name || !shock.expects_something) continue;
      const auto at = static_cast<size_t>(shock.month - series.first);
      bool hit = false;
      for (size_t i = at; i < std::min(at + late + 1, series.size()); ++i) hit = hit || flagged(i);
      for (size_t i = at > 3 ? at - 3 : 0; i < std::min(at + 13, series.size()); ++i)
        near[i] = true;
      ++result.shocks;
      result.found += hit;
    }
    for (size_t i = 12; i < series.size(); ++i) {
      if (near[i]) continue;
      ++result.quiet_months;
      result.alarms += flagged(i);
    }
  }
  return result;
}

void evaluate_spikes(const std::vector<Series>& all, const std::vector<Shock>& shocks) {
  const auto ours = [](const Series& s) { return spike_tails(s); };
  fmt::print("\n");
  for (const size_t late : {size_t{0}, size_t{1}, size_t{2}, size_t{3}}) {
    const Rates plain = rates(all, shocks, 0.001, late, plain_tails);
    const double plain_rate = static_cast<double>(plain.alarms) / plain.quiet_months;
    double threshold = 0.2;
    Rates same = rates(all, shocks, threshold, late, ours);
    while (threshold > 1e-9 && static_cast<double>(same.alarms) / same.quiet_months > plain_rate)
      same = rates(all, shocks, threshold *= 0.9, late, ours);
    fmt::print(
        "Spikes, up to {} months late: plain Poisson rule {} of {} shocks, alarms in {:.2f}% of "
        "other "
        "months; ours {}, {:.2f}% (tail {:.2g})\n",
        late, plain.found, plain.shocks, 100 * plain_rate, same.found,
        100.0 * same.alarms / same.quiet_months, threshold);
  }
  for (const double threshold : {0.01, 0.001, 0.0005, 0.0001}) {
    const Rates at = rates(all, shocks, threshold, 1, ours);  // late in a month shows in the next
    fmt::print("        tail {:<8}          {} of {} shocks, alarms in {:.2f}%\n", threshold,
               at.found, at.shocks, 100.0 * at.alarms / at.quiet_months);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: evaluate_dyads COUNTS.csv [SHOCKS.csv]\n");
    return 2;
  }
  const std::vector<Series> all = read_counts(argv[1]);
  if (argc > 2) {
    std::vector<Shock> shocks;
    std::ifstream file(argv[2]);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      const auto f = split(line);
      if (f.size() < 6) continue;
      shocks.push_back(
          {f[0] + "-" + f[1], parse_month(f[2]), f[5].find("NULL") == std::string::npos});
      for (const Series& series : all) {
        if (series.name != shocks.back().dyad) continue;
        std::vector<Series> others;
        for (const Series& other : all) {
          if (other.name != series.name) others.push_back(other);
        }
        const Impact found = impact(series, shocks.back().month, others);
        const Breaks breaks = find_breaks(series);
        std::string near;
        for (const LevelBreak& level : breaks.levels) {
          if (std::abs(level.month - shocks.back().month) <= 3)
            near += fmt::format(" level {} (p {:.2f}, x{:.1f})", print_month(level.month),
                                level.probability,
                                level.rate_after / std::max(level.rate_before, 1e-9));
        }
        for (const Spike& spike : breaks.spikes) {
          if (spike.month >= shocks.back().month && spike.month <= shocks.back().month + 1)
            near += fmt::format(" spike {}", print_month(spike.month));
        }
        const WindowImpact& w = found.windows.empty() ? WindowImpact{} : found.windows.front();
        fmt::print(
            "{:<8} {} {:<28} expected {:<36} impact: {:<20} x{:.2f} [{:.2f}, {:.2f}] p {:.3f} "
            "power(x2) {:.2f};{}\n",
            series.name, print_month(shocks.back().month), f[3], f[5], name(found.verdict), w.ratio,
            w.ratio_low, w.ratio_high, w.placebo_p, w.power_for_relevant, near);
      }
    }
    evaluate_spikes(all, shocks);
  }
  evaluate_outlook(all);
  return 0;
}
