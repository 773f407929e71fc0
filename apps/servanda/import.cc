// servanda import: other data sets into a ledger, kept apart by name; or a ledger again out of an
// export.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "ledger_options.h"
#include "servanda/base/json.h"
#include "servanda/service/exports.h"

namespace servanda::apps {
namespace {

struct ImportCommand {
  LedgerOptions ledger;
  service::TableImport table;
};

constexpr uint64_t kMostRejectionsTold = 20;

int import_export(const std::string& path, const std::string& folder) {
  const auto store = service::import_ledger(path, folder);
  if (!store) return report(store.error());
  fmt::print("{}: made from {}\n", path, folder);
  return 0;
}

int run(ImportCommand& options) {
  const auto path = ledger_path(options.ledger);
  if (!path) return report(path.error());
  if (options.ledger.words.empty())
    return report({base::ErrorCode::kUsage, "name the tables to import, or the folder of an export",
                   "import"});
  std::error_code error;
  if (std::filesystem::is_directory(options.ledger.words.front(), error)) {
    if (options.ledger.words.size() > 1)
      return report({base::ErrorCode::kUsage, "a ledger is made from one export", "import"});
    return import_export(*path, options.ledger.words.front());
  }
  auto store = store::Store::open(*path, store::Access::kWrite);
  if (!store) return report(store.error());
  uint64_t told = 0;
  const auto counts = service::import_tables(*store, options.ledger.words, options.table,
                                             [&](const base::Error& rejected) {
                                               if (++told <= kMostRejectionsTold) report(rejected);
                                             });
  if (told > kMostRejectionsTold)
    fmt::print(stderr, "servanda: and {} more rows were rejected\n", told - kMostRejectionsTold);
  if (!counts) return report(counts.error());
  if (options.ledger.json) {
    base::JsonWriter json;
    json.begin_object()
        .key("data_set")
        .value(counts->data_set)
        .key("as")
        .value(counts->as)
        .key("added")
        .value(counts->added)
        .key("rejected")
        .value(counts->rejected)
        .end_object();
    fmt::print("{}\n", json.text());
  } else {
    fmt::print("{} rows of {} stand under '{}'{}\n", counts->added, counts->data_set, counts->as,
               counts->rejected > 0 ? fmt::format(", {} were rejected", counts->rejected) : "");
  }
  return counts->rejected > 0 ? 1 : 0;
}

}  // namespace

void add_import(CLI::App& program, Common& common) {
  auto options = std::make_shared<ImportCommand>();
  CLI::App* command = program.add_subcommand(
      "import", "Bring other data sets into a ledger, or make a ledger from an export");
  add_ledger_options(command, options->ledger, "words",
                     "The ledger; tables (also .gz, '-'), or the folder of an export");
  command
      ->add_option("--format", options->table.data_set,
                   "gdelt, icews, polecat, ged, acled, plain or figures; else the columns tell")
      ->check(CLI::IsMember({"gdelt", "icews", "polecat", "ged", "acled", "plain", "figures"}));
  command->add_option("--as", options->table.as,
                      "The name under which the rows stand; else that of the data set");
  command->add_flag("--replace", options->table.replace, "Take out what stands under that name");
  command->add_flag("--json", options->ledger.json, "JSON");
  command->footer(
      "Rows of other data sets stay apart from the ledger's own events: `--data NAME` of impact, "
      "breaks and outlook asks for them.\n"
      "Plain tables have the columns date, actor, recipient, and may have type, code, score, "
      "count, place, text, id; figures have\n"
      "name, period, value, and may have definition, dyad (or actor and recipient), unit.\n"
      "Example:\n  servanda import l.servanda 20201113.export.CSV --as gdelt\n  servanda import "
      "l.servanda trade.csv --format figures --as customs\n"
      "  servanda import copy.servanda l-export");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
