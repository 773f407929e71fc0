// Feeds any bytes to the readers of model files, as they are and behind an intact header.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "servanda/event/coder_model.h"
#include "servanda/reading/reader_model.h"
#include "servanda/reading/turn_model.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string packed = servanda::event::pack_coder_parts(bytes);
  for (const std::string_view file : {bytes, std::string_view(packed)}) {
    (void)servanda::reading::ReaderModel::create(file);
    (void)servanda::reading::TurnModel::create(file);
  }
  return 0;
}
