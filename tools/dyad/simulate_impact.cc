// Simulates dyads in which nothing changed, and dyads with a known change, and counts what `impact`
// says of them.
//
//   simulate_impact [--rounds 1000] [--window 24] [--none]     prints the tables of
//   docs/figures/dyad.md; seeds are fixed
//
// --window asks for one window only, --none for the column without a change only.
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

#include "servanda/dyad/impact.h"

namespace {

using servanda::dyad::Impact;
using servanda::dyad::Series;
using servanda::dyad::Verdict;

// How a simulated dyad behaves. Counts are Poisson around mean * exp(AR(1)) * gamma noise.
struct World {
  std::string_view name;
  double mean;             // events a month
  double dispersion_size;  // gamma noise; large: none
  double correlation;      // AR(1) of the log rate, month to month
  double spread;           // standard deviation of the log rate
  size_t months;
};

constexpr World kWorlds[] = {
    {"Poisson, 3 a month", 3, 1e9, 0, 0, 240},
    {"overdispersed (r = 1)", 3, 1, 0, 0, 240},
    {"autocorrelated (0.6)", 3, 1e9, 0.6, 0.6, 240},
    {"autocorrelated (0.8), r = 2", 5, 2, 0.8, 0.6, 240},
    {"sparse (0.3 a month)", 0.3, 1e9, 0, 0, 240},
    {"sparse, overdispersed (r = 0.5)", 0.3, 0.5, 0, 0, 240},
    {"sparse, autocorrelated (0.7)", 0.5, 1e9, 0.7, 0.8, 240},
    {"short (72 months), r = 2", 4, 2, 0.3, 0.4, 72},
};

Series simulate(const World& world, std::mt19937_64& random, size_t step, double ratio) {
  Series series{.name = std::string(world.name), .first = 24000, .counts = {}, .volume = {}};
  std::normal_distribution<double> normal;
  double log_rate = world.spread * normal(random);
  for (size_t i = 0; i < world.months; ++i) {
    log_rate = world.correlation * log_rate +
               world.spread * std::sqrt(1 - world.correlation * world.correlation) * normal(random);
    const double volume =
        300 + 200 * std::sin(static_cast<double>(i) / 20.0);  // reporting swells and ebbs
    double mean = world.mean * volume / 300 * std::exp(log_rate) * (i >= step ? ratio : 1);
    if (world.dispersion_size < 1e6)
      mean *=
          std::gamma_distribution<double>(world.dispersion_size, 1 / world.dispersion_size)(random);
    series.counts.push_back(
        mean > 0 ? static_cast<double>(std::poisson_distribution<int>(mean)(random)) : 0);
    series.volume.push_back(volume);
  }
  return series;
}

// Share of rounds in which the first window calls a change.
double share_called(const World& world, size_t window, double ratio, int rounds,
                    double& cannot_tell) {
  int called = 0, silent = 0;
  std::mt19937_64 random(20250117);
  for (int round = 0; round < rounds; ++round) {
    std::uniform_int_distribution<size_t> any(window, world.months - window);
    const size_t date = any(random);
    const Series series = simulate(world, random, date, ratio);
    const Impact found =
        servanda::dyad::impact(series, series.month(date), {}, {.windows = {window}});
    called += found.verdict == Verdict::kRose || found.verdict == Verdict::kFell;
    silent += found.verdict == Verdict::kCannotTell;
  }
  cannot_tell = static_cast<double>(silent) / rounds;
  return static_cast<double>(called) / rounds;
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 1000;
  size_t only_window = 0;
  bool only_none = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    if (option == "--rounds" && i + 1 < argc)
      rounds = std::atoi(argv[++i]);
    else if (option == "--window" && i + 1 < argc)
      only_window = static_cast<size_t>(std::atoi(argv[++i]));
    else if (option == "--none")
      only_none = true;
  }
  fmt::print("{:<34}{:>7}{:>9}{:>9}{:>9}{:>9}\n", "world", "window", "none", "x1.5", "x2", "x4");
  for (const World& world : kWorlds) {
    for (const size_t window : {size_t{6}, size_t{12}, size_t{24}}) {
      if (world.months < 3 * window || (only_window != 0 && window != only_window)) continue;
      fmt::print("{:<34}{:>7}", world.name, window);
      for (const double ratio : {1.0, 1.5, 2.0, 4.0}) {
        if (only_none && ratio != 1) continue;
        double cannot_tell = 0;
        fmt::print("{:>8.1f}%", 100 * share_called(world, window, ratio,
                                                   ratio == 1 ? rounds : rounds / 4, cannot_tell));
      }
      fmt::print("\n");
      std::fflush(stdout);
    }
  }
  return 0;
}
