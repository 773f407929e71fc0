// servanda events: the coded events of a ledger, report by report.
#include <fmt/format.h>

#include <memory>

#include "ledger_options.h"
#include "servanda/exchange/reading_json.h"
#include "servanda/service/ledger.h"

namespace servanda::apps {
namespace {

std::string codes(const std::vector<record::Actor>& actors) {
  std::string text;
  for (const record::Actor& actor : actors) text += (text.empty() ? "" : " ") + actor.code;
  return text.empty() ? "-" : text;
}

int run(LedgerOptions& options) {
  auto store = open_ledger(options, store::Access::kRead);
  if (!store) return report(store.error());
  const auto filter = filter_of(options);
  if (!filter) return report(filter.error());
  const auto readings = service::load_events(*store, *filter);
  if (!readings) return report(readings.error());
  for (const record::Reading& reading : *readings) {
    for (const record::Event& event : reading.events) {
      if (options.json) {
        base::JsonWriter json;
        exchange::write_json(json, event, reading.document.text);
        fmt::print("{}\n", json.text());
      } else {
        fmt::print("{:<12} {:<9} {:<8} {:<10} {} > {}: {}  [{}]\n", record::print(event.date),
                   record::name(event.type), record::name(event.status), record::name(event.claim),
                   codes(event.actors), codes(event.recipients),
                   event.trigger.of(reading.document.text), event.id);
      }
    }
  }
  return 0;
}

}  // namespace

void add_events(CLI::App& program, Common& common) {
  auto options = std::make_shared<LedgerOptions>();
  CLI::App* command = program.add_subcommand("events", "List the events of a ledger, one a report");
  add_query_options(command, *options, "The ledger",
                    "PLOVER JSON lines, as `servanda code` writes them");
  command->footer(
      "Example:\n  servanda events russia-iran.servanda --actor RUS --type AID --since 2015 "
      "--status actual");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
