// Reads plain text and Markdown.
#include <fmt/format.h>

#include "servanda/base/sha256.h"
#include "servanda/import/read.h"

namespace servanda::import {

base::Result<record::Document> read_text(std::string_view bytes, const Origin& origin) {
  if (bytes.size() > kMaxDocumentBytes) {
    return base::Error{base::ErrorCode::kRefused,
                       fmt::format("has {} bytes; the limit for a document is {}", bytes.size(), kMaxDocumentBytes), origin.path};
  }
  record::Document document;
  document.sha256 = base::hex(base::sha256(bytes));
  document.id = document.sha256.substr(0, 16);
  document.path = origin.path;
  document.media_type = "text/plain";
  document.text = bytes;
  if (document.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return base::Error{base::ErrorCode::kRefused, "is empty", origin.path};
  }
  return document;
}

}  // namespace servanda::import
