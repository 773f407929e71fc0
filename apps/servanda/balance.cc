// servanda balance: words against deeds, and what was said, signed, started and delivered, by
// field.
#include "servanda/dyad/balance.h"

#include <fmt/format.h>

#include <memory>

#include "ledger_options.h"
#include "series_options.h"
#include "servanda/base/json.h"
#include "servanda/service/ledger.h"
#include "servanda/service/plot.h"
#include "servanda/service/series.h"

namespace servanda::apps {
namespace {

struct BalanceCommand {
  LedgerOptions ledger;
  std::string by;
  std::string svg;
};

void write_counts(base::JsonWriter& json, const dyad::QuadCounts& c) {
  json.key("verbal_cooperation").value(c.verbal_cooperation);
  json.key("material_cooperation").value(c.material_cooperation);
  json.key("verbal_conflict").value(c.verbal_conflict);
  json.key("material_conflict").value(c.material_conflict);
  json.key("occurrences").value(c.all()).key("reports").value(c.reports);
  json.key("score_sum").value(c.score_sum).key("score_mean").value(c.score_mean());
}

void write_domain(base::JsonWriter& json, const dyad::DomainBalance& d) {
  json.begin_object().key("domain").value(d.domain).key("events").begin_object();
  write_counts(json, d.events);
  json.end_object().key("pledges").begin_object();
  json.key("said").value(d.pledges.said).key("agreed").value(d.pledges.agreed);
  json.key("started").value(d.pledges.started).key("delivered").value(d.pledges.delivered);
  json.key("stalled").value(d.pledges.stalled).key("unverified").value(d.pledges.unverified);
  json.end_object().key("deeds_share").value(d.deeds_share);
  json.key("deeds_interval_90").begin_array().value(d.deeds_low).value(d.deeds_high).end_array();
  json.end_object();
}

void print_row(const dyad::DomainBalance& d) {
  const uint32_t cooperation = d.events.verbal_cooperation + d.events.material_cooperation;
  const std::string share = cooperation == 0 ? "-"
                                             : fmt::format("{:.2f} [{:.2f}, {:.2f}]", d.deeds_share,
                                                           d.deeds_low, d.deeds_high);
  fmt::print("{:<22}{:>5}{:>7}{:>9}{:>10}{:>9}{:>12}  {:>6}{:>6}{:>10}{:>7}  {}\n", d.domain,
             d.pledges.said, d.pledges.agreed, d.pledges.started, d.pledges.delivered,
             d.pledges.stalled, d.pledges.unverified, d.events.verbal_cooperation,
             d.events.material_cooperation, d.events.verbal_conflict, d.events.material_conflict,
             share);
}

std::string period_name(dyad::MonthNumber first, bool yearly) {
  return yearly ? fmt::format("{:04}", first / 12) : dyad::print_month(first);
}

void print_periods(const ledger::Account& account, bool yearly, bool json_lines) {
  if (!json_lines) {
    fmt::print("{:<9}{:>13}{:>13}{:>13}{:>13}{:>9}{:>9}{:>8}\n", "period", "verbal coop.",
               "material coop", "verbal conf.", "material conf", "reports", "score", "mean");
  }
  for (const dyad::PeriodCounts& period : dyad::counts_by_period(account, yearly ? 12 : 1)) {
    const dyad::QuadCounts& c = period.counts;
    if (json_lines) {
      base::JsonWriter json;
      json.begin_object().key("period").value(period_name(period.first, yearly));
      write_counts(json, c);
      json.end_object();
      fmt::print("{}\n", json.text());
      continue;
    }
    fmt::print("{:<9}{:>13}{:>13}{:>13}{:>13}{:>9}{:>9.1f}{:>8.2f}\n",
               period_name(period.first, yearly), c.verbal_cooperation, c.material_cooperation,
               c.verbal_conflict, c.material_conflict, c.reports, c.score_sum, c.score_mean());
  }
}

int run(BalanceCommand& options) {
  auto store = open_ledger(options.ledger, store::Access::kRead);
  if (!store) return report(store.error());
  const auto filter = filter_of(options.ledger);
  if (!filter) return report(filter.error());
  const auto states = known_dyad_of(options.ledger);
  if (!states) return report(states.error());
  const auto as_of = as_of_day(options.ledger);
  if (!as_of) return report(as_of.error());
  auto account = service::load_account(*store, {.a = states->a, .b = states->b, .as_of = *as_of});
  if (!account) return report(account.error());
  service::apply_filter(*account, *filter);
  if (!options.svg.empty()) {
    const auto periods = dyad::counts_by_period(*account, 12);
    if (const auto drawn =
            write_whole(options.svg, service::quad_svg(states->a + " and " + states->b, periods));
        !drawn)
      return report(drawn.error());
  }
  if (account->occurrences.empty() && account->pledges.empty() && !options.ledger.json) {
    fmt::print("nothing to weigh{}\n", why_nothing(options.ledger, *states, *account));
    return 0;
  }
  if (!options.by.empty()) {
    print_periods(*account, options.by == "year", options.ledger.json);
    return 0;
  }
  const dyad::Balance balance = dyad::balance(*account);
  if (options.ledger.json) {
    base::JsonWriter json;
    json.begin_object()
        .key("a")
        .value(states->a)
        .key("b")
        .value(states->b)
        .key("domains")
        .begin_array();
    for (const dyad::DomainBalance& domain : balance.domains) write_domain(json, domain);
    json.end_array().key("total");
    write_domain(json, balance.total);
    json.end_object();
    fmt::print("{}\n", json.text());
    return 0;
  }
  fmt::print("{:<22}{:<58}  {}\n", "", "pledges, each at its furthest step", "acts that happened");
  fmt::print("{:<22}{:>5}{:>7}{:>9}{:>10}{:>9}{:>12}  {:>6}{:>6}{:>10}{:>7}  {}\n", "field", "said",
             "agreed", "started", "delivered", "stalled", "unverified", "words", "deeds",
             "disputes", "force", "share of deeds [90 %]");
  for (const dyad::DomainBalance& domain : balance.domains) print_row(domain);
  print_row(balance.total);
  return 0;
}

}  // namespace

void add_balance(CLI::App& program, Common& common) {
  auto options = std::make_shared<BalanceCommand>();
  CLI::App* command = program.add_subcommand(
      "balance", "Words against deeds: what was said, signed, started and delivered, by field");
  add_dyad_options(command, options->ledger, "Only documents published by this date",
                   "JSON; with --by one object a period");
  command
      ->add_option("--by", options->by,
                   "Counts by month or year instead: by quad class, with the score")
      ->check(CLI::IsMember({"month", "year"}));
  command->add_option("--svg", options->svg, "Draw the acts by year into this file");
  command->footer(
      "Words and deeds are verbal and material cooperation, disputes and force verbal and "
      "material\n"
      "conflict. Only acts that happened count: not what is planned, denied or only alleged.\n"
      "Example:\n  servanda balance russia-iran.servanda RUS IRN\n"
      "  servanda balance russia-iran.servanda RUS IRN --by year --svg years.svg");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
