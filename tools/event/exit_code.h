// How the trainers end.
#pragma once

#include <iostream>

#include "servanda/base/result.h"

namespace servanda::tools {

// Says on standard error what went wrong, if anything did, and returns the exit code of the
// program.
inline int exit_code(const base::Result<void>& done) {
  if (done) return 0;
  std::cerr << done.error().text() << "\n";
  return static_cast<int>(done.error().code);
}

}  // namespace servanda::tools
