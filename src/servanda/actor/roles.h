// Head nouns that say in what sector someone acts.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "servanda/base/result.h"

namespace servanda::actor {

class RoleTable {
 public:
  // Reads data/actors/roles.tsv: lemma|sector|. Errors: kInternal.
  static base::Result<RoleTable> create(std::string_view table);
  // Returns the sector of a lemma; empty if it is no role.
  std::string_view sector(std::string_view lemma) const;

 private:
  std::unordered_map<std::string_view, std::string_view> sectors_;  // views into the embedded table
};

}  // namespace servanda::actor
