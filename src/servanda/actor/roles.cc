// Reads the table of roles.
#include "servanda/actor/roles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace servanda::actor {

base::Result<RoleTable> RoleTable::create(std::string_view table) {
  RoleTable roles;
  int number = 0;
  while (!table.empty()) {
    ++number;
    const size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (line.empty() || line.front() == '#') continue;
    std::array<std::string_view, 3> field{};
    for (std::string_view& one : field) {
      const size_t tab = std::min(line.find('\t'), line.size());
      one = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    const auto& [lemma, sector, kind] = field;
    if (kind == "person") {
      roles.roles_.add(lemma, Role{sector, RoleKind::kPerson});
    } else if (kind == "body") {
      roles.roles_.add(lemma, Role{sector, RoleKind::kBody});
    } else if (kind == "weak") {
      roles.roles_.add(lemma, Role{sector, RoleKind::kWeak});
    } else if (kind == "carrier") {
      roles.carriers_.add(lemma, true);
    } else if (kind == "modifier") {
      roles.modifiers_.add(lemma, sector);
    } else {
      return base::Error{base::ErrorCode::kInternal,
                         fmt::format("an unknown kind in line {} of the table of roles", number),
                         ""};
    }
  }
  return roles;
}

const Role* RoleTable::role(std::string_view lemmas) const { return roles_.find(lemmas); }

bool RoleTable::carries(std::string_view lemma) const { return carriers_.find(lemma) != nullptr; }

std::string_view RoleTable::modifier(std::string_view lemma) const {
  const std::string_view* found = modifiers_.find(lemma);
  return found == nullptr ? std::string_view() : *found;
}

void LowerWord::append(std::string_view word) {
  for (const char c : word.substr(0, sizeof buffer_ - size_))
    buffer_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

void LowerWord::prepend(std::string_view word) {
  const size_t room = std::min(word.size(), sizeof buffer_ - size_);
  std::memmove(buffer_ + room, buffer_, size_);
  size_ += room;
  for (size_t i = 0; i < room; ++i)
    buffer_[i] = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
}

}  // namespace servanda::actor
