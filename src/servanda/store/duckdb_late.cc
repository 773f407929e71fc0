// Finds the library and its functions.
#include "servanda/store/duckdb_late.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace servanda::store::duck {
namespace {

constexpr const char* kLibrary = "libduckdb.so";

base::Error cannot_load(std::string_view why) {
  return {base::ErrorCode::kStore,
          fmt::format("the ledger's library cannot be loaded ({}): put {} of DuckDB 1.4 beside the "
                      "program, or run ./start again",
                      why, kLibrary),
          ""};
}

base::Result<void*> open_library() {
  constexpr int kMode = RTLD_LAZY | RTLD_LOCAL;
  if (void* found = dlopen(kLibrary, kMode)) return found;
  const std::string why = dlerror();
  // A sanitizer calls dlopen() in our place, which then does not look where the program says.
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return cannot_load(why);
  for (const char* folder : {".", "../third_party/duckdb"}) {
    const auto at = program.parent_path() / folder / kLibrary;
    if (void* found = dlopen(at.c_str(), kMode)) return found;
  }
  return cannot_load(why);
}

base::Result<void> load_all() {
  void* const library = SERVANDA_TRY(open_library());
#define SERVANDA_FIND(function)                                                         \
  function = reinterpret_cast<decltype(function)>(dlsym(library, "duckdb_" #function)); \
  if (function == nullptr) return cannot_load("it has no duckdb_" #function)
  SERVANDA_DUCKDB_FUNCTIONS(SERVANDA_FIND);
#undef SERVANDA_FIND
  return {};
}

}  // namespace

base::Result<void> load() {
  static const base::Result<void> kLoaded = load_all();
  return kLoaded;
}

}  // namespace servanda::store::duck
