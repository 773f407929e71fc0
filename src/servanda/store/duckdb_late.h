// The functions of DuckDB that the store calls. The library is loaded when the ledger is opened: to
// bind its thousands of names takes as long as all the rest of a start, and most commands need
// none.
#pragma once

#include <duckdb.h>

#include <atomic>

namespace servanda::store::duck {

// Loads the library. False if it is not there; then no function may be called.
bool load();

// Returns the address of a function of the library, which is loaded.
void* address(const char* name);

template <typename Signature>
class Late;
template <typename Result, typename... Arguments>
class Late<Result(Arguments...)> {
 public:
  constexpr explicit Late(const char* name) : name_(name) {}
  Result operator()(Arguments... arguments) {
    auto* function = function_.load(std::memory_order_acquire);
    if (function == nullptr) {
      function = reinterpret_cast<Result (*)(Arguments...)>(address(name_));
      function_.store(function, std::memory_order_release);
    }
    return function(arguments...);
  }

 private:
  const char* name_;
  std::atomic<Result (*)(Arguments...)> function_ = nullptr;
};

#define SERVANDA_DUCK(function) \
  inline constinit Late<decltype(::duckdb_##function)> function("duckdb_" #function)
SERVANDA_DUCK(append_bool);
SERVANDA_DUCK(append_date);
SERVANDA_DUCK(append_double);
SERVANDA_DUCK(append_int64);
SERVANDA_DUCK(append_null);
SERVANDA_DUCK(append_varchar_length);
SERVANDA_DUCK(appender_create);
SERVANDA_DUCK(appender_destroy);
SERVANDA_DUCK(appender_end_row);
SERVANDA_DUCK(appender_error);
SERVANDA_DUCK(appender_flush);
SERVANDA_DUCK(bind_int64);
SERVANDA_DUCK(bind_value);
SERVANDA_DUCK(bind_varchar_length);
SERVANDA_DUCK(close);
SERVANDA_DUCK(column_count);
SERVANDA_DUCK(column_name);
SERVANDA_DUCK(column_type);
SERVANDA_DUCK(connect);
SERVANDA_DUCK(create_config);
SERVANDA_DUCK(create_int64);
SERVANDA_DUCK(create_list_value);
SERVANDA_DUCK(create_logical_type);
SERVANDA_DUCK(data_chunk_get_size);
SERVANDA_DUCK(data_chunk_get_vector);
SERVANDA_DUCK(destroy_config);
SERVANDA_DUCK(destroy_data_chunk);
SERVANDA_DUCK(destroy_logical_type);
SERVANDA_DUCK(destroy_pending);
SERVANDA_DUCK(destroy_prepare);
SERVANDA_DUCK(destroy_result);
SERVANDA_DUCK(destroy_value);
SERVANDA_DUCK(disconnect);
SERVANDA_DUCK(execute_pending);
SERVANDA_DUCK(execute_prepared);
SERVANDA_DUCK(fetch_chunk);
SERVANDA_DUCK(free);
SERVANDA_DUCK(interrupt);
SERVANDA_DUCK(open_ext);
SERVANDA_DUCK(pending_error);
SERVANDA_DUCK(pending_execute_task);
SERVANDA_DUCK(pending_execution_is_finished);
SERVANDA_DUCK(pending_prepared);
SERVANDA_DUCK(prepare);
SERVANDA_DUCK(prepare_error);
SERVANDA_DUCK(result_error);
SERVANDA_DUCK(set_config);
SERVANDA_DUCK(string_t_data);
SERVANDA_DUCK(string_t_length);
SERVANDA_DUCK(validity_row_is_valid);
SERVANDA_DUCK(vector_get_data);
SERVANDA_DUCK(vector_get_validity);
#undef SERVANDA_DUCK

}  // namespace servanda::store::duck
