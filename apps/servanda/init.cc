// servanda init: makes an empty ledger.
#include <fmt/format.h>

#include <memory>

#include "commands.h"
#include "servanda/store/store.h"

namespace servanda::apps {

void add_init(CLI::App& program, Common& common) {
  auto path = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("init", "Make an empty ledger");
  command->add_option("ledger", *path, "The file to make: NAME.servanda")->required();
  command->footer(
      "Example:\n  servanda init russia-iran.servanda\n  servanda add russia-iran.servanda "
      "reports/ speeches.jsonl");
  command->callback([path, &common] {
    const auto store = store::Store::create(*path);
    if (!store)
      common.exit_code = report(store.error());
    else if (!common.quiet)
      fmt::print("{} is ready: add documents with `servanda add {} FILE...`\n", *path, *path);
  });
}

}  // namespace servanda::apps
