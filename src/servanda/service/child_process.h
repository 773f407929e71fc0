// Runs a program with bytes in and bytes out, under limits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"

namespace servanda::service {

struct ChildOutput {
  std::string output;
  std::string errors;  // the first 64 KiB of standard error
  int exit_code = 0;   // 128 + signal if it was killed
  bool timed_out = false;
};

// Starts `arguments` (the first is the program, looked up on the path), feeds it `input`, collects
// what it writes and kills it after `wall_seconds` or when it has written more than `max_output`
// bytes. Errors: kInternal if it cannot start.
base::Result<ChildOutput> run_child(const std::vector<std::string>& arguments,
                                    std::string_view input, unsigned wall_seconds,
                                    uint64_t max_output);

}  // namespace servanda::service
