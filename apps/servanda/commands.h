// The commands of the program: one file each, in the order in which --help lists them.
#pragma once

#include <CLI/CLI.hpp>

namespace servanda::apps {

// What every command shares.
struct CommonOptions {
  bool quiet = false;
  int exit_code = 0;  // set by the command that ran
};

// Each adds its subcommand to the program.
// (One line a command: void add_code(CLI::App& program, CommonOptions& common);)

}  // namespace servanda::apps
