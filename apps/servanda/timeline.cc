// servanda timeline: what happened between two states, one line an occurrence.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "ledger_options.h"
#include "servanda/ledger/occurrences.h"
#include "servanda/service/account_json.h"

namespace servanda::apps {
namespace {

std::string codes(const std::vector<record::Actor>& actors) {
  std::string text;
  for (const record::Actor& actor : actors) {
    if (text.find(actor.code) == std::string::npos) text += (text.empty() ? "" : " ") + actor.code;
  }
  return text.empty() ? "-" : text;
}

bool matches(const record::Filter& filter, const ledger::Occurrence& occurrence) {
  record::Event event;
  event.type = occurrence.type, event.date = occurrence.date, event.status = occurrence.status,
  event.contexts = occurrence.contexts;
  event.actors = occurrence.actors, event.recipients = occurrence.recipients;
  if (!record::matches(filter, event)) return false;
  return std::any_of(occurrence.reports.begin(), occurrence.reports.end(),
                     [&](const ledger::Report& report) {
                       return record::matches_source(filter, report.publisher);
                     });
}

// What happened by a day stands at that day, what has no date at the end.
record::DayNumber place_in_time(const record::Date& date) {
  if (!date.known()) return std::numeric_limits<record::DayNumber>::max();
  return date.open_begin ? record::last_day(date) : record::first_day(date);
}

int run(LedgerOptions& options) {
  auto query = load_dyad(options, store::Parts::kEvents);
  if (!query) return report(query.error());
  ledger::Account& account = query->account;
  std::stable_sort(account.occurrences.begin(), account.occurrences.end(),
                   [](const ledger::Occurrence& x, const ledger::Occurrence& y) {
                     return place_in_time(x.date) < place_in_time(y.date);
                   });
  size_t occurrences = 0, reports = 0;
  for (const ledger::Occurrence& occurrence : account.occurrences) {
    if (!matches(query->filter, occurrence)) continue;
    ++occurrences, reports += occurrence.reports.size();
    if (options.json) {
      base::JsonWriter json;
      service::write_json(json, account, occurrence);
      fmt::print("{}\n", json.text());
      continue;
    }
    fmt::print("{:<12} {:<9} {:<8} {:<10} {} > {}{}{}  ({} report{}, {} publisher{}){}\n",
               record::print(occurrence.date), record::name(occurrence.type),
               record::name(occurrence.status), ledger::name(occurrence.standing),
               codes(occurrence.actors), codes(occurrence.recipients),
               occurrence.what.empty() ? "" : ": ", occurrence.what, occurrence.reports.size(),
               occurrence.reports.size() == 1 ? "" : "s", occurrence.publishers,
               occurrence.publishers == 1 ? "" : "s",
               occurrence.disputes.empty() ? "" : "  disputed: " + occurrence.disputes[0].field);
  }
  if (!options.json) {
    fmt::print("{} occurrence{} in {} report{}{}\n", occurrences, occurrences == 1 ? "" : "s",
               reports, reports == 1 ? "" : "s",
               occurrences == 0 ? why_nothing(options, query->dyad, account) : "");
  }
  return 0;
}

}  // namespace

void add_timeline(CLI::App& program, Common& common) {
  auto options = std::make_shared<LedgerOptions>();
  CLI::App* command = program.add_subcommand(
      "timeline", "What happened between two states, reports of one act joined");
  add_dyad_options(command, *options, "Only documents published by this date",
                   "One JSON object an occurrence, with its reports quoted");
  command->footer(
      "Example:\n  servanda timeline russia-iran.servanda RUS IRN --since 2024 --status actual");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
