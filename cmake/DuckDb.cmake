# The embedded database: libduckdb.so and duckdb.h out of two npm packages, unpacked by tools/setup/fetch_duckdb.sh.
set(SERVANDA_DUCKDB ${CMAKE_SOURCE_DIR}/build/third_party/duckdb CACHE PATH "Folder with duckdb.h and libduckdb.so")
if(NOT EXISTS ${SERVANDA_DUCKDB}/libduckdb.so)
  execute_process(COMMAND ${CMAKE_SOURCE_DIR}/tools/setup/fetch_duckdb.sh ${SERVANDA_DUCKDB} RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "DuckDB could not be fetched: see tools/setup/fetch_duckdb.sh")
  endif()
endif()
# Not linked: the store loads it when it is wanted (src/servanda/store/duckdb_late.h), from where programs are told to look.
add_library(duckdb INTERFACE IMPORTED GLOBAL)
set_target_properties(duckdb PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${SERVANDA_DUCKDB} INTERFACE_LINK_LIBRARIES "${CMAKE_DL_LIBS}")
list(APPEND CMAKE_BUILD_RPATH ${SERVANDA_DUCKDB})
