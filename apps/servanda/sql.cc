// servanda sql: one SELECT over a ledger; reads only.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "ledger_options.h"
#include "servanda/base/json.h"

namespace servanda::apps {
namespace {

struct SqlCommand {
  LedgerOptions ledger;
  uint64_t most_rows = 10'000;
  unsigned seconds = 60;
};

void print_table(const store::Table& table) {
  std::vector<size_t> widths;
  for (const auto& column : table.columns) widths.push_back(column.name.size());
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i)
      widths[i] = std::min<size_t>(60, std::max(widths[i], row[i] ? row[i]->size() : 1));
  }
  for (size_t i = 0; i < table.columns.size(); ++i)
    fmt::print("{}{:<{}}", i ? "  " : "", table.columns[i].name, widths[i]);
  fmt::print("\n");
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string text = row[i].value_or("-");
      if (table.columns[i].number)
        fmt::print("{}{:>{}}", i ? "  " : "", text, widths[i]);
      else
        fmt::print("{}{:<{}}", i ? "  " : "", text, widths[i]);
    }
    fmt::print("\n");
  }
}

int run(SqlCommand& options, Common& common) {
  auto store = open_ledger(options.ledger, store::Access::kRead);
  if (!store) return report(store.error());
  if (options.ledger.words.size() != 1)
    return report({base::ErrorCode::kUsage, "give one SELECT in quotation marks", "sql"});
  std::string query = options.ledger.words[0];
  if (query == "-") {
    auto text = read_file("-");
    if (!text) return report(text.error());
    query = *text;
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(options.seconds);
  const auto table = store->sql(query, options.most_rows, [&] {
    return common.cancel.requested() || std::chrono::steady_clock::now() > end;
  });
  if (!table && table.error().code == base::ErrorCode::kInterrupted && !common.cancel.requested()) {
    return report(
        {base::ErrorCode::kRefused,
         fmt::format("stopped after {} seconds: ask for less, or give more with --seconds",
                     options.seconds),
         "sql"});
  }
  if (!table) return report(table.error());
  if (!options.ledger.json) {
    print_table(*table);
  } else {
    for (const auto& row : table->rows) {
      base::JsonWriter json;
      json.begin_object();
      for (size_t i = 0; i < row.size(); ++i) {
        json.key(table->columns[i].name);
        // DuckDB writes numbers as JSON does, but for these two.
        const bool finite = row[i] && *row[i] != "nan" && row[i]->find("inf") == std::string::npos;
        if (!row[i] || (table->columns[i].number && !finite))
          json.null();
        else if (table->columns[i].number)
          json.raw(*row[i]);
        else
          json.value(*row[i]);
      }
      json.end_object();
      fmt::print("{}\n", json.text());
    }
  }
  if (table->cut)
    return report({base::ErrorCode::kRejected,
                   fmt::format("only the first {} rows are shown: see --rows", options.most_rows),
                   "sql"});
  return 0;
}

}  // namespace

void add_sql(CLI::App& program, Common& common) {
  auto options = std::make_shared<SqlCommand>();
  CLI::App* command =
      program.add_subcommand("sql", "Ask a ledger in SQL: one SELECT, read-only, without files");
  add_ledger_options(command, options->ledger, "words",
                     "The ledger, and one SELECT in quotation marks ('-': standard input)");
  command->add_flag("--json", options->ledger.json, "One JSON object a row");
  command->add_option("--rows", options->most_rows, "At most so many rows")->capture_default_str();
  command->add_option("--seconds", options->seconds, "At most so long")->capture_default_str();
  command->footer(
      "Example:\n  servanda sql russia-iran.servanda \"SELECT type, count(*) FROM events GROUP BY "
      "1 ORDER BY 2 DESC\"\n"
      "The tables are described in docs/formats/ledger.md.");
  command->callback([options, &common] { common.exit_code = run(*options, common); });
}

}  // namespace servanda::apps
