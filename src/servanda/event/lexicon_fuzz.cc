// Feeds any bytes to the readers of tables.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "servanda/event/lexicon.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)servanda::event::Lexicon::create(bytes, bytes, bytes, bytes, bytes);
  return 0;
}
