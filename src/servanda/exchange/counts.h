// Reads a table of monthly counts of dyads.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"

namespace servanda::exchange {

struct CountRow {
  std::string a, b;
  int year = 0, month = 0;
  double count = 0;
  std::optional<double> all;  // of all dyads in that month
};

// Reads delimited text with a header. Columns: a (or actor), b (or recipient), month ("2025-01"),
// then the count (count, events or the first other column) and, if there, the count of all (all,
// total, volume, or a name that holds "all"). Errors: kRefused with `path`:line and what is wrong.
base::Result<std::vector<CountRow>> read_counts(std::string_view table, const std::string& path);

}  // namespace servanda::exchange
