// Any bytes as Akoma Ntoso: what is read can be written, and is read back the same.
#include <cstdint>
#include <cstdlib>

#include "servanda/exchange/akoma_ntoso.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace servanda::exchange;
  const auto read = read_akoma_ntoso({reinterpret_cast<const char*>(data), size});
  if (!read) return 0;
  const std::string once = write_akoma_ntoso(read->document.text, read->treaty);
  const auto again = read_akoma_ntoso(once);
  // What was read from another's file is ours after one writing; from there on nothing may change.
  if (!again || again->document.text != read->document.text) std::abort();
  return 0;
}
