// What the commands on a ledger share: which file, which two states, which filters.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "commands.h"
#include "servanda/base/result.h"
#include "servanda/ledger/account.h"
#include "servanda/record/filter.h"
#include "servanda/store/store.h"

namespace servanda::apps {

struct LedgerOptions {
  std::string ledger;
  std::vector<std::string> words;  // the positional arguments
  std::string since, until, as_of;
  std::vector<std::string> actors, types, domains, statuses, sources;
  bool json = false;
};

// Adds the positional arguments (called `words` in the help) and --ledger.
void add_ledger_options(CLI::App* command, LedgerOptions& options, const std::string& words,
                        const std::string& what);
// Adds --since --until --actor --type --domain --status --source.
void add_filter_options(CLI::App* command, LedgerOptions& options);
// Adds all of these and --json (`json` says what it writes): the options of a query of a ledger.
void add_query_options(CLI::App* command, LedgerOptions& options, const std::string& what,
                       const std::string& json);
// Adds, besides, --as-of (`as_of` says what it does): the options of a query of two states.
void add_dyad_options(CLI::App* command, LedgerOptions& options, const std::string& as_of,
                      const std::string& json);

// Opens the ledger: --ledger, else a first word that ends in ".servanda" (which is then taken out
// of the words), else the only *.servanda of the current folder. Errors: kUsage if there is none or
// more than one.
base::Result<std::string> ledger_path(LedgerOptions& options);
base::Result<store::Store> open_ledger(LedgerOptions& options, store::Access access);

// Errors: kUsage for dates that are none, an end before its beginning, and types, statuses, domains
// and actors that no record can have.
base::Result<record::Filter> filter_of(const LedgerOptions& options);
// The filters of events (--actor, --type, --domain, --status) that were given, for commands whose
// records have none of these; empty if there are none.
std::string event_filters(const LedgerOptions& options);

// The two codes of a dyad command, in upper case. Errors: kUsage if there are not two.
struct Dyad {
  std::string a, b;
};
base::Result<Dyad> dyad_of(const LedgerOptions& options);
// The same, of states and organisations that exist. Errors: kUsage, with the code that a name
// stands for.
base::Result<Dyad> known_dyad_of(const LedgerOptions& options);
// The last day of --as-of; the end of the calendar without it.
base::Result<record::DayNumber> as_of_day(const LedgerOptions& options);

// What a query of two states is answered from.
struct DyadQuery {
  Dyad dyad;
  record::Filter filter;
  ledger::Account account;
};
// Opens the ledger that the options name and loads the account of their two states, or of
// it the parts that are asked for. Errors: kUsage for what the options say wrongly, kStore for the
// ledger.
base::Result<DyadQuery> load_dyad(LedgerOptions& options, store::Parts parts = store::Parts::kAll);

// Says why an answer on two states holds nothing, so that it is not taken for a finding:
// ": no document of this ledger tells of both PER and JPN".
std::string why_nothing(const LedgerOptions& options, const Dyad& dyad,
                        const ledger::Account& account);

}  // namespace servanda::apps
