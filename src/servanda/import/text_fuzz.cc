// Any bytes as text, as the text of a PDF and as a JSON line.
#include "servanda/import/read.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)servanda::import::detect_format(bytes, {});
  (void)servanda::import::read_text(bytes, {});
  (void)servanda::import::read_pdf_text(bytes, {});
  (void)servanda::import::read_json_line(bytes, {});
  return 0;
}
