// Feeds any bytes to the reader of model files.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "servanda/reading/reader_model.h"
#include "servanda/reading/turn_model.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)servanda::reading::ReaderModel::create(bytes);
  (void)servanda::reading::TurnModel::create(bytes);
  return 0;
}
