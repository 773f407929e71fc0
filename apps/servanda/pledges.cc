// servanda pledges: what two states promised each other, and how it stands.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "ledger_options.h"
#include "servanda/service/account_json.h"

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
  const auto query = load_dyad(options, store::Parts::kPledges);
  if (!query) return report(query.error());
  const ledger::Account& account = query->account;
  size_t shown = 0;
  for (const ledger::PledgeAccount& pledge : account.pledges) {
    if (!matches(query->filter, pledge)) continue;
    ++shown;
    if (options.json) {
      base::JsonWriter json;
      service::write_json(json, account, pledge);
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
  if (!options.json) {
    fmt::print("{} pledge{}{}\n", shown, shown == 1 ? "" : "s",
               shown == 0 ? why_nothing(options, query->dyad, account) : "");
  }
  return 0;
}

}  // namespace

void add_pledges(CLI::App& program, Common& common) {
  auto options = std::make_shared<LedgerOptions>();
  CLI::App* command = program.add_subcommand(
      "pledges", "What two states promised each other, and how it stands at a date");
  add_dyad_options(command, *options, "The standing at this date, from documents published by then",
                   "One JSON object a pledge, with its history and evidence");
  command->footer(
      "Example:\n  servanda pledges russia-iran.servanda RUS IRN --as-of 2024-12-31 --status "
      "no_evidence");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
