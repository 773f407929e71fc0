// What the commands on a dyad's monthly counts share: where the counts come from.
#pragma once

#include <optional>
#include <string>

#include "ledger_options.h"
#include "servanda/ledger/account.h"
#include "servanda/service/series.h"

namespace servanda::apps {

struct SeriesOptions {
  LedgerOptions ledger;
  std::string counts;  // a table of counts instead of a ledger
  std::string data;    // a data set imported into the ledger
  std::string svg;     // where to draw the series
};

// Adds the ledger, the filters, --counts, --data, --as-of, --svg and --json.
void add_series_options(CLI::App* command, SeriesOptions& options);

struct Counted {
  std::string a, b;
  service::DyadSeries dyad;
  std::optional<ledger::Account> account;  // where the counts are those of the ledger's documents
};

// Counts the dyad. Errors: kUsage, kStore, kRefused as the sources have them.
base::Result<Counted> count_dyad(SeriesOptions& options);

// The months of a series in words: "2002-07 to 2026-03, 1,234 events in 285 months".
std::string span_of(const dyad::Series& series);

// Writes a file whole or not at all. Errors: kStore with the path and the reason.
base::Result<void> write_whole(const std::string& path, std::string_view text);

}  // namespace servanda::apps
