// The functions of DuckDB that the store calls. The library is loaded when a ledger is opened: to
// bind its thousands of names takes as long as all the rest of a start, and most commands need
// none.
#pragma once

#include <duckdb.h>

#include "servanda/base/result.h"

// Each of them, for what is written once for all.
#define SERVANDA_DUCKDB_FUNCTIONS(each) \
  each(append_bool);                    \
  each(append_date);                    \
  each(append_double);                  \
  each(append_int64);                   \
  each(append_null);                    \
  each(append_varchar_length);          \
  each(appender_create);                \
  each(appender_destroy);               \
  each(appender_end_row);               \
  each(appender_error);                 \
  each(appender_flush);                 \
  each(bind_int64);                     \
  each(bind_value);                     \
  each(bind_varchar_length);            \
  each(close);                          \
  each(column_count);                   \
  each(column_name);                    \
  each(column_type);                    \
  each(connect);                        \
  each(create_config);                  \
  each(create_int64);                   \
  each(create_list_value);              \
  each(create_logical_type);            \
  each(data_chunk_get_size);            \
  each(data_chunk_get_vector);          \
  each(destroy_config);                 \
  each(destroy_data_chunk);             \
  each(destroy_logical_type);           \
  each(destroy_pending);                \
  each(destroy_prepare);                \
  each(destroy_result);                 \
  each(destroy_value);                  \
  each(disconnect);                     \
  each(execute_pending);                \
  each(execute_prepared);               \
  each(fetch_chunk);                    \
  each(free);                           \
  each(interrupt);                      \
  each(open_ext);                       \
  each(pending_error);                  \
  each(pending_execute_task);           \
  each(pending_execution_is_finished);  \
  each(pending_prepared);               \
  each(prepare);                        \
  each(prepare_error);                  \
  each(result_error);                   \
  each(set_config);                     \
  each(string_t_data);                  \
  each(string_t_length);                \
  each(validity_row_is_valid);          \
  each(vector_get_data);                \
  each(vector_get_validity)

namespace servanda::store::duck {

// Loads the library, once; before, no function may be called. Errors: kStore if it is not there or
// lacks a function.
base::Result<void> load();

#define SERVANDA_DECLARE(function) inline decltype(&::duckdb_##function) function = nullptr
SERVANDA_DUCKDB_FUNCTIONS(SERVANDA_DECLARE);
#undef SERVANDA_DECLARE

}  // namespace servanda::store::duck
