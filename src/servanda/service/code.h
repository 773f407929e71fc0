// Codes a stream of documents: JSON lines in, PLOVER JSON lines out, in input order.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "servanda/base/progress.h"
#include "servanda/base/result.h"
#include "servanda/service/pipeline.h"

namespace servanda::service {

enum class CodeFormat : uint8_t { kPlover = 0, kCsv = 1, kIcews = 2, kGdelt = 3, kParquet = 4 };

struct CodeOptions {
  unsigned threads = 0;  // 0: all cores
  CodeFormat format = CodeFormat::kPlover;
  std::string parquet_path;  // Parquet is written to a file, at the end
};

struct CodeCounts {
  uint64_t documents = 0;
  uint64_t events = 0;
  uint64_t rejected = 0;
  uint64_t left_out = 0;  // events that the format has no way to say
};

// Reads JSON lines from `input` (called `path` in errors), writes the events to `output`. A line
// that cannot be read is reported through `reject` and the rest goes on. Errors: kStore if `output`
// cannot be written.
base::Result<CodeCounts> code_json_lines(const Pipeline& pipeline, std::istream& input,
                                         const std::string& path, std::ostream& output,
                                         const CodeOptions& options,
                                         const std::function<void(const base::Error&)>& reject,
                                         const base::Progress& progress,
                                         const base::Cancel& cancel);

}  // namespace servanda::service
