// Feeds any bytes to the readers of the coder's models: as a file, as what a file holds deflated
// behind an intact header, and compiled. What is read can be written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "servanda/event/coder_model.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace servanda::event;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)read_coder_model(bytes);
  (void)read_compiled_model(bytes);
  const auto packed = read_coder_model(pack_coder_parts(bytes));
  if (packed.ok() != read_coder_parts(bytes).ok()) std::abort();
  if (!packed.ok()) return 0;
  const std::string written = write_coder_model(*packed);
  const auto again = read_coder_model(written);
  if (!again.ok() || write_coder_model(*again) != written) std::abort();
  return 0;
}
