// Talks to DuckDB through its C API.
#include "servanda/store/database.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/base/utf8.h"

namespace servanda::store {
namespace {

base::Error store_error(std::string message) {
  return {base::ErrorCode::kStore, std::move(message), ""};
}

// DuckDB's own words are for programmers: the first line of them is enough.
std::string first_line(const char* text) {
  std::string line(text == nullptr ? "no reason given" : text);
  return line.substr(0, line.find('\n'));
}

std::string valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t length = base::utf8_sequence_length(text.substr(i));
    if (length == 0)
      valid += "\xEF\xBF\xBD", ++i;
    else
      valid.append(text, i, length), i += length;
  }
  return valid;
}

bool is_valid_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const size_t length = base::utf8_sequence_length(text.substr(i));
    if (length == 0) return false;
    i += length;
  }
  return true;
}

class Statement {
 public:
  static base::Result<Statement> prepare(duckdb_connection connection, std::string_view sql,
                                         const std::vector<Parameter>& parameters) {
    Statement statement;
    if (duckdb_prepare(connection, std::string(sql).c_str(), &statement.statement_) ==
        DuckDBError) {
      return store_error(first_line(duckdb_prepare_error(statement.statement_)));
    }
    for (idx_t i = 0; i < parameters.size(); ++i)
      SERVANDA_TRY(statement.bind(i + 1, parameters[i]));
    return statement;
  }
  Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  ~Statement() {
    if (statement_ != nullptr) duckdb_destroy_prepare(&statement_);
  }
  duckdb_prepared_statement get() const { return statement_; }

 private:
  Statement() = default;

  base::Result<void> bind(idx_t index, const Parameter& parameter) {
    duckdb_state state = DuckDBError;
    switch (parameter.kind) {
      case Parameter::Kind::kText:
        state = duckdb_bind_varchar_length(statement_, index, parameter.text_value.data(),
                                           parameter.text_value.size());
        break;
      case Parameter::Kind::kInteger:
        state = duckdb_bind_int64(statement_, index, parameter.integer_value);
        break;
      case Parameter::Kind::kIntegers: {
        std::vector<duckdb_value> values;
        values.reserve(parameter.integers.size() + 1);  // of an empty list too it wants an address
        for (const int64_t integer : parameter.integers)
          values.push_back(duckdb_create_int64(integer));
        duckdb_logical_type type = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
        duckdb_value list = duckdb_create_list_value(type, values.data(), values.size());
        state = duckdb_bind_value(statement_, index, list);
        duckdb_destroy_value(&list);
        duckdb_destroy_logical_type(&type);
        for (duckdb_value& value : values) duckdb_destroy_value(&value);
        break;
      }
    }
    if (state == DuckDBError)
      return store_error(fmt::format("parameter {} cannot be bound", index));
    return {};
  }

  duckdb_prepared_statement statement_ = nullptr;
};

}  // namespace

Rows::Rows(duckdb_result result) : result_(result) {
  const idx_t columns = duckdb_column_count(&result_);
  for (idx_t i = 0; i < columns; ++i) types_.push_back(duckdb_column_type(&result_, i));
  data_.resize(columns);
  validity_.resize(columns);
}

Rows::Rows(Rows&& other) noexcept
    : result_(other.result_),
      chunk_(std::exchange(other.chunk_, nullptr)),
      sorted_(std::exchange(other.sorted_, {})),
      order_(std::move(other.order_)),
      position_(other.position_),
      row_(other.row_),
      size_(other.size_),
      valid_(std::exchange(other.valid_, false)),
      types_(std::move(other.types_)),
      data_(std::move(other.data_)),
      validity_(std::move(other.validity_)) {}

Rows::~Rows() {
  if (chunk_ != nullptr && sorted_.empty()) duckdb_destroy_data_chunk(&chunk_);
  for (duckdb_data_chunk& chunk : sorted_) duckdb_destroy_data_chunk(&chunk);
  if (valid_) duckdb_destroy_result(&result_);
}

// Takes the next part of the result; false at its end.
base::Result<bool> Rows::fetch() {
  chunk_ = duckdb_fetch_chunk(result_);
  if (chunk_ == nullptr) {
    const char* error = duckdb_result_error(&result_);
    if (error != nullptr && *error != '\0') return store_error(first_line(error));
    return false;
  }
  size_ = duckdb_data_chunk_get_size(chunk_);
  load_vectors();
  return true;
}

base::Result<bool> Rows::next() {
  if (!sorted_.empty()) {
    if (position_ == order_.size()) return false;
    const Place place = order_[position_++];
    row_ = place.row;
    if (chunk_ != sorted_[place.chunk]) {
      chunk_ = sorted_[place.chunk];
      load_vectors();
    }
    return true;
  }
  ++row_;
  while (chunk_ == nullptr || row_ >= size_) {
    if (chunk_ != nullptr) duckdb_destroy_data_chunk(&chunk_);
    if (!SERVANDA_TRY(fetch())) return false;
    row_ = 0;
  }
  return true;
}

