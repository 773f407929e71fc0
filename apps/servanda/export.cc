// servanda export and servanda verify: a ledger out to files whose hashes say whether they are
// whole.
#include <fmt/format.h>

#include <memory>

#include "ledger_options.h"
#include "servanda/base/json.h"
#include "servanda/service/exports.h"

namespace servanda::apps {
namespace {

struct ExportCommand {
  LedgerOptions ledger;
  std::string format = "parquet";
  std::string output;
};

service::ExportFormat format_of(const std::string& name) {
  if (name == "csv") return service::ExportFormat::kCsv;
  if (name == "plover") return service::ExportFormat::kPlover;
  if (name == "ftm") return service::ExportFormat::kFollowTheMoney;
  if (name == "graphml") return service::ExportFormat::kGraphml;
  return service::ExportFormat::kParquet;
}

int run_export(ExportCommand& options) {
  auto store = open_ledger(options.ledger, store::Access::kRead);
  if (!store) return report(store.error());
  const auto filter = filter_of(options.ledger);
  if (!filter) return report(filter.error());
  if (options.output.empty() && options.ledger.words.size() == 1)
    options.output = options.ledger.words[0];
  if (options.output.empty())
    return report({base::ErrorCode::kUsage, "name the folder to write: -o export", "export"});
  const auto files =
      service::export_ledger(*store, options.output, format_of(options.format), *filter);
  if (!files) return report(files.error());
  for (const service::ExportedFile& file : *files) {
    if (options.ledger.json) {
      base::JsonWriter json;
      json.begin_object()
          .key("name")
          .value(file.name)
          .key("rows")
          .value(file.rows)
          .key("bytes")
          .value(file.bytes)
          .key("sha256")
          .value(file.sha256)
          .end_object();
      fmt::print("{}\n", json.text());
      continue;
    }
    fmt::print("{:<24}{:>10} rows{:>14} bytes  {}\n", file.name, file.rows, file.bytes,
               file.sha256.substr(0, 16));
  }
  return 0;
}

struct VerifyCommand {
  std::string folder;
  bool json = false;
};

int run_verify(const VerifyCommand& options) {
  const auto wrong = service::verify_export(options.folder);
  if (!wrong) return report(wrong.error());
  if (options.json) {
    base::JsonWriter json;
    json.begin_object().key("whole").value(wrong->empty()).key("wrong").begin_array();
    for (const std::string& sentence : *wrong) json.value(sentence);
    json.end_array().end_object();
    fmt::print("{}\n", json.text());
  } else if (wrong->empty()) {
    fmt::print("whole: every file is as it was written\n");
  }
  for (const std::string& sentence : *wrong)
    report({base::ErrorCode::kRejected, sentence, options.folder});
  return wrong->empty() ? 0 : 3;
}

}  // namespace

void add_export(CLI::App& program, Common& common) {
  auto options = std::make_shared<ExportCommand>();
  CLI::App* command = program.add_subcommand(
      "export", "Write a ledger into a folder of files, with SHA-256 sums beside them");
  add_query_options(command, options->ledger, "The ledger, and the new folder",
                    "One JSON object a file");
  command->add_option("-o,--output", options->output, "The new folder");
  command
      ->add_option("--format", options->format,
                   "parquet or csv: every table, from which `servanda import` makes the same "
                   "ledger again; plover: events as JSON lines;\n"
                   "ftm: FollowTheMoney entities; graphml: a graph of actors and events. The last "
                   "three take filters")
      ->check(CLI::IsMember({"parquet", "csv", "plover", "ftm", "graphml"}))
      ->capture_default_str();
  command->footer(
      "The folder is there whole or not at all.\nExample:\n  servanda export l.servanda -o "
      "l-export --format parquet\n  servanda verify l-export");
  command->callback([options, &common] { common.exit_code = run_export(*options); });
}

void add_verify(CLI::App& program, Common& common) {
  auto options = std::make_shared<VerifyCommand>();
  CLI::App* command = program.add_subcommand(
      "verify", "Check an export against its SHA-256 sums and name what is damaged");
  command->add_option("folder", options->folder, "The folder that `servanda export` wrote")
      ->required();
  command->add_flag("--json", options->json, "JSON");
  command->footer(
      "The same sums can be checked with `sha256sum -c SHA256SUMS`. Exit code 3 if something is "
      "damaged.\nExample:\n  servanda verify l-export");
  command->callback([options, &common] { common.exit_code = run_verify(*options); });
}

}  // namespace servanda::apps
