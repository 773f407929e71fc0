// Reads the options that the commands on monthly counts share.
#include "series_options.h"

#include <fmt/format.h>

#include <numeric>
#include <utility>

#include "servanda/service/ledger.h"
#include "servanda/service/whole_file.h"

namespace servanda::apps {

void add_series_options(CLI::App* command, SeriesOptions& options) {
  add_dyad_options(command, options.ledger,
                   "Only what was published by this date (EDTF: 2025-01-31)", "JSON");
  command->add_option("--counts", options.counts,
                      "A table of monthly counts (columns a, b, month, count, all) instead of a "
                      "ledger; '-' is standard input");
  command->add_option("--data", options.data,
                      "A data set imported into the ledger (gdelt, icews, ...) instead of its "
                      "documents");
}

base::Result<Counted> count_dyad(SeriesOptions& options) {
  const record::Filter filter = SERVANDA_TRY(filter_of(options.ledger));
  const record::DayNumber as_of = SERVANDA_TRY(as_of_day(options.ledger));
  Counted counted;
  if (!options.counts.empty() || !options.data.empty()) {
    // Counts of others are rows without documents: a filter would be passed over in silence.
    std::string given = event_filters(options.ledger);
    for (const auto& [value, option] :
         {std::pair{&options.ledger.since, "--since"}, {&options.ledger.until, "--until"}}) {
      if (!value->empty()) given += (given.empty() ? "" : ", ") + std::string(option);
    }
    if (!options.ledger.sources.empty()) given += given.empty() ? "--source" : ", --source";
    if (!given.empty())
      return base::Error{base::ErrorCode::kUsage,
                         "filters the documents of a ledger and says nothing of counts of others",
                         given};
  }
  if (!options.counts.empty()) {
    const Dyad dyad = SERVANDA_TRY(dyad_of(options.ledger));
    counted.a = dyad.a, counted.b = dyad.b;
    const std::string table = SERVANDA_TRY(read_file(options.counts));
    counted.dyad = SERVANDA_TRY(service::series_of_counts(options.counts, table, dyad.a, dyad.b));
    return counted;
  }
  store::Store store = SERVANDA_TRY(open_ledger(options.ledger, store::Access::kRead));
  const Dyad dyad = SERVANDA_TRY(known_dyad_of(options.ledger));
  counted.a = dyad.a, counted.b = dyad.b;
  if (!options.data.empty()) {
    counted.dyad =
        SERVANDA_TRY(service::series_of_data_set(store, options.data, dyad.a, dyad.b, as_of));
    return counted;
  }
  counted.account =
      SERVANDA_TRY(service::load_account(store, {.a = dyad.a, .b = dyad.b, .as_of = as_of}));
  service::apply_filter(*counted.account, filter);
  counted.dyad = SERVANDA_TRY(service::series_of_account(store, *counted.account));
  return counted;
}

std::string span_of(const dyad::Series& series) {
  if (series.counts.empty()) return "no months";
  const double events = std::accumulate(series.counts.begin(), series.counts.end(), 0.0);
  return fmt::format("{} to {}, {:.0f} events in {} months", dyad::print_month(series.first),
                     dyad::print_month(series.month(series.size() - 1)), events, series.size());
}

base::Result<void> write_whole(const std::string& path, std::string_view text) {
  return service::write_whole_file(path, text);
}

}  // namespace servanda::apps
