// Writes the files that the trainers make.
#pragma once

#include <string>

#include "servanda/base/result.h"

namespace servanda::tools {

// Writes beside the place and renames, so that a full disk or an early end leaves the old file
// whole. What is no regular file (a pipe, a device) is written to as it is. Errors: kRefused.
base::Result<void> write_bytes(const std::string& path, const std::string& bytes);

}  // namespace servanda::tools
