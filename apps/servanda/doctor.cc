// servanda doctor: reads a whole ledger and says what is wrong with it.
#include <fmt/format.h>

#include <memory>

#include "ledger_options.h"
#include "servanda/base/json.h"

namespace servanda::apps {
namespace {

int run(LedgerOptions& options) {
  auto store = open_ledger(options, store::Access::kRead);
  if (!store) return report(store.error());
  const auto documents = store->document_count();
  if (!documents) return report(documents.error());
  const auto wrong = store->check();
  if (!wrong) return report(wrong.error());
  if (options.json) {
    base::JsonWriter json;
    json.begin_object()
        .key("ledger")
        .value(options.ledger)
        .key("documents")
        .value(*documents)
        .key("wrong")
        .begin_array();
    for (const std::string& sentence : *wrong) json.value(sentence);
    json.end_array().end_object();
    fmt::print("{}\n", json.text());
  } else {
    for (const std::string& sentence : *wrong) fmt::print("{}\n", sentence);
    if (wrong->empty()) fmt::print("{}: {} documents, nothing wrong\n", options.ledger, *documents);
  }
  return wrong->empty() ? 0 : static_cast<int>(base::ErrorCode::kStore);
}

}  // namespace

void add_doctor(CLI::App& program, Common& common) {
  auto options = std::make_shared<LedgerOptions>();
  CLI::App* command =
      program.add_subcommand("doctor", "Read a whole ledger and say what is wrong with it");
  add_ledger_options(command, *options, "words", "The ledger");
  command->add_flag("--json", options->json, "One JSON object");
  command->footer("Example:\n  servanda doctor russia-iran.servanda");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps
