// Copies whole tables out to files and back in.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "servanda/store/naming.h"
#include "servanda/store/schema.h"
#include "servanda/store/state.h"
#include "servanda/store/store.h"

namespace servanda::store {
namespace {

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? "''" : std::string(1, c);
  return result + "'";
}

// NULL is written as \N, so that it is not the empty text; floating-point numbers in the shortest
// form that reads back to the same bits.
std::string options_of(std::string_view format) {
  return format == "parquet"
             ? "FORMAT parquet, COMPRESSION zstd"
             : "FORMAT csv, HEADER, NULLSTR '\\N', QUOTE '\"', ESCAPE '\"', DELIMITER ','";
}

// A document of 16 MB is one field of one line.
constexpr std::string_view kCsvReader =
    "read_csv({}, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '\\N', "
    "allow_quoted_nulls = false, all_varchar = true,"
    " auto_detect = false, columns = {}, max_line_size = 67108864, buffer_size = 134217728, "
    "parallel = false)";

}  // namespace

const std::vector<std::string_view>& Store::tables() { return all_tables(); }

base::Result<uint64_t> Store::copy_table(std::string_view table, const std::string& path,
                                         std::string_view format) {
  const bool known =
      std::find(all_tables().begin(), all_tables().end(), table) != all_tables().end() ||
      table == "reports";
  if (!known || (format != "parquet" && format != "csv")) {
    return base::Error{base::ErrorCode::kUsage,
                       fmt::format("there is no table '{}' or format '{}'", table, format),
                       "export"};
  }
  auto rows = state_->database.query(
      fmt::format("COPY (SELECT * FROM {}) TO {} ({})", table, quoted(path), options_of(format)));
  if (!rows) return base::Error{base::ErrorCode::kStore, rows.error().message, path};
  const auto more = rows->next();
  return more && *more ? static_cast<uint64_t>(rows->integer(0)) : uint64_t{0};
}

base::Result<Store> Store::create_from(const std::string& path, const std::string& folder,
                                       std::string_view format) {
  Store store = SERVANDA_TRY(create(path));
  Database& database = store.state_->database;
  const auto fill = [&]() -> base::Result<void> {
    SERVANDA_TRY(database.run("BEGIN TRANSACTION"));
    SERVANDA_TRY(database.run("DELETE FROM meta"));
    for (const std::string_view table : all_tables()) {
      const std::string file = quoted(fmt::format("{}/{}.{}", folder, table, format));
      std::string columns, reader_columns, casts;
      Rows described = SERVANDA_TRY(
          database.query("SELECT column_name, data_type FROM information_schema.columns WHERE "
                         "table_name = ? AND table_schema = 'main' ORDER BY ordinal_position",
                         {table}));
      while (SERVANDA_TRY(described.next())) {
        const std::string name = "\"" + described.text(0) + "\"";
        columns += (columns.empty() ? "" : ", ") + name;
        reader_columns +=
            (reader_columns.empty() ? "{" : ", ") + quoted(described.text(0)) + ": 'VARCHAR'";
        casts += (casts.empty() ? "CAST(" : ", CAST(") + name + " AS " + described.text(1) + ")";
      }
      const std::string source =
          format == "parquet" ? fmt::format("read_parquet({})", file)
                              : fmt::format(fmt::runtime(kCsvReader), file, reader_columns + "}");
      if (auto done = database.run(
              fmt::format("INSERT INTO {} ({}) SELECT {} FROM {}", table, columns, casts, source));
          !done) {
        return base::Error{base::ErrorCode::kRefused,
                           fmt::format("the table cannot be read: {}", done.error().message),
                           fmt::format("{}/{}.{}", folder, table, format)};
      }
    }
    // An export of version 1 has the same tables.
    SERVANDA_TRY(database.run("UPDATE meta SET value = ? WHERE key = 'version' AND value = '1'",
                              {std::to_string(kSchemaVersion)}));
    SERVANDA_TRY(fill_naming(database, 0));
    SERVANDA_TRY(database.run("COMMIT"));
    return database.run("CHECKPOINT");
  };
  auto filled = fill();
  if (filled) {
    store.state_->ids_loaded = false;
    return store;
  }
  base::Error error = store.state_->wrong(filled.error());
  { const Store closed = std::move(store); }
  std::remove(path.c_str());  // a ledger that never was is not left half made
  std::remove((path + ".wal").c_str());
  return error;
}

}  // namespace servanda::store
