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
    if (duck::prepare(connection, std::string(sql).c_str(), &statement.statement_) == DuckDBError) {
      return store_error(first_line(duck::prepare_error(statement.statement_)));
    }
    for (idx_t i = 0; i < parameters.size(); ++i)
      SERVANDA_TRY(statement.bind(i + 1, parameters[i]));
    return statement;
  }
  Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  ~Statement() {
    if (statement_ != nullptr) duck::destroy_prepare(&statement_);
  }
  duckdb_prepared_statement get() const { return statement_; }

 private:
  Statement() = default;

  base::Result<void> bind(idx_t index, const Parameter& parameter) {
    duckdb_state state = DuckDBError;
    switch (parameter.kind) {
      case Parameter::Kind::kText:
        state = duck::bind_varchar_length(statement_, index, parameter.text_value.data(),
                                          parameter.text_value.size());
        break;
      case Parameter::Kind::kInteger:
        state = duck::bind_int64(statement_, index, parameter.integer_value);
        break;
      case Parameter::Kind::kIntegers: {
        std::vector<duckdb_value> values;
        values.reserve(parameter.integers.size() + 1);  // of an empty list too it wants an address
        for (const int64_t integer : parameter.integers)
          values.push_back(duck::create_int64(integer));
        duckdb_logical_type type = duck::create_logical_type(DUCKDB_TYPE_BIGINT);
        duckdb_value list = duck::create_list_value(type, values.data(), values.size());
        state = duck::bind_value(statement_, index, list);
        duck::destroy_value(&list);
        duck::destroy_logical_type(&type);
        for (duckdb_value& value : values) duck::destroy_value(&value);
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
  const idx_t columns = duck::column_count(&result_);
  for (idx_t i = 0; i < columns; ++i) types_.push_back(duck::column_type(&result_, i));
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
  if (chunk_ != nullptr && sorted_.empty()) duck::destroy_data_chunk(&chunk_);
  for (duckdb_data_chunk& chunk : sorted_) duck::destroy_data_chunk(&chunk);
  if (valid_) duck::destroy_result(&result_);
}

// Takes the next part of the result; false at its end.
base::Result<bool> Rows::fetch() {
  chunk_ = duck::fetch_chunk(result_);
  if (chunk_ == nullptr) {
    const char* error = duck::result_error(&result_);
    if (error != nullptr && *error != '\0') return store_error(first_line(error));
    return false;
  }
  size_ = duck::data_chunk_get_size(chunk_);
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
    if (chunk_ != nullptr) duck::destroy_data_chunk(&chunk_);
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
    duckdb_vector vector = duck::data_chunk_get_vector(chunk_, i);
    data_[i] = duck::vector_get_data(vector);
    validity_[i] = duck::vector_get_validity(vector);
  }
}

bool Rows::is_null(size_t column) const {
  return validity_[column] != nullptr && !duck::validity_row_is_valid(validity_[column], row_);
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
  return std::string(duck::string_t_data(value), duck::string_t_length(*value));
}

std::string Rows::column_name(size_t column) { return duck::column_name(&result_, column); }

base::Result<Database> Database::open(const std::string& path, Access access) {
  SERVANDA_TRY(duck::load());
  duckdb_config config = nullptr;
  if (duck::create_config(&config) == DuckDBError) return store_error("DuckDB cannot be set up");
  // What is read is mostly one group of rows, at which a second thread would stand and wait.
  const bool reads = access == Access::kRead;
  duck::set_config(config, "access_mode", reads ? "READ_ONLY" : "READ_WRITE");
  duck::set_config(config, "threads", reads ? "1" : "2");
  duck::set_config(config, "memory_limit", "768MB");
  duck::set_config(config, "autoinstall_known_extensions", "false");
  duck::set_config(config, "autoload_known_extensions", "false");
  // The storage that DuckDB makes for programs of years ago is slower to open and to unpack.
  duck::set_config(config, "storage_compatibility_version", "v1.4.0");
  Database database;
  char* error = nullptr;
  const duckdb_state state = duck::open_ext(path.c_str(), &database.database_, config, &error);
  duck::destroy_config(&config);
  if (state == DuckDBError) {
    base::Error failure = store_error(first_line(error));
    duck::free(error);
    return failure;
  }
  if (duck::connect(database.database_, &database.connection_) == DuckDBError)
    return store_error("DuckDB gives no connection");
  return database;
}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(connection_, other.connection_);
  return *this;
}

