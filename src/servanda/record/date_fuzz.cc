// Reads any bytes as a date; what is read must print and read back the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/record/date.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace servanda::record;
  const auto date = parse_date(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!date.ok()) return 0;
  const auto again = parse_date(print(date.value()));
  if (!again.ok() || !(again.value() == date.value())) std::abort();
  if (date.value().known() && first_day(date.value()) > last_day(date.value())) std::abort();
  return 0;
}
