// Runs a user's SELECT within limits, copies tables out, and checks a ledger.
#include <fmt/format.h>

#include <algorithm>

#include "servanda/base/sha256.h"
#include "servanda/store/naming.h"
#include "servanda/store/schema.h"
#include "servanda/store/state.h"
#include "servanda/store/store.h"

namespace servanda::store {
namespace {

bool is_number(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
    case DUCKDB_TYPE_DECIMAL:
      return true;
    default:
      return false;
  }
}

std::string trimmed(std::string_view query) {
  while (!query.empty() && (query.back() == ';' || query.back() == ' ' || query.back() == '\n' ||
                            query.back() == '\t' || query.back() == '\r')) {
    query.remove_suffix(1);
  }
  return std::string(query);
}

}  // namespace

base::Result<Table> Store::sql(const std::string& query, uint64_t most_rows,
                               const std::function<bool()>& stop) {
  const auto usage = [&](const base::Error& error) {
    return base::Error{
        error.code == base::ErrorCode::kInterrupted ? error.code : base::ErrorCode::kUsage,
        error.message, "sql"};
  };
  // From here on this connection reads no file and cannot be talked out of it.
  for (const std::string_view setting :
       {"SET threads = 2", "SET enable_external_access = false", "SET lock_configuration = true"}) {
    if (auto set = state_->database.run(setting);
        !set && set.error().message.find("locked") == std::string::npos)
      return state_->wrong(set.error());
  }
  // A newline ends a comment; the parentheses admit one SELECT and nothing else.
  const std::string inner = "(" + trimmed(query) + "\n)";
  Table table;
  {
    auto head = state_->database.query("SELECT * FROM " + inner + " LIMIT 0");
    if (!head) return usage(head.error());
    for (size_t i = 0; i < head->column_count(); ++i)
      table.columns.push_back({head->column_name(i), is_number(head->type(i))});
  }
  auto rows = state_->database.query(
      fmt::format("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {} LIMIT {}", inner, most_rows + 1), {},
      stop);
  if (!rows) return usage(rows.error());
  while (true) {
    auto more = rows->next();
    if (!more) return usage(more.error());
    if (!*more) break;
    if (table.rows.size() == most_rows) {
      table.cut = true;
      break;
    }
    std::vector<std::optional<std::string>>& row = table.rows.emplace_back();
    for (size_t i = 0; i < table.columns.size(); ++i)
      row.push_back(rows->is_null(i) ? std::nullopt : std::optional(rows->text(i)));
  }
  return table;
}

base::Result<std::vector<std::string>> Store::check() {
  std::vector<std::string> wrong;
  const auto count = [&](std::string_view sql, std::string_view sentence) {
    auto rows = state_->database.query(sql);
    if (!rows) {
      wrong.push_back(fmt::format("a table cannot be read: {}", rows.error().message));
      return;
    }
    auto more = rows->next();
    if (!more)
      wrong.push_back(fmt::format("a table cannot be read: {}", more.error().message));
    else if (rows->integer(0) > 0)
      wrong.push_back(fmt::format("{} {}", rows->integer(0), sentence));
  };
  count("SELECT count(*) - count(DISTINCT id) FROM documents", "documents stand twice");
  for (const std::string_view table : record_tables()) {
    if (table == "documents") continue;
    count(fmt::format("SELECT count(*) FROM {} WHERE document NOT IN (SELECT key FROM documents)",
                      table),
          fmt::format("rows of {} belong to no document", table));
  }
  for (const std::string_view table :
       {"events", "pledge_steps", "indicators", "forecasts", "motives", "findings", "signals"}) {
    count(fmt::format("SELECT count(*) FROM {0} t JOIN documents d ON d.key = t.document WHERE "
                      "t.\"end\" > strlen(d.text) OR t.\"begin\" >"
                      " t.\"end\"",
                      table),
          fmt::format("rows of {} point outside their document", table));
  }
  // Every column of every table is read, so that each block's checksum is looked at.
  for (const std::string_view table : record_tables()) {
    if (table == "documents") continue;
    auto rows = state_->database.query(fmt::format("SELECT bit_xor(hash(t)) FROM {} t", table));
    if (!rows)
      wrong.push_back(fmt::format("the table {} cannot be read: {}", table, rows.error().message));
  }
  if (state_->names_states) {
    const auto namings = wrong_namings(state_->database);
    if (!namings)
      wrong.push_back(fmt::format("the table naming cannot be read: {}", namings.error().message));
    else if (*namings > 0)
      wrong.push_back(fmt::format("{} rows of naming do not fit the documents", *namings));
  }
  auto rows = state_->database.query("SELECT id, text, text_sha256 FROM documents ORDER BY key");
  if (!rows) {
    wrong.push_back(fmt::format("the documents cannot be read: {}", rows.error().message));
    return wrong;
  }
  while (true) {
    auto more = rows->next();
    if (!more) {
      wrong.push_back(fmt::format("the documents cannot be read: {}", more.error().message));
      break;
    }
    if (!*more) break;
    if (base::hex(base::sha256(rows->text(1))) != rows->text(2))
      wrong.push_back(fmt::format("the text of {} has changed", rows->text(0)));
  }
  return wrong;
}

}  // namespace servanda::store
