// Escapes text for HTML, SVG and XML.
#pragma once

#include <string>
#include <string_view>

namespace servanda::base {

// Returns the text with & < > " ' as references, fit for content and for attributes. Control
// characters are left as they are.
inline std::string escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

}  // namespace servanda::base
