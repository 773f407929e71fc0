// servanda forecasts: the register of what authors expect, its resolution, and Brier scores.
#include <fmt/format.h>

#include <map>
#include <memory>

#include "ledger_options.h"
#include "servanda/ledger/edits.h"
#include "servanda/ledger/occurrences.h"
#include "servanda/service/account_json.h"

namespace servanda::apps {
namespace {

struct ForecastsCommand {
  LedgerOptions ledger;
  bool scores = false;
};

int run(ForecastsCommand& options) {
  auto store = open_ledger(options.ledger, store::Access::kRead);
  if (!store) return report(store.error());
  const auto filter = filter_of(options.ledger);
  if (!filter) return report(filter.error());
  if (const std::string given = event_filters(options.ledger); !given.empty())
    return report({base::ErrorCode::kUsage,
                   "does not apply to forecasts: use --source, --since and --until", given});
  const auto journal = store->edits();
  if (!journal) return report(journal.error());
  auto readings = store->readings({});
  if (!readings) return report(readings.error());
  const ledger::Edits edits(*journal);

  struct Score {
    double sum = 0;
    int resolved = 0, open = 0;
  };
  std::map<std::string, Score> by_author;
  for (record::Reading& reading : *readings) {
    const std::string publisher = ledger::publisher_of(reading.document);
    if (!record::matches_source(*filter, publisher) ||
        !record::matches_dates(*filter, reading.document.date))
      continue;
    ledger::Account account;  // so that the words can be quoted
    account.documents.push_back(reading.document);
    account.documents_by_id = {0};
    for (size_t i = 0; i < reading.forecasts.size(); ++i) {
      ledger::ForecastAccount forecast;
      forecast.id = fmt::format("{}#f{}", reading.document.id, i);
      forecast.forecast = reading.forecasts[i];
      forecast.made = reading.document.date;
      forecast.publisher = publisher;
      edits.resolve(forecast);
      const std::string author =
          forecast.forecast.by == "author" && !publisher.empty() ? publisher : forecast.forecast.by;
      Score& score = by_author[author];
      if (forecast.brier)
        score.sum += *forecast.brier, ++score.resolved;
      else
        ++score.open;
      if (options.scores) continue;
      if (options.ledger.json) {
        base::JsonWriter json;
        service::write_json(json, account, forecast);
        fmt::print("{}\n", json.text());
      } else {
        fmt::print("{:<10} {:<12} {:.2f}-{:.2f}  {:<5} {}  [{}]\n", record::print(forecast.made),
                   forecast.forecast.word, forecast.forecast.probability_low,
                   forecast.forecast.probability_high,
                   !forecast.came_true   ? "open"
                   : *forecast.came_true ? "true"
                                         : "false",
                   forecast.forecast.proposition, forecast.id);
      }
    }
  }
  if (!options.scores) return 0;
  for (const auto& [author, score] : by_author) {
    if (options.ledger.json) {
      base::JsonWriter json;
      json.begin_object()
          .key("by")
          .value(author)
          .key("resolved")
          .value(score.resolved)
          .key("open")
          .value(score.open)
          .key("brier");
      if (score.resolved > 0)
        json.value(score.sum / score.resolved);
      else
        json.null();
      json.end_object();
      fmt::print("{}\n", json.text());
    } else {
      fmt::print("{:<30} {} resolved, {} open{}\n", author, score.resolved, score.open,
                 score.resolved > 0
                     ? fmt::format(", Brier score {:.3f}", score.sum / score.resolved)
                     : "");
    }
  }
  return 0;
}

}  // namespace

void add_forecasts(CLI::App& program, Common& common) {
  auto options = std::make_shared<ForecastsCommand>();
  CLI::App* command = program.add_subcommand(
      "forecasts", "What authors expect, what came of it, and how well they did");
  add_query_options(command, options->ledger, "The ledger", "One JSON object a line");
  command->add_flag("--scores", options->scores, "Brier scores by author: 0 is best, 1 is worst");
  command->footer(
      "Example:\n  servanda forecasts l.servanda\n  servanda edit l.servanda seed#f0 resolution "
      "true --note 'announced on 2025-03-02'\n"
      "  servanda forecasts l.servanda --scores");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
