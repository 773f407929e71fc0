// Which states each document names: the table that a question about two states starts from.
#pragma once

#include <cstdint>

#include "servanda/store/database.h"

namespace servanda::store {

// How a document names a state. A document that the user filed under two states has one row for
// both of them, their codes in order and parted by a blank.
inline constexpr std::string_view kActs = "acts", kNamed = "named", kFiled = "filed";

// Writes the rows of `naming` for the documents from `first_key` on, out of what the other tables
// hold of them. The table holds nothing of its own, so it is neither exported nor imported.
base::Result<void> fill_naming(Database& database, int64_t first_key);

// Counts the rows that are missing in `naming` or should not be there.
base::Result<int64_t> wrong_namings(Database& database);

}  // namespace servanda::store