Database::~Database() {
  if (connection_ != nullptr) duck::disconnect(&connection_);
  if (database_ != nullptr) duck::close(&database_);
}

base::Result<void> Database::run(std::string_view sql, const std::vector<Parameter>& parameters) {
  SERVANDA_TRY(query(sql, parameters));
  return {};
}

base::Result<Rows> Database::query(std::string_view sql, const std::vector<Parameter>& parameters) {
  Statement statement = SERVANDA_TRY(Statement::prepare(connection_, sql, parameters));
  duckdb_result result;
  if (duck::execute_prepared(statement.get(), &result) == DuckDBError) {
    base::Error error = store_error(first_line(duck::result_error(&result)));
    duck::destroy_result(&result);
    return error;
  }
  return Rows(result);
}

base::Result<Rows> Database::query(std::string_view sql, const std::vector<Parameter>& parameters,
                                   const std::function<bool()>& stop) {
  Statement statement = SERVANDA_TRY(Statement::prepare(connection_, sql, parameters));
  duckdb_pending_result pending = nullptr;
  if (duck::pending_prepared(statement.get(), &pending) == DuckDBError) {
    base::Error error = store_error(first_line(duck::pending_error(pending)));
    duck::destroy_pending(&pending);
    return error;
  }
  while (true) {
    const duckdb_pending_state state = duck::pending_execute_task(pending);
    if (state == DUCKDB_PENDING_ERROR) {
      base::Error error = store_error(first_line(duck::pending_error(pending)));
      duck::destroy_pending(&pending);
      return error;
    }
    if (duck::pending_execution_is_finished(state)) break;
    if (stop()) {
      duck::interrupt(connection_);
      duck::destroy_pending(&pending);
      return base::Error{base::ErrorCode::kInterrupted, "stopped", ""};
    }
  }
  duckdb_result result;
  const duckdb_state state = duck::execute_pending(pending, &result);
  duck::destroy_pending(&pending);
  if (state == DuckDBError) {
    base::Error error = store_error(first_line(duck::result_error(&result)));
    duck::destroy_result(&result);
    return error;
  }
  return Rows(result);
}

Appender::Appender(const Database& database, const char* table) {
  failed_ = duck::appender_create(database.connection(), nullptr, table, &appender_) == DuckDBError;
}

Appender::~Appender() {
  if (appender_ != nullptr) duck::appender_destroy(&appender_);
}

Appender& Appender::text(std::string_view value) {
  if (!is_valid_utf8(value)) return text(valid_utf8(value));
  failed_ =
      failed_ || duck::append_varchar_length(appender_, value.data(), value.size()) == DuckDBError;
  return *this;
}
Appender& Appender::text_or_null(std::string_view value) {
  return value.empty() ? null() : text(value);
}
Appender& Appender::integer(int64_t value) {
  failed_ = failed_ || duck::append_int64(appender_, value) == DuckDBError;
  return *this;
}
Appender& Appender::real(double value) {
  failed_ = failed_ || duck::append_double(appender_, value) == DuckDBError;
  return *this;
}
Appender& Appender::truth(bool value) {
  failed_ = failed_ || duck::append_bool(appender_, value) == DuckDBError;
  return *this;
}
Appender& Appender::null() {
  failed_ = failed_ || duck::append_null(appender_) == DuckDBError;
  return *this;
}
Appender& Appender::day(std::optional<record::DayNumber> value) {
  if (!value) return null();
  failed_ = failed_ || duck::append_date(appender_, duckdb_date{*value}) == DuckDBError;
  return *this;
}
Appender& Appender::date(const record::Date& value) {
  if (!value.known()) return null().null().null();
  text(record::print(value));
  day(value.open_begin ? std::nullopt : std::optional(record::first_day(value)));
  return day(value.open_end ? std::nullopt : std::optional(record::last_day(value)));
}
void Appender::end_row() { failed_ = failed_ || duck::appender_end_row(appender_) == DuckDBError; }

base::Result<void> Appender::finish() {
  if (!failed_ && duck::appender_flush(appender_) != DuckDBError) return {};
  return store_error(first_line(appender_ == nullptr ? nullptr : duck::appender_error(appender_)));
}

}  // namespace servanda::store
