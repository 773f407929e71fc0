// The command line: servanda COMMAND [OPTIONS]. Each command is a file of its own.
#include "commands.h"

int main(int argc, char** argv) {
  CLI::App program("Servanda reads what states sign, say and do, and keeps the account.", "servanda");
  servanda::apps::CommonOptions common;
  program.require_subcommand(0, 1);
  program.add_flag("--quiet", common.quiet, "No progress, errors only");
  program.set_version_flag("--version", "servanda 0.1.0");
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : 2;
  }
  return common.exit_code;
}
