// Reads plain text and Markdown.
#include <fmt/format.h>

#include "servanda/base/sha256.h"
#include "servanda/import/charset.h"
#include "servanda/import/document.h"
#include "servanda/import/read.h"

namespace servanda::import {

std::string title_of(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  size_t end = text.find('\n', begin);
  if (end == std::string_view::npos) return {};
  std::string_view line = text.substr(begin, end - begin);
  const bool markdown = line.starts_with("# ");
  if (markdown) line.remove_prefix(2);
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  const bool sentence =
      !line.empty() && (line.back() == '.' || line.back() == ';' || line.back() == ',');
  if (!markdown && (line.size() > 200 || sentence)) return {};
  return std::string(line);
}

base::Result<record::Document> read_text(std::string_view bytes, const Origin& origin) {
  record::Document document = SERVANDA_TRY(new_document(bytes, origin, "text/plain"));
  auto decoded = decode(bytes, {});
  if (!decoded) return base::Error{decoded.error().code, decoded.error().message, origin.path};
  document.text = std::move(decoded->text);
  document.origin = std::move(decoded->origin);
  document.title = title_of(document.text);
  SERVANDA_TRY(require_text(document));
  return document;
}

}  // namespace servanda::import
