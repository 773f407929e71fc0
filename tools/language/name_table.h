// The table of known names (language/known_names.h) out of lists.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace servanda::tools {

struct NameTable {
  std::vector<uint32_t> cells;
  std::vector<uint8_t> first_words;
};

// `lists`: lines of a name, a tab, and what it is; lines that begin with # are left out, and so are
// kinds that the table has not. `actors`: data/actors/names.tsv, of which the places, organisations
// and groups are taken. Of a name that stands twice the first kind counts.
NameTable make_name_table(const std::vector<std::string_view>& lists, std::string_view actors);

}  // namespace servanda::tools