base::Result<void> Rows::sort(const std::vector<size_t>& columns) {
  std::vector<int64_t> keys;  // of each row, one beside the other
  std::vector<size_t> rows;   // by their number in the order of arrival
  std::vector<Place> places;
  while (SERVANDA_TRY(fetch())) {
    for (row_ = 0; row_ < size_; ++row_) {
      rows.push_back(places.size());
      places.push_back({sorted_.size(), row_});
      for (const size_t column : columns) keys.push_back(integer(column));
    }
    sorted_.push_back(chunk_);
  }
  const auto before = [&](size_t x, size_t y) {
    const auto* const a = keys.data() + x * columns.size();
    const auto* const b = keys.data() + y * columns.size();
    return std::lexicographical_compare(a, a + columns.size(), b, b + columns.size());
  };
  if (!std::is_sorted(rows.begin(), rows.end(), before))
    std::stable_sort(rows.begin(), rows.end(), before);
  for (const size_t row : rows) order_.push_back(places[row]);
  return {};
}

void Rows::load_vectors() {
  for (size_t i = 0; i < types_.size(); ++i) {
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk_, i);
    data_[i] = duckdb_vector_get_data(vector);
    validity_[i] = duckdb_vector_get_validity(vector);
  }
}

bool Rows::is_null(size_t column) const {
  return validity_[column] != nullptr && !duckdb_validity_row_is_valid(validity_[column], row_);
}

int64_t Rows::integer(size_t column) const {
  if (is_null(column)) return 0;
  const void* data = data_[column];
  switch (types_[column]) {
    case DUCKDB_TYPE_BOOLEAN:
      return static_cast<const bool*>(data)[row_] ? 1 : 0;
    case DUCKDB_TYPE_TINYINT:
      return static_cast<const int8_t*>(data)[row_];
    case DUCKDB_TYPE_UTINYINT:
      return static_cast<const uint8_t*>(data)[row_];
    case DUCKDB_TYPE_SMALLINT:
      return static_cast<const int16_t*>(data)[row_];
    case DUCKDB_TYPE_USMALLINT:
      return static_cast<const uint16_t*>(data)[row_];
    case DUCKDB_TYPE_INTEGER:
      return static_cast<const int32_t*>(data)[row_];
    case DUCKDB_TYPE_UINTEGER:
      return static_cast<const uint32_t*>(data)[row_];
    case DUCKDB_TYPE_BIGINT:
      return static_cast<const int64_t*>(data)[row_];
    case DUCKDB_TYPE_UBIGINT:
      return static_cast<int64_t>(static_cast<const uint64_t*>(data)[row_]);
    case DUCKDB_TYPE_DATE:
      return static_cast<const duckdb_date*>(data)[row_].days;
    default:
      return 0;
  }
}

double Rows::real(size_t column) const {
  if (is_null(column)) return 0;
  if (types_[column] == DUCKDB_TYPE_DOUBLE) return static_cast<const double*>(data_[column])[row_];
  return static_cast<double>(integer(column));
}

std::string Rows::text(size_t column) const {
  if (is_null(column) || types_[column] != DUCKDB_TYPE_VARCHAR) return {};
  duckdb_string_t* value = &static_cast<duckdb_string_t*>(data_[column])[row_];
  return std::string(duckdb_string_t_data(value), duckdb_string_t_length(*value));
}

std::string Rows::column_name(size_t column) { return duckdb_column_name(&result_, column); }

base::Result<Database> Database::open(const std::string& path, Access access) {
  duckdb_config config = nullptr;
  if (duckdb_create_config(&config) == DuckDBError) return store_error("DuckDB cannot be set up");
  // What is read is mostly one group of rows, at which a second thread would stand and wait.
  const bool reads = access == Access::kRead;
  duckdb_set_config(config, "access_mode", reads ? "READ_ONLY" : "READ_WRITE");
  duckdb_set_config(config, "threads", reads ? "1" : "2");
  duckdb_set_config(config, "memory_limit", "768MB");
  duckdb_set_config(config, "autoinstall_known_extensions", "false");
  duckdb_set_config(config, "autoload_known_extensions", "false");
  // The storage that DuckDB makes for programs of years ago is slower to open and to unpack.
  duckdb_set_config(config, "storage_compatibility_version", "v1.4.0");
  Database database;
  char* error = nullptr;
  const duckdb_state state = duckdb_open_ext(path.c_str(), &database.database_, config, &error);
  duckdb_destroy_config(&config);
  if (state == DuckDBError) {
    base::Error failure = store_error(first_line(error));
    duckdb_free(error);
    return failure;
  }
  if (duckdb_connect(database.database_, &database.connection_) == DuckDBError)
    return store_error("DuckDB gives no connection");
  return database;
}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(connection_, other.connection_);
  return *this;
}

