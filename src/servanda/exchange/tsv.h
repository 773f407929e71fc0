// Reads the tables of data/codes: tab-separated, '#' begins a comment line.
#pragma once

#include <string_view>
#include <vector>

namespace servanda::exchange {

// Calls `use` with the fields of each line that is neither empty nor a comment.
template <typename Use>
void for_each_row(std::string_view table, const Use& use) {
  std::vector<std::string_view> row;
  while (!table.empty()) {
    const size_t end = table.find('\n');
    std::string_view line = table.substr(0, end);
    table = end == std::string_view::npos ? std::string_view() : table.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;
    row.clear();
    while (true) {
      const size_t tab = line.find('\t');
      row.push_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line = line.substr(tab + 1);
    }
    use(row);
  }
}

}  // namespace servanda::exchange
