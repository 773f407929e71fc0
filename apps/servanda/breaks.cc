// servanda breaks: when a dyad changed by itself.
#include "servanda/dyad/breaks.h"

#include <fmt/format.h>

#include <memory>

#include "series_options.h"
#include "servanda/base/json.h"
#include "servanda/service/plot.h"

namespace servanda::apps {
namespace {

void print_json(const Counted& counted, const dyad::Breaks& breaks) {
  const dyad::Series& series = counted.dyad.series;
  base::JsonWriter json;
  json.begin_object().key("a").value(counted.a).key("b").value(counted.b);
  json.key("source").value(counted.dyad.origin).key("volume").value(counted.dyad.volume);
  json.key("first")
      .value(dyad::print_month(series.first))
      .key("months")
      .value(static_cast<uint64_t>(series.size()));
  json.key("verdict").value(!breaks.usable          ? "cannot tell"
                            : breaks.levels.empty() ? "none"
                                                    : "breaks");
  json.key("levels").begin_array();
  for (const dyad::LevelBreak& level : breaks.levels) {
    json.begin_object().key("month").value(dyad::print_month(level.month));
    json.key("probability").value(level.probability).key("rate_before").value(level.rate_before);
    json.key("rate_after").value(level.rate_after).end_object();
  }
  json.end_array().key("spikes").begin_array();
  for (const dyad::Spike& spike : breaks.spikes) {
    json.begin_object()
        .key("month")
        .value(dyad::print_month(spike.month))
        .key("count")
        .value(spike.count);
    json.key("expected").value(spike.expected).key("tail").value(spike.tail).end_object();
  }
  json.end_array().end_object();
  fmt::print("{}\n", json.text());
}

int run(SeriesOptions& options) {
  const auto counted = count_dyad(options);
  if (!counted) return report(counted.error());
  const dyad::Series& series = counted->dyad.series;
  const dyad::Breaks breaks = dyad::find_breaks(series);
  if (!options.svg.empty()) {
    std::vector<service::Mark> marks;
    for (const dyad::LevelBreak& level : breaks.levels)
      marks.push_back({level.month, dyad::print_month(level.month)});
    if (const auto drawn = write_whole(options.svg, service::series_svg(series, marks)); !drawn)
      return report(drawn.error());
  }
  if (options.ledger.json) {
    print_json(*counted, breaks);
    return 0;
  }
  fmt::print("{} and {}: {}\nfrom {}; volume: {}\n", counted->a, counted->b, span_of(series),
             counted->dyad.origin, counted->dyad.volume);
  if (!breaks.usable) {
    fmt::print("cannot tell: this needs at least 24 months and 5 events\n");
    return 0;
  }
  fmt::print("shifts of level: {}\n", breaks.levels.empty() ? "none" : "");
  for (const dyad::LevelBreak& level : breaks.levels) {
    const double ratio = level.rate_before > 0 ? level.rate_after / level.rate_before : 0;
    fmt::print("  {}  rate {}  probability {:.2f}\n", dyad::print_month(level.month),
               ratio > 0 ? fmt::format("times {:.2f}", ratio) : "from nothing", level.probability);
  }
  fmt::print("single months that stand out: {}\n", breaks.spikes.empty() ? "none" : "");
  for (const dyad::Spike& spike : breaks.spikes) {
    fmt::print("  {}  {:.0f} events, {:.1f} expected, tail {:.1e}\n",
               dyad::print_month(spike.month), spike.count, spike.expected, spike.tail);
  }
  return 0;
}

}  // namespace

void add_breaks(CLI::App& program, Common& common) {
  auto options = std::make_shared<SeriesOptions>();
  CLI::App* command = program.add_subcommand(
      "breaks", "When did a dyad change by itself: shifts of level and months that stand out");
  add_series_options(command, *options);
  command->add_option("--svg", options->svg, "Draw the series and its shifts into this file");
  command->footer(
      "A shift must gain more than the best one gains in series whose blocks of six months are\n"
      "shuffled, so 'none' is an answer.\n"
      "Example:\n  servanda breaks world.servanda RUS UKR\n"
      "  servanda breaks RUS UKR --counts counts.csv --svg breaks.svg");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
