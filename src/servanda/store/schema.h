// The tables of a ledger (docs/formats/ledger.md).
#pragma once

#include <string_view>
#include <vector>

namespace servanda::store {

inline constexpr int kSchemaVersion = 2;

// Makes the table `naming`, which a ledger of version 1 lacks.
std::string_view naming_columns();

// The statements that make the tables of an empty ledger, in order.
const std::vector<std::string_view>& schema_statements();

// The tables that hold what was found in documents, for checks and exports, in the order of
// dependence.
const std::vector<std::string_view>& record_tables();

// All tables, in the order of the statements, but `naming`, which is made out of the others.
const std::vector<std::string_view>& all_tables();

}  // namespace servanda::store
