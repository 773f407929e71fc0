// Feeds any bytes to the readers of tables and models.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "servanda/event/coder_model.h"
#include "servanda/event/lexicon.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)servanda::event::Lexicon::create(bytes, bytes, bytes, bytes, bytes);
  (void)servanda::event::read_coder_model(bytes);
  (void)servanda::event::read_coder_parts(bytes);
  (void)servanda::event::read_compiled_model(bytes);
  return 0;
}
