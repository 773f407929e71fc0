// The command line: servanda COMMAND [OPTIONS]. Each command is a file of its own.
#include <algorithm>
#include <csignal>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "commands.h"
#include "input.h"
#include "servanda/service/import_file.h"

namespace {

servanda::apps::Common common;  // global only because a signal handler must reach it

// The first Ctrl-C lets the command stop in order; the second ends the process.
void on_interrupt(int signal) {
  common.cancel.request();
  std::signal(signal, SIG_DFL);
}

void add_commands(CLI::App& program) {
  using namespace servanda::apps;
  add_brief(program, common);
  add_read(program, common);
  add_treaty(program, common);
  add_code(program, common);
  add_parse(program, common);
  add_init(program, common);
  add_add(program, common);
  add_sources(program, common);
  add_events(program, common);
  add_timeline(program, common);
  add_pledges(program, common);
  add_balance(program, common);
  add_impact(program, common);
  add_breaks(program, common);
  add_outlook(program, common);
  add_forecasts(program, common);
  add_edit(program, common);
  add_sql(program, common);
  add_doctor(program, common);
  add_export(program, common);
  add_import(program, common);
  add_verify(program, common);
}

// The groups of --help, in its order. A command that stands in none is listed after them.
void group_commands(CLI::App& program) {
  struct Group {
    const char* title;
    std::vector<std::string_view> commands;
  };
  const Group groups[] = {
      {"From documents, at once", {"brief", "read", "treaty", "code", "parse"}},
      {"Keep a ledger", {"init", "add", "sources", "edit", "doctor"}},
      {"Ask the ledger",
       {"timeline", "pledges", "balance", "impact", "breaks", "outlook", "forecasts", "events",
        "sql"}},
      {"Carry it elsewhere", {"export", "import", "verify", "serve"}},
  };
  for (CLI::App* command : program.get_subcommands([](CLI::App*) { return true; })) {
    for (const Group& group : groups) {
      if (std::find(group.commands.begin(), group.commands.end(), command->get_name()) !=
          group.commands.end())
        command->group(group.title);
    }
  }
}

constexpr const char* kFirstSteps =
    "First steps, with a folder of your own documents (PDF, DOCX, HTML, text, JSON lines):\n"
    "  servanda brief RUS IRN FOLDER -o brief.html     a brief on two states, named by their ISO "
    "codes\n"
    "  servanda read FOLDER/report.pdf                 what one document holds\n"
    "To go on from there, keep a ledger:\n"
    "  servanda init dossier.servanda\n"
    "  servanda add dossier.servanda FOLDER            again whenever there is something new\n"
    "  servanda timeline RUS IRN --ledger dossier.servanda --since 2022\n"
    "  servanda brief RUS IRN --ledger dossier.servanda -o brief.html\n"
    "Each command's --help has a worked example: servanda brief --help.";

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "import-child")
    return servanda::service::run_import_child(argv[2]);
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  CLI::App program("Servanda reads what states sign, say and do, and keeps the account.",
                   "servanda");
  program.add_flag("--quiet", common.quiet, "No progress, errors only");
  program.set_version_flag("--version", "servanda 0.1.0");
  program.require_subcommand(0, 1);
  program.fallthrough();
  program.footer(kFirstSteps);
  add_commands(program);
  group_commands(program);
  servanda::apps::InterruptibleInput input(common.cancel);
  std::streambuf* before = std::cin.rdbuf(&input);
  int exit_code = 0;
  try {
    program.parse(argc, argv);
    if (program.get_subcommands().empty()) std::cout << program.help();
    exit_code = common.exit_code;
  } catch (const CLI::ParseError& error) {
    exit_code = program.exit(error) == 0 ? 0 : 2;
  }
  std::cin.rdbuf(before);
  return exit_code;
}
