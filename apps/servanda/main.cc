// The command line: servanda COMMAND [OPTIONS]. Each command is a file of its own.
#include <csignal>
#include <iostream>
#include <string_view>

#include "commands.h"
#include "servanda/service/import_file.h"

namespace {

servanda::apps::Common common;  // global only because a signal handler must reach it

void on_interrupt(int) { common.cancel.request(); }

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "import-child") return servanda::service::run_import_child(argv[2]);
  CLI::App program("Servanda reads what states sign, say and do, and keeps the account.", "servanda");
  program.add_flag("--quiet", common.quiet, "No progress, errors only");
  program.set_version_flag("--version", "servanda 0.1.0");
  program.require_subcommand(0, 1);
  program.fallthrough();
  servanda::apps::add_code(program, common);
  servanda::apps::add_read(program, common);
  servanda::apps::add_init(program, common);
  servanda::apps::add_add(program, common);
  servanda::apps::add_sources(program, common);
  servanda::apps::add_events(program, common);
  servanda::apps::add_timeline(program, common);
  servanda::apps::add_pledges(program, common);
  servanda::apps::add_forecasts(program, common);
  servanda::apps::add_edit(program, common);
  servanda::apps::add_sql(program, common);
  servanda::apps::add_doctor(program, common);
  servanda::apps::add_brief(program, common);
  servanda::apps::add_parse(program, common);
  servanda::apps::add_treaty(program, common);
  std::signal(SIGINT, on_interrupt);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : 2;
  }
  if (program.get_subcommands().empty()) std::cout << program.help();
  return common.exit_code;
}
