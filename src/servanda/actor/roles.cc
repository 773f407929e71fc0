// Reads the table of roles.
#include "servanda/actor/roles.h"

namespace servanda::actor {

base::Result<RoleTable> RoleTable::create(std::string_view table) {
  RoleTable roles;
  while (!table.empty()) {
    const size_t end = std::min(table.find('\n'), table.size());
    const std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (line.empty() || line.front() == '#') continue;
    const size_t bar = line.find('|'), second = line.find('|', bar + 1);
    if (bar == std::string_view::npos || second == std::string_view::npos) {
      return base::Error{base::ErrorCode::kInternal, "a row of the table of roles has no sector: " + std::string(line), ""};
    }
    roles.sectors_.emplace(line.substr(0, bar), line.substr(bar + 1, second - bar - 1));
  }
  return roles;
}

std::string_view RoleTable::sector(std::string_view lemma) const {
  const auto found = sectors_.find(lemma);
  return found == sectors_.end() ? std::string_view() : found->second;
}

}  // namespace servanda::actor
