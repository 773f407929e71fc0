// Imports files of any format; untrusted formats are parsed in a limited child process.
#pragma once

#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/import/read.h"
#include "servanda/record/document.h"

namespace servanda::service {

// What the child process may use.
struct ImportLimits {
  uint64_t memory_bytes = 4ull << 30;
  unsigned cpu_seconds = 60;
  unsigned wall_seconds = 120;
};

// Reads one document of any format but JSON lines. Text and Markdown are read here; HTML, PDF and
// DOCX in a child process without network, with limits on memory, time and files: what kills the
// child refuses the document and nothing else. Errors: kRefused with the path and the reason.
base::Result<record::Document> import_bytes(std::string_view bytes, const import::Origin& origin,
                                            const ImportLimits& limits = {});

// The body of the child: reads bytes from standard input, writes the document to standard output.
// Returns the exit code. The program calls it as `servanda import-child FORMAT`, before anything
// else.
int run_import_child(std::string_view format);

}  // namespace servanda::service
