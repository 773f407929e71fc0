// The commands of the program: one file each, in the order in which --help lists them.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "servanda/base/progress.h"
#include "servanda/base/result.h"

namespace servanda::apps {

// What every command shares.
struct Common {
  bool quiet = false;
  int exit_code = 0;    // set by the command that ran
  base::Cancel cancel;  // set by Ctrl-C
};

// Each adds its subcommand to the program.
void add_code(CLI::App& program, Common& common);
void add_read(CLI::App& program, Common& common);
void add_init(CLI::App& program, Common& common);
void add_add(CLI::App& program, Common& common);
void add_sources(CLI::App& program, Common& common);
void add_events(CLI::App& program, Common& common);
void add_timeline(CLI::App& program, Common& common);
void add_pledges(CLI::App& program, Common& common);
void add_balance(CLI::App& program, Common& common);
void add_impact(CLI::App& program, Common& common);
void add_breaks(CLI::App& program, Common& common);
void add_outlook(CLI::App& program, Common& common);
void add_forecasts(CLI::App& program, Common& common);
void add_edit(CLI::App& program, Common& common);
void add_import(CLI::App& program, Common& common);
void add_export(CLI::App& program, Common& common);
void add_verify(CLI::App& program, Common& common);
void add_sql(CLI::App& program, Common& common);
void add_doctor(CLI::App& program, Common& common);
void add_parse(CLI::App& program, Common& common);
void add_treaty(CLI::App& program, Common& common);
void add_brief(CLI::App& program, Common& common);

// Writes "servanda: place: message" to standard error and returns the exit code of the error.
int report(const base::Error& error);

// Gives a progress that writes to standard error: one line that is rewritten on a terminal, a line
// every few seconds otherwise; empty with --quiet.
base::Progress progress_to_stderr(const Common& common);

// Reads a whole file, or standard input for "-". Errors: kRefused with the path and the reason.
base::Result<std::string> read_file(const std::string& path);

}  // namespace servanda::apps
