// A thin, safe skin over DuckDB's C API: connections, prepared statements, rows, appenders. Used in
// store/ only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/date.h"
#include "servanda/store/duckdb_late.h"

namespace servanda::store {

// Rows of one query, read value by value in the order of the columns.
//
//   while (SERVANDA_TRY(rows.next())) { int64_t key = rows.integer(0); std::string id =
//   rows.text(1); }
class Rows {
 public:
  explicit Rows(duckdb_result result);
  Rows(Rows&& other) noexcept;
  Rows& operator=(Rows&&) = delete;
  ~Rows();

  // Moves to the next row; false at the end. Errors: kStore, if the next part cannot be read.
  base::Result<bool> next();
  // Puts the rows in the order of these columns, which hold integers. Before the first next().
  base::Result<void> sort(const std::vector<size_t>& columns);
  bool is_null(size_t column) const;
  // For columns of integer, boolean and date (days since 1970-01-01) types. NULL is 0.
  int64_t integer(size_t column) const;
  double real(size_t column) const;
  std::string text(size_t column) const;  // VARCHAR; "" for NULL

  size_t column_count() const { return types_.size(); }
  std::string column_name(size_t column);
  duckdb_type type(size_t column) const { return types_[column]; }

 private:
  struct Place {
    size_t chunk = 0;
    uint64_t row = 0;
  };
  base::Result<bool> fetch();
  void load_vectors();

  duckdb_result result_{};
  duckdb_data_chunk chunk_ = nullptr;
  std::vector<duckdb_data_chunk> sorted_;  // all of them, once they are sorted
  std::vector<Place> order_;
  size_t position_ = 0;
  uint64_t row_ = 0, size_ = 0;
  bool valid_ = true;
  std::vector<duckdb_type> types_;
  std::vector<void*> data_;
  std::vector<uint64_t*> validity_;
};

// A value bound to a parameter of a statement.
struct Parameter {
  enum class Kind : uint8_t { kText, kInteger, kIntegers } kind = Kind::kText;
  std::string text_value;
  int64_t integer_value = 0;
  std::vector<int64_t> integers;

  Parameter(std::string text)
      : text_value(std::move(text)) {}                    // NOLINT(google-explicit-constructor)
  Parameter(std::string_view text) : text_value(text) {}  // NOLINT(google-explicit-constructor)
  Parameter(const char* text) : text_value(text) {}       // NOLINT(google-explicit-constructor)
  Parameter(int64_t integer)
      : kind(Kind::kInteger), integer_value(integer) {}  // NOLINT(google-explicit-constructor)
  Parameter(std::vector<int64_t> list)
      : kind(Kind::kIntegers), integers(std::move(list)) {}  // NOLINT(google-explicit-constructor)
};

enum class Access : uint8_t { kRead, kWrite };

// An open database with one connection.
class Database {
 public:
  // Errors: kStore, with what DuckDB says: no such file, not a database, damaged, or which process
  // has it.
  static base::Result<Database> open(const std::string& path, Access access);
  Database(Database&& other) noexcept
      : database_(std::exchange(other.database_, nullptr)),
        connection_(std::exchange(other.connection_, nullptr)) {}
  Database& operator=(Database&& other) noexcept;
  ~Database();

  base::Result<void> run(std::string_view sql, const std::vector<Parameter>& parameters = {});
  base::Result<Rows> query(std::string_view sql, const std::vector<Parameter>& parameters = {});
  // Runs piece by piece; asks `stop` between the pieces. Errors: kInterrupted when it said so.
  base::Result<Rows> query(std::string_view sql, const std::vector<Parameter>& parameters,
                           const std::function<bool()>& stop);
  duckdb_connection connection() const { return connection_; }

 private:
  Database() = default;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

// Appends rows to one table, column by column. An error is kept and told by finish().
class Appender {
 public:
  Appender(const Database& database, const char* table);
  Appender(const Appender&) = delete;
  ~Appender();

  Appender& text(std::string_view value);          // bad UTF-8 is written as U+FFFD
  Appender& text_or_null(std::string_view value);  // NULL if empty
  Appender& integer(int64_t value);
  Appender& real(double value);
  Appender& truth(bool value);
  Appender& null();
  Appender& day(std::optional<record::DayNumber> value);
  // Three columns: EDTF text, first and last day; NULL for the unknown date and for open ends.
  Appender& date(const record::Date& value);
  void end_row();
  // Hands the rows to the transaction. Errors: kStore.
  base::Result<void> finish();

 private:
  duckdb_appender appender_ = nullptr;
  bool failed_ = false;
};

}  // namespace servanda::store
