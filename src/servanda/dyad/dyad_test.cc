// Densities, the impact of a date, breaks and outlooks on series whose truth is known.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "servanda/dyad/breaks.h"
#include "servanda/dyad/impact.h"
#include "servanda/dyad/negative_binomial.h"
#include "servanda/dyad/outlook.h"

namespace servanda::dyad {
namespace {

// A Poisson dyad whose rate is multiplied at `step`.
Series simulated(size_t months, double mean, size_t step, double ratio, uint64_t seed) {
  std::mt19937_64 random(seed);
  Series series{.name = "A-B", .first = month_number(2005, 1), .counts = {}, .volume = {}};
  for (size_t i = 0; i < months; ++i) {
    series.counts.push_back(static_cast<double>(
        std::poisson_distribution<int>(mean * (i >= step ? ratio : 1))(random)));
    series.volume.push_back(300);
  }
  return series;
}

TEST(NegativeBinomial, SumsToOneAndTendsToPoisson) {
  double sum = 0;
  for (int y = 0; y < 400; ++y) sum += std::exp(log_negative_binomial(y, 7.5, 1.3));
  EXPECT_NEAR(sum, 1, 1e-9);
  EXPECT_NEAR(log_negative_binomial(3, 2, 1e9), 3 * std::log(2.0) - 2 - std::log(6.0), 1e-9);
  EXPECT_NEAR(negative_binomial_cdf(4, 3, 2) + negative_binomial_upper_tail(5, 3, 2), 1, 1e-9);
  EXPECT_EQ(negative_binomial_quantile(0.5, 1e-9, 2), 0);
}

TEST(FitStep, FindsTheRatioOfTwoRates) {
  const Series series = simulated(48, 20, 24, 2, 1);
  const StepFit fit = fit_step(series.counts, series.volume, 24, 24, 0);
  ASSERT_TRUE(fit.usable);
  EXPECT_NEAR(std::exp(fit.effect), 2, 0.25);
}

TEST(FitStep, IsNotUsableWithoutEventsOrVolume) {
  const std::vector<double> none(24, 0), one(24, 1);
  EXPECT_FALSE(fit_step(none, one, 12, 12, 0.25).usable);
  EXPECT_FALSE(fit_step(one, none, 12, 12, 0.25).usable);
  EXPECT_FALSE(fit_step(one, one, 0, 12, 0.25).usable);
}

TEST(Impact, SeesALargeChangeAndItsDirection) {
  const Series up = simulated(200, 6, 100, 3, 2), down = simulated(200, 12, 100, 0.3, 3);
  EXPECT_EQ(impact(up, up.month(100), {}).verdict, Verdict::kRose);
  EXPECT_EQ(impact(down, down.month(100), {}).verdict, Verdict::kFell);
}

TEST(Impact, SaysThatItCannotTellOnSparseOrShortSeries) {
  const Series sparse = simulated(240, 0.2, 120, 2, 4), brief = simulated(20, 5, 10, 1, 5);
  EXPECT_EQ(impact(sparse, sparse.month(120), {}).verdict, Verdict::kCannotTell);
  EXPECT_EQ(impact(brief, brief.month(10), {}).verdict, Verdict::kCannotTell);
  EXPECT_EQ(impact(brief, month_number(1990, 1), {}).verdict, Verdict::kCannotTell);
}

TEST(Impact, RulesOutADoublingWhereItWouldHaveBeenSeen) {
  const Series busy = simulated(240, 30, 0, 1, 12);
  const Impact found = impact(busy, busy.month(120), {});
  EXPECT_EQ(found.verdict, Verdict::kNoLargerChange);
  EXPECT_LT(found.windows.front().detectable_ratio, 2);
  EXPECT_GT(found.windows.front().power_for_relevant, 0.8);
}

TEST(Breaks, FindsALevelShiftAndItsMonth) {
  const Series series = simulated(150, 4, 90, 4, 7);
  const Breaks found = find_breaks(series);
  ASSERT_EQ(found.levels.size(), 1u);
  EXPECT_NEAR(found.levels[0].month - series.first, 90, 1);
  EXPECT_GT(found.levels[0].probability, 0.8);
}

TEST(Breaks, SaysNoneWhereNothingChanged) {
  int with_breaks = 0;
  for (uint64_t seed = 10; seed < 30; ++seed)
    with_breaks += !find_breaks(simulated(150, 4, 0, 1, seed)).levels.empty();
  EXPECT_LE(with_breaks, 3);  // one in twenty by design
}

TEST(Breaks, FindsASpike) {
  Series series = simulated(80, 2, 0, 1, 8);
  series.counts[60] = 15;
  const Breaks found = find_breaks(series);
  ASSERT_FALSE(found.spikes.empty());
  EXPECT_EQ(found.spikes.front().month, series.month(60));
  EXPECT_FALSE(find_breaks(simulated(10, 2, 0, 1, 8)).usable);
}

TEST(OnlineBreakProbability, RisesAfterAShiftAndNotBefore) {
  const Series series = simulated(120, 3, 80, 5, 9);
  const std::vector<double> probability = online_break_probability(series);
  EXPECT_LT(probability[70], 0.3);
  EXPECT_GT(*std::max_element(probability.begin() + 80, probability.begin() + 84), 0.8);
}

TEST(SegmentValues, FindsAShiftOfTheMean) {
  std::vector<double> values;
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  for (int i = 0; i < 100; ++i) values.push_back(normal(random) + (i >= 60 ? 5 : 0));
  const std::vector<size_t> starts = segment_values(values);
  ASSERT_EQ(starts.size(), 1u);
  EXPECT_NEAR(static_cast<double>(starts[0]), 60, 1);
}

TEST(Outlook, GivesDistributionsThatSumToOne) {
  const Series series = simulated(100, 3, 0, 1, 11);
  const Outlook coming = outlook(series, 12);
  ASSERT_EQ(coming.months.size(), 12u);
  for (const MonthOutlook& month : coming.months) {
    double sum = 0;
    for (const double p : month.distribution.probability) sum += p;
    EXPECT_NEAR(sum, 1, 1e-6);
    EXPECT_NEAR(month.distribution.mean(), 3, 1.5);
  }
  EXPECT_GT(coming.same_level, 0.5);
}

TEST(Outlook, AMonthWithoutAnyReportsTellsNoRate) {
  Series series = simulated(100, 3, 0, 1, 12);
  for (const size_t i : {50, 88, 99}) series.counts[i] = series.volume[i] = 0;
  for (const Forecaster which : {Forecaster::kLastMonth, Forecaster::kLastYear}) {
    const CountDistribution coming = forecast(series, 1, which);
    EXPECT_LT(coming.quantile(0.999), 1000);
  }
}

TEST(NegativeBinomial, HoldsForTheLargeCountsOfMachineCodedData) {
  EXPECT_NEAR(negative_binomial_cdf(20000, 20000, 1e9), 0.5, 0.01);
  EXPECT_NEAR(negative_binomial_quantile(0.5, 20000, 1e9), 20000, 2);
  EXPECT_NEAR(negative_binomial_quantile(0.975, 20000, 1e9), 20000 + 1.96 * std::sqrt(20000), 3);
}

TEST(Scores, RewardTheTruth) {
  CountDistribution sure{{0, 0, 1}}, wide{{0.2, 0.2, 0.2, 0.2, 0.2}};
  EXPECT_EQ(crps(sure, 2), 0);
  EXPECT_LT(crps(wide, 2), crps(sure, 4));
  EXPECT_EQ(log_score(sure, 0), 20);
  EXPECT_DOUBLE_EQ(share_covered(sure, 2, 0.05, 0.95), 0.9);
}

}  // namespace
}  // namespace servanda::dyad
