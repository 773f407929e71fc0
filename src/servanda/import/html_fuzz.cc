// Any bytes as HTML: a document whose blocks lie in its text, or an error.
#include <cstdlib>

#include "servanda/import/read.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto document =
      servanda::import::read_html({reinterpret_cast<const char*>(data), size}, {});
  if (!document) return 0;
  for (const auto& block : document->blocks) {
    if (block.span.end > document->text.size() || block.span.begin > block.span.end) std::abort();
  }
  return 0;
}
