// servanda outlook: what the coming months are likely to hold, and how well that has worked.
#include "servanda/dyad/outlook.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "series_options.h"
#include "servanda/base/json.h"

namespace servanda::apps {
namespace {

struct OutlookCommand {
  SeriesOptions series;
  size_t months = 6;
};

double at_least_one(const dyad::CountDistribution& d) {
  return d.probability.empty() ? 0 : 1 - d.probability[0];
}

void print_json(const Counted& counted, const dyad::Outlook& outlook) {
  base::JsonWriter json;
  json.begin_object().key("a").value(counted.a).key("b").value(counted.b);
  json.key("source").value(counted.dyad.origin).key("volume").value(counted.dyad.volume);
  json.key("last_seen").value(dyad::print_month(outlook.last_seen));
  json.key("forecaster")
      .value(dyad::name(outlook.used))
      .key("model_is_better")
      .value(outlook.model_is_better);
  json.key("same_level").value(outlook.same_level).key("months").begin_array();
  for (const dyad::MonthOutlook& month : outlook.months) {
    const dyad::CountDistribution& d = month.distribution;
    json.begin_object()
        .key("month")
        .value(dyad::print_month(month.month))
        .key("mean")
        .value(d.mean());
    json.key("median").value(d.quantile(0.5)).key("interval_90").begin_array();
    json.value(d.quantile(0.05)).value(d.quantile(0.95)).end_array();
    json.key("probability").begin_array();
    double left = 1;
    for (size_t k = 0; k < d.probability.size() && left > 1e-4; ++k) {
      json.value(d.probability[k]);
      left -= d.probability[k];
    }
    json.end_array().end_object();
  }
  json.end_array().key("back_test").begin_array();
  for (int f = 0; f < dyad::kForecasterCount; ++f) {
    const dyad::Score& score = outlook.scores[f];
    json.begin_object().key("forecaster").value(dyad::name(static_cast<dyad::Forecaster>(f)));
    json.key("forecasts")
        .value(static_cast<uint64_t>(score.forecasts))
        .key("crps")
        .value(score.crps);
    json.key("log_score")
        .value(score.log_score)
        .key("coverage_90")
        .value(score.coverage_90)
        .end_object();
  }
  json.end_array().end_object();
  fmt::print("{}\n", json.text());
}

int run(OutlookCommand& options) {
  const auto counted = count_dyad(options.series);
  if (!counted) return report(counted.error());
  const dyad::Series& series = counted->dyad.series;
  if (series.counts.empty()) {
    return report({base::ErrorCode::kRefused,
                   "there is no month to learn from: the documents have no dates", ""});
  }
  // Silence of the documents is no forecast of silence.
  if (std::none_of(series.counts.begin(), series.counts.end(), [](double n) { return n > 0; })) {
    return report({base::ErrorCode::kRefused,
                   fmt::format("cannot tell: there is no dated act between {} and {} to learn from",
                               counted->a, counted->b),
                   ""});
  }
  const dyad::Outlook outlook = dyad::outlook(series, options.months);
  if (options.series.ledger.json) {
    print_json(*counted, outlook);
    return 0;
  }
  fmt::print("{} and {}: {}\nfrom {}; volume: {}\n", counted->a, counted->b, span_of(series),
             counted->dyad.origin, counted->dyad.volume);
  fmt::print("has seen the months up to {}\n\n{:<10}{:>8}{:>8}{:>14}{:>16}\n",
             dyad::print_month(outlook.last_seen), "month", "mean", "median", "90 % between",
             "at least one");
  for (const dyad::MonthOutlook& month : outlook.months) {
    const dyad::CountDistribution& d = month.distribution;
    fmt::print("{:<10}{:>8.1f}{:>8.0f}{:>14}{:>15.0f}%\n", dyad::print_month(month.month), d.mean(),
               d.quantile(0.5),
               fmt::format("{:.0f} and {:.0f}", d.quantile(0.05), d.quantile(0.95)),
               100 * at_least_one(d));
  }
  if (outlook.scores[0].forecasts == 0) {
    fmt::print("\nThe series is too short for a back-test: this is its long mean.\n");
    return 0;
  }
  fmt::print(
      "\nBack-test of the last {} months, one month ahead (CRPS and log score: lower is better)\n",
      outlook.scores[0].forecasts);
  for (int f = 0; f < dyad::kForecasterCount; ++f) {
    const dyad::Score& score = outlook.scores[f];
    fmt::print("  {:<20} CRPS {:.3f}   log score {:.3f}   90 % intervals held {:.0f} %{}\n",
               dyad::name(static_cast<dyad::Forecaster>(f)), score.crps, score.log_score,
               100 * score.coverage_90,
               static_cast<dyad::Forecaster>(f) == outlook.used ? "   <- used" : "");
  }
  if (!outlook.model_is_better) {
    fmt::print(
        "The count model was not better than '{}' here: the figures above are the latter's.\n",
        dyad::name(outlook.used));
  }
  fmt::print(
      "More of the same (next year within a factor of 1.5 of the last): probability {:.2f}\n",
      outlook.same_level);
  return 0;
}

}  // namespace

void add_outlook(CLI::App& program, Common& common) {
  auto options = std::make_shared<OutlookCommand>();
  CLI::App* command = program.add_subcommand(
      "outlook", "What the coming months are likely to hold, with a back-test beside it");
  add_series_options(command, options->series);
  command->add_option("--months", options->months, "How many months ahead")
      ->check(CLI::Range(1, 12))
      ->capture_default_str();
  command->footer(
      "Example:\n  servanda outlook world.servanda RUS IRN --months 12\n  servanda outlook RUS IRN "
      "--counts counts.csv --json");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
