// servanda sources: the documents of a ledger.
#include <fmt/format.h>

#include <memory>
#include <set>
#include <string>

#include "ledger_options.h"
#include "servanda/base/json.h"
#include "servanda/service/ledger.h"

namespace servanda::apps {
namespace {

int list_data_sets(store::Store& store, bool as_json) {
  const auto rows = store.data_sets();
  if (!rows) return report(rows.error());
  for (const store::Store::DataSetRow& row : *rows) {
    if (!as_json) {
      fmt::print("{:<24}{:>10} rows  {} to {}\n", row.source, row.rows, row.first, row.last);
      continue;
    }
    base::JsonWriter json;
    json.begin_object()
        .key("data")
        .value(row.source)
        .key("rows")
        .value(row.rows)
        .key("first")
        .value_or_null(row.first)
        .key("last")
        .value_or_null(row.last)
        .end_object();
    fmt::print("{}\n", json.text());
  }
  return 0;
}

struct SourcesCommand {
  LedgerOptions ledger;
  bool data = false;
};

int run(SourcesCommand& command) {
  LedgerOptions& options = command.ledger;
  auto store = open_ledger(options, store::Access::kRead);
  if (!store) return report(store.error());
  const auto filter = filter_of(options);
  if (!filter) return report(filter.error());
  if (command.data) return list_data_sets(*store, options.json);
  const auto rows = store->sources();
  if (!rows) return report(rows.error());
  const bool by_events = !event_filters(options).empty();
  std::set<std::string> ids;  // of the documents that tell of such an event
  if (by_events) {
    record::Filter events = *filter;
    events.since = events.until = record::Date(), events.sources.clear();
    const auto readings = service::load_events(*store, events);
    if (!readings) return report(readings.error());
    for (const record::Reading& reading : *readings) ids.insert(reading.document.id);
  }
  for (const store::SourceRow& row : *rows) {
    const auto date = record::parse_date(row.date);
    if (!record::matches_source(*filter, row.source) ||
        !record::matches_dates(*filter, date ? *date : record::Date()) ||
        (by_events && !ids.contains(row.id)))
      continue;
    if (!options.json) {
      fmt::print("{:<10}  {:<24}  {:>4} events {:>3} pledges  {}{}\n",
                 row.date.empty() ? "undated" : row.date, row.source.empty() ? "-" : row.source,
                 row.events, row.pledges, row.id, row.title.empty() ? "" : "  " + row.title);
      continue;
    }
    base::JsonWriter json;
    json.begin_object()
        .key("id")
        .value(row.id)
        .key("title")
        .value_or_null(row.title)
        .key("date")
        .value_or_null(row.date);
    json.key("source")
        .value_or_null(row.source)
        .key("path")
        .value_or_null(row.path)
        .key("sha256")
        .value(row.sha256);
    json.key("media_type")
        .value_or_null(row.media_type)
        .key("bytes")
        .value(row.bytes)
        .key("events")
        .value(row.events);
    json.key("pledges").value(row.pledges).end_object();
    fmt::print("{}\n", json.text());
  }
  return 0;
}

}  // namespace

void add_sources(CLI::App& program, Common& common) {
  auto options = std::make_shared<SourcesCommand>();
  CLI::App* command = program.add_subcommand("sources", "List the documents of a ledger");
  add_query_options(command, options->ledger, "The ledger", "One JSON object a line");
  command->add_flag("--data", options->data,
                    "The data sets of others that were imported, with the dates that they span");
  command->footer(
      "Example:\n  servanda sources russia-iran.servanda --source example.org --since 2024");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
