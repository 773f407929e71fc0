// Splits any bytes.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/language/tokens.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  servanda::record::Parse parse;
  servanda::language::split(text, parse);
  uint32_t at = 0;
  for (const servanda::record::Token& token : parse.tokens) {
    if (token.span.begin < at || token.span.end <= token.span.begin || token.span.end > size)
      std::abort();
    at = token.span.end;
  }
  return 0;
}
