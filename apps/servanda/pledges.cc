// servanda pledges: what two states promised each other, and how it stands.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "ledger_options.h"
#include "servanda/service/account_json.h"
#include "servanda/service/ledger.h"

namespace servanda::apps {
namespace {

std::string joined(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
  return text.empty() ? "-" : text;
}

bool matches(const record::Filter& filter, const ledger::PledgeAccount& pledge) {
  if (!record::matches_any(filter.domains, {pledge.domain})) return false;
  if (!record::matches_any(filter.statuses, {std::string(record::name(pledge.standing.stage)),
                                             std::string(ledger::name(pledge.standing.outcome))}))
    return false;
  if (!filter.actors.empty() && !record::matches_any(filter.actors, pledge.parties)) return false;
  if (!std::any_of(pledge.mentions.begin(), pledge.mentions.end(), [&](const auto& mention) {
        return record::matches_source(filter, mention.publisher);
      }))
    return false;
  return std::any_of(pledge.events.begin(), pledge.events.end(),
                     [&](const auto& event) { return record::matches_dates(filter, event.date); });
}

int run(LedgerOptions& options) {
  auto store = open_ledger(options, store::Access::kRead);
  if (!store) return report(store.error());
  const auto filter = filter_of(options);
  if (!filter) return report(filter.error());
  const auto dyad = dyad_of(options);
  if (!dyad) return report(dyad.error());
  const auto as_of = as_of_day(options);
  if (!as_of) return report(as_of.error());
  const auto account = service::load_account(*store, {.a = dyad->a, .b = dyad->b, .as_of = *as_of});
  if (!account) return report(account.error());
  for (const ledger::PledgeAccount& pledge : account->pledges) {
    if (!matches(*filter, pledge)) continue;
    if (options.json) {
      base::JsonWriter json;
      service::write_json(json, *account, pledge);
      fmt::print("{}\n", json.text());
      continue;
    }
    const ledger::PledgeStanding& s = pledge.standing;
    fmt::print("{} > {}: {}  [{}]\n    {}, stage {}, claim {}, level {}{}{}\n",
               joined(pledge.givers), joined(pledge.receivers), pledge.what, pledge.id,
               ledger::name(s.outcome),
               s.stage == record::Stage::kNone ? "none" : record::name(s.stage),
               record::name(s.claim), s.level, s.due.known() ? ", due " + record::print(s.due) : "",
               s.slips > 0 ? fmt::format(", slipped {} times", s.slips) : "");
    for (const ledger::PledgeEvent& event : pledge.events) {
      fmt::print("    {:<12} {:<16} {:<11} {} report{}\n", record::print(event.date),
                 record::name(event.stage), record::name(event.claim), event.evidence.size(),
                 event.evidence.size() == 1 ? "" : "s");
    }
  }
  return 0;
}

}  // namespace

void add_pledges(CLI::App& program, Common& common) {
  auto options = std::make_shared<LedgerOptions>();
  CLI::App* command = program.add_subcommand(
      "pledges", "What two states promised each other, and how it stands at a date");
  add_ledger_options(command, *options, "words", "The ledger and the codes of two states: RUS IRN");
  add_filter_options(command, *options);
  command->add_option("--as-of", options->as_of,
                      "The standing at this date, from documents published by then");
  command->add_flag("--json", options->json,
                    "One JSON object a pledge, with its history and evidence");
  command->footer(
      "Example:\n  servanda pledges russia-iran.servanda RUS IRN --as-of 2024-12-31 --status "
      "no_evidence");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
