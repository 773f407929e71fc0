// Looks for amounts in any bytes, over tokens without trees and over odd trees made from the bytes.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/language/amounts.h"
#include "servanda/language/tokens.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  servanda::record::Parse parse;
  servanda::language::split(text, parse);
  for (uint32_t i = 0; i < parse.tokens.size(); ++i) {
    servanda::record::Token& token = parse.tokens[i];
    token.upos = static_cast<servanda::record::Upos>(data[token.span.begin] % 17);
    token.head = data[token.span.begin] % 3 == 0 || i == 0 ? i : i - 1;
  }
  uint32_t at = 0;
  for (const servanda::record::Amount& amount : servanda::language::find_amounts(text, parse)) {
    if (amount.span.begin < at || amount.span.end <= amount.span.begin || amount.span.end > size)
      std::abort();
    if (!(amount.upper >= amount.value) || std::isnan(amount.value)) std::abort();
    at = amount.span.end;
  }
  return 0;
}