Database::~Database() {
  if (connection_ != nullptr) duckdb_disconnect(&connection_);
  if (database_ != nullptr) duckdb_close(&database_);
}

base::Result<void> Database::run(std::string_view sql, const std::vector<Parameter>& parameters) {
  SERVANDA_TRY(query(sql, parameters));
  return {};
}

base::Result<Rows> Database::query(std::string_view sql, const std::vector<Parameter>& parameters) {
  Statement statement = SERVANDA_TRY(Statement::prepare(connection_, sql, parameters));
  duckdb_result result;
  if (duckdb_execute_prepared(statement.get(), &result) == DuckDBError) {
    base::Error error = store_error(first_line(duckdb_result_error(&result)));
    duckdb_destroy_result(&result);
    return error;
  }
  return Rows(result);
}

base::Result<Rows> Database::query(std::string_view sql, const std::vector<Parameter>& parameters,
                                   const std::function<bool()>& stop) {
  Statement statement = SERVANDA_TRY(Statement::prepare(connection_, sql, parameters));
  duckdb_pending_result pending = nullptr;
  if (duckdb_pending_prepared(statement.get(), &pending) == DuckDBError) {
    base::Error error = store_error(first_line(duckdb_pending_error(pending)));
    duckdb_destroy_pending(&pending);
    return error;
  }
  while (true) {
    const duckdb_pending_state state = duckdb_pending_execute_task(pending);
    if (state == DUCKDB_PENDING_ERROR) {
      base::Error error = store_error(first_line(duckdb_pending_error(pending)));
      duckdb_destroy_pending(&pending);
      return error;
    }
    if (duckdb_pending_execution_is_finished(state)) break;
    if (stop()) {
      duckdb_interrupt(connection_);
      duckdb_destroy_pending(&pending);
      return base::Error{base::ErrorCode::kInterrupted, "stopped", ""};
    }
  }
  duckdb_result result;
  const duckdb_state state = duckdb_execute_pending(pending, &result);
  duckdb_destroy_pending(&pending);
  if (state == DuckDBError) {
    base::Error error = store_error(first_line(duckdb_result_error(&result)));
    duckdb_destroy_result(&result);
    return error;
  }
  return Rows(result);
}

Appender::Appender(const Database& database, const char* table) {
  failed_ =
      duckdb_appender_create(database.connection(), nullptr, table, &appender_) == DuckDBError;
}

Appender::~Appender() {
  if (appender_ != nullptr) duckdb_appender_destroy(&appender_);
}

Appender& Appender::text(std::string_view value) {
  if (!is_valid_utf8(value)) return text(valid_utf8(value));
  failed_ =
      failed_ || duckdb_append_varchar_length(appender_, value.data(), value.size()) == DuckDBError;
  return *this;
}
Appender& Appender::text_or_null(std::string_view value) {
  return value.empty() ? null() : text(value);
}
Appender& Appender::integer(int64_t value) {
  failed_ = failed_ || duckdb_append_int64(appender_, value) == DuckDBError;
  return *this;
}
Appender& Appender::real(double value) {
  failed_ = failed_ || duckdb_append_double(appender_, value) == DuckDBError;
  return *this;
}
Appender& Appender::truth(bool value) {
  failed_ = failed_ || duckdb_append_bool(appender_, value) == DuckDBError;
  return *this;
}
Appender& Appender::null() {
  failed_ = failed_ || duckdb_append_null(appender_) == DuckDBError;
  return *this;
}
Appender& Appender::day(std::optional<record::DayNumber> value) {
  if (!value) return null();
  failed_ = failed_ || duckdb_append_date(appender_, duckdb_date{*value}) == DuckDBError;
  return *this;
}
Appender& Appender::date(const record::Date& value) {
  if (!value.known()) return null().null().null();
  text(record::print(value));
  day(value.open_begin ? std::nullopt : std::optional(record::first_day(value)));
  return day(value.open_end ? std::nullopt : std::optional(record::last_day(value)));
}
void Appender::end_row() { failed_ = failed_ || duckdb_appender_end_row(appender_) == DuckDBError; }

base::Result<void> Appender::finish() {
  if (!failed_ && duckdb_appender_flush(appender_) != DuckDBError) return {};
  return store_error(first_line(appender_ == nullptr ? nullptr : duckdb_appender_error(appender_)));
}

}  // namespace servanda::store
