// Reads the field that says under which two states a document was filed.
#include "servanda/record/filing.h"

#include <algorithm>

namespace servanda::record {

std::vector<std::string> filed_under(const Document& document) {
  const auto field = std::find_if(document.extra.begin(), document.extra.end(),
                                  [](const auto& one) { return one.first == "dyad"; });
  if (field == document.extra.end()) return {};
  std::vector<std::string> codes(1);
  for (const char c : field->second) {
    if (c >= 'A' && c <= 'Z')
      codes.back() += c;
    else if (c >= 'a' && c <= 'z')
      codes.back() += static_cast<char>(c - 'a' + 'A');
    else if (!codes.back().empty())
      codes.emplace_back();
  }
  if (codes.back().empty()) codes.pop_back();
  const bool pair = codes.size() == 2 && codes[0] != codes[1] &&
                    std::all_of(codes.begin(), codes.end(),
                                [](const std::string& code) { return code.size() == 3; });
  return pair ? codes : std::vector<std::string>();
}

}  // namespace servanda::record
