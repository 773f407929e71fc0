// Escapes text for HTML, SVG and XML.
#pragma once

#include <string>
#include <string_view>

namespace servanda::base {

// Appends a character, & < > " ' as references, fit for content and for attributes.
inline void append_escaped(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      out += c;
  }
}

// Returns the text with & < > " ' as references. Control characters are left as they are: XML 1.0
// has no place for most of them, and its writers say what stands for them.
inline std::string escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) append_escaped(result, c);
  return result;
}

}  // namespace servanda::base
