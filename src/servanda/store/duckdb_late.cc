// Finds the library and its functions.
#include "servanda/store/duckdb_late.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

namespace servanda::store::duck {
namespace {

constexpr const char* kLibrary = "libduckdb.so";

void* library() {
  static void* const kLoaded = []() -> void* {
    if (void* found = dlopen(kLibrary, RTLD_LAZY | RTLD_LOCAL)) return found;
    // A sanitizer calls dlopen() itself, which then does not look where the program says.
    std::error_code error;
    const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    for (const auto& at : {folder, folder / "../third_party/duckdb"}) {
      if (void* found = dlopen((at / kLibrary).c_str(), RTLD_LAZY | RTLD_LOCAL)) return found;
    }
    return nullptr;
  }();
  return kLoaded;
}

}  // namespace

bool load() { return library() != nullptr; }

void* address(const char* name) {
  void* const found = dlsym(library(), name);
  if (found != nullptr) return found;
  fmt::print(stderr, "{} has no function {}: install it again\n", kLibrary, name);
  std::abort();
}

}  // namespace servanda::store::duck
