// Gathers the monthly series of a dyad: out of a ledger's documents, out of a data set imported
// into it, or out of a table of counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/dyad/series.h"
#include "servanda/ledger/account.h"
#include "servanda/record/filter.h"
#include "servanda/store/store.h"

namespace servanda::service {

struct DyadSeries {
  dyad::Series series;
  std::vector<dyad::Series> others;  // other dyads of the same source, for placebos
  std::string origin;                // "occurrences of the ledger", "data set gdelt", "counts.csv"
  std::string volume;                // what the counts are divided by, or why by nothing
};

// Drops the occurrences and pledges that the filter does not ask for.
void apply_filter(ledger::Account& account, const record::Filter& filter);

// Counts the account's occurrences by month. The months run from the ledger's first dated document
// to its last. The volume is that of all events of the ledger; where the dyad itself makes up more
// than a third of them, it is no measure of reporting and the counts are taken as they are.
base::Result<DyadSeries> series_of_account(store::Store& store, const ledger::Account& account);

// Counts the observations of a data set. Errors: kUsage if there is no such data set in the ledger.
base::Result<DyadSeries> series_of_data_set(store::Store& store, const std::string& data_set,
                                            const std::string& a, const std::string& b,
                                            record::DayNumber until);

// Reads a table with the columns a, b, month, a count and, if it has one, the count of all dyads
// (docs/formats/exports.md). Errors: kRefused with the line; kUsage if the dyad is not in it.
base::Result<DyadSeries> series_of_counts(const std::string& path, std::string_view table,
                                          const std::string& a, const std::string& b);

}  // namespace servanda::service
