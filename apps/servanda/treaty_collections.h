// servanda treaty align, code, find and map: lists of articles and collections of treaties.
#pragma once

#include <CLI/CLI.hpp>

#include "commands.h"

namespace servanda::apps {

// Adds the subcommands to `servanda treaty`.
void add_treaty_collections(CLI::App& treaty, Common& common);

}  // namespace servanda::apps
