// Reads any bytes as the JSON of an event; what is read is written and read back the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "servanda/exchange/event_json.h"
#include "servanda/exchange/reading_json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace servanda;
  exchange::EventJsonReader reader;
  const auto event = reader.read(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!event.ok()) return 0;
  // Without the text only what does not quote it can be compared.
  base::JsonWriter first, second;
  exchange::write_json(first, *event, "");
  const auto again = reader.read(first.text());
  if (!again.ok()) std::abort();
  exchange::write_json(second, *again, "");
  if (first.text() != second.text()) std::abort();
  return 0;
}
