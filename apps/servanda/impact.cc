// servanda impact: did a date change anything?
#include "servanda/dyad/impact.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "series_options.h"
#include "servanda/base/json.h"
#include "servanda/dyad/balance.h"
#include "servanda/dyad/breaks.h"
#include "servanda/service/plot.h"

namespace servanda::apps {
namespace {

struct ImpactCommand {
  SeriesOptions series;
  std::string on;
  std::vector<size_t> windows = {12, 6, 24};
};

constexpr size_t kMostRivals = 12;

// Acts in the window that may have changed something themselves: the weightiest, by date.
std::vector<const ledger::Occurrence*> rivals(const ledger::Account& account,
                                              dyad::MonthNumber date, size_t window) {
  std::vector<const ledger::Occurrence*> found;
  for (const ledger::Occurrence& occurrence : account.occurrences) {
    const dyad::MonthNumber month = dyad::month_of(occurrence.date);
    if (month < 0 || !dyad::counts_as_fact(occurrence)) continue;
    if (std::abs(month - date) < static_cast<dyad::MonthNumber>(window))
      found.push_back(&occurrence);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto* x, const auto* y) {
    return std::abs(x->score) != std::abs(y->score) ? std::abs(x->score) > std::abs(y->score)
                                                    : x->reports.size() > y->reports.size();
  });
  if (found.size() > kMostRivals) found.resize(kMostRivals);
  std::stable_sort(found.begin(), found.end(), [](const auto* x, const auto* y) {
    return record::order(x->date, y->date) < 0;
  });
  return found;
}

struct Finding {
  dyad::Impact impact;
  std::vector<dyad::LevelBreak> near;  // shifts of level that nobody asked about
  std::vector<const ledger::Occurrence*> rivals;
};

Finding find(const Counted& counted, const ImpactCommand& options, dyad::MonthNumber date) {
  Finding finding;
  finding.impact =
      dyad::impact(counted.dyad.series, date, counted.dyad.others, {.windows = options.windows});
  const size_t window = options.windows.front();
  for (const dyad::LevelBreak& level : dyad::find_breaks(counted.dyad.series).levels) {
    if (std::abs(level.month - date) <= static_cast<dyad::MonthNumber>(window))
      finding.near.push_back(level);
  }
  if (counted.account) finding.rivals = rivals(*counted.account, date, window);
  return finding;
}

// The verdict in one sentence, with what it rests on.
std::string sentence(const dyad::Impact& impact) {
  if (impact.windows.empty()) return "cannot tell: the date lies outside the months that are known";
  const dyad::WindowImpact& w = impact.windows.front();
  const std::string power = fmt::format(
      "a doubling or a halving would be seen in {:.0f} % of cases", 100 * w.power_for_relevant);
  switch (impact.verdict) {
    case dyad::Verdict::kRose:
    case dyad::Verdict::kFell:
      return fmt::format("{}: times {:.2f} [{:.2f}, {:.2f}], placebo rank p {:.3f}",
                         dyad::name(impact.verdict), w.ratio, w.ratio_low, w.ratio_high,
                         w.placebo_p);
    case dyad::Verdict::kNoLargerChange:
      return fmt::format("no change larger than times {:.2f}: placebo rank p {:.2f}, and {}",
                         w.detectable_ratio, w.placebo_p, power);
    case dyad::Verdict::kCannotTell:
      break;
  }
  if (w.events_before + w.events_after == 0)
    return fmt::format("cannot tell: there is no dated act within {} months of it", w.window);
  if (w.placebos < dyad::ImpactOptions().least_placebos)
    return fmt::format("cannot tell: only {} other dates to compare with", w.placebos);
  return fmt::format("cannot tell: placebo rank p {:.2f}, and {}", w.placebo_p, power);
}

std::string codes(const std::vector<record::Actor>& actors) {
  std::string text;
  for (const record::Actor& actor : actors) {
    if (text.find(actor.code) == std::string::npos) text += (text.empty() ? "" : " ") + actor.code;
  }
  return text.empty() ? "-" : text;
}

void print_json(const Counted& counted, const Finding& finding) {
  base::JsonWriter json;
  json.begin_object().key("a").value(counted.a).key("b").value(counted.b);
  json.key("source").value(counted.dyad.origin).key("volume").value(counted.dyad.volume);
  json.key("month")
      .value(dyad::print_month(finding.impact.date))
      .key("verdict")
      .value(dyad::name(finding.impact.verdict));
  json.key("sentence").value(sentence(finding.impact)).key("windows").begin_array();
  for (const dyad::WindowImpact& w : finding.impact.windows) {
    json.begin_object().key("window_months").value(static_cast<uint64_t>(w.window));
    json.key("months_before")
        .value(static_cast<uint64_t>(w.months_before))
        .key("months_after")
        .value(static_cast<uint64_t>(w.months_after));
    json.key("events_before")
        .value(w.events_before)
        .key("events_after")
        .value(w.events_after)
        .key("ratio")
        .value(w.ratio);
    json.key("ratio_interval_95").begin_array().value(w.ratio_low).value(w.ratio_high).end_array();
    json.key("placebo_p")
        .value(w.placebo_p)
        .key("placebos")
        .value(static_cast<uint64_t>(w.placebos));
    json.key("other_dyads_p")
        .value(w.other_dyads_p)
        .key("other_dyads")
        .value(static_cast<uint64_t>(w.other_dyads));
    json.key("detectable_ratio")
        .value(w.detectable_ratio)
        .key("power_for_doubling")
        .value(w.power_for_relevant);
    json.key("verdict").value(dyad::name(w.verdict)).end_object();
  }
  json.end_array().key("breaks_nearby").begin_array();
  for (const dyad::LevelBreak& level : finding.near) {
    json.begin_object()
        .key("month")
        .value(dyad::print_month(level.month))
        .key("probability")
        .value(level.probability)
        .end_object();
  }
  json.end_array().key("rival_events").begin_array();
  for (const ledger::Occurrence* o : finding.rivals) {
    json.begin_object()
        .key("id")
        .value(o->id)
        .key("date")
        .value(record::print(o->date))
        .key("event")
        .value(record::name(o->type));
    json.key("what").value_or_null(o->what).key("score").value(o->score).end_object();
  }
  json.end_array().end_object();
  fmt::print("{}\n", json.text());
}

int run(ImpactCommand& options) {
  const auto on = record::parse_date(options.on);
  if (!on) return report({base::ErrorCode::kUsage, on.error().message, "--on"});
  const dyad::MonthNumber date = dyad::month_of(*on);
  if (date < 0)
    return report(
        {base::ErrorCode::kUsage, "give a day or a month: 2025-01-17 or 2025-01", "--on"});
  const auto counted = count_dyad(options.series);
  if (!counted) return report(counted.error());
  const Finding finding = find(*counted, options, date);
  if (!options.series.svg.empty()) {
    const std::string svg = service::series_svg(counted->dyad.series, {{date, options.on}});
    if (const auto drawn = write_whole(options.series.svg, svg); !drawn)
      return report(drawn.error());
  }
  if (options.series.ledger.json) {
    print_json(*counted, finding);
    return 0;
  }
  fmt::print("{} and {}, months from {} on against those before\n{}; from {}; volume: {}\n\n",
             counted->a, counted->b, dyad::print_month(date), span_of(counted->dyad.series),
             counted->dyad.origin, counted->dyad.volume);
  fmt::print("{}\n\n", sentence(finding.impact));
  fmt::print("{:>6}{:>9}{:>8}{:>8}  {:<16}{:>10}{:>14}{:>12}  {}\n", "months", "before", "after",
             "ratio", "95 % interval", "placebo p", "other dyads p", "seen from", "verdict");
  for (const dyad::WindowImpact& w : finding.impact.windows) {
    const bool ranked = w.placebos >= dyad::ImpactOptions().least_placebos;
    const std::string verdict =
        w.verdict == dyad::Verdict::kNoLargerChange
            ? fmt::format("no change larger than times {:.2f}", w.detectable_ratio)
            : std::string(dyad::name(w.verdict));
    fmt::print(
        "{:>6}{:>9.0f}{:>8.0f}{:>8}  {:<16}{:>10}{:>14}{:>12}  {}\n", w.window, w.events_before,
        w.events_after, w.events_before + w.events_after > 0 ? fmt::format("{:.2f}", w.ratio) : "-",
        ranked ? fmt::format("{:.2f} to {:.2f}", w.ratio_low, w.ratio_high) : "-",
        ranked ? fmt::format("{:.3f}", w.placebo_p) : "-",
        w.other_dyads > 0 ? fmt::format("{:.2f} of {}", w.other_dyads_p, w.other_dyads) : "-",
        !ranked                      ? "-"
        : w.detectable_ratio >= 1000 ? "never"
                                     : fmt::format("times {:.1f}", w.detectable_ratio),
        verdict);
  }
  fmt::print(
      "\n'seen from': the smallest change that would be seen with power 0.8. The rank says how "
      "rare such a step is in this\n"
      "dyad, not what caused it.\n");
  fmt::print("\nshifts of level nearby that nobody asked about: {}\n",
             finding.near.empty() ? "none" : "");
  for (const dyad::LevelBreak& level : finding.near)
    fmt::print("  {}  probability {:.2f}\n", dyad::print_month(level.month), level.probability);
  if (counted->account) {
    fmt::print("other acts in the window: {}\n", finding.rivals.empty() ? "none" : "");
    for (const ledger::Occurrence* o : finding.rivals) {
      fmt::print("  {:<12}{:<11}{} > {}{}{}  [{}]\n", record::print(o->date), record::name(o->type),
                 codes(o->actors), codes(o->recipients), o->what.empty() ? "" : ": ", o->what,
                 o->id);
    }
  }
  return 0;
}

}  // namespace

void add_impact(CLI::App& program, Common& common) {
  auto options = std::make_shared<ImpactCommand>();
  CLI::App* command = program.add_subcommand(
      "impact", "Did a date change anything: rose, fell, no change larger than X, or cannot tell");
  add_series_options(command, options->series);
  command
      ->add_option("--on", options->on, "The date (2025-01-17); its month is the first one after")
      ->required();
  command
      ->add_option("--window", options->windows,
                   "Months on each side; the first one gives the verdict")
      ->check(CLI::Range(3, 60))
      ->capture_default_str();
  command->add_option("--svg", options->series.svg, "Draw the series and the date into this file");
  command->footer(
      "Example:\n  servanda impact world.servanda RUS IRN --on 2025-01-17\n"
      "  servanda impact RUS IRN --on 2025-01-17 --counts counts.csv --window 19");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
