// Reads one document from one line of JSON.
#include <fmt/format.h>
#include <simdjson.h>

#include "servanda/base/sha256.h"
#include "servanda/import/read.h"

namespace servanda::import {
namespace {

base::Error rejected(const Origin& origin, std::string message) {
  return {base::ErrorCode::kRejected, std::move(message),
          fmt::format("{}:{}", origin.path, origin.line)};
}

// Text fields of a document by their names in JSON.
std::string* text_field(record::Document& document, std::string_view name) {
  if (name == "id") return &document.id;
  if (name == "text") return &document.text;
  if (name == "title") return &document.title;
  if (name == "source") return &document.source;
  if (name == "url") return &document.url;
  return nullptr;
}

}  // namespace

base::Result<record::Document> read_json_line(std::string_view line, const Origin& origin) {
  if (line.size() > kMaxDocumentBytes) {
    return rejected(origin, fmt::format("the line has {} bytes; the limit for a document is {}",
                                        line.size(), kMaxDocumentBytes));
  }
  // One parser a thread keeps its memory from line to line; it holds no state between calls.
  thread_local simdjson::dom::parser parser;
  simdjson::dom::object object;
  const simdjson::error_code bad = parser.parse(line.data(), line.size()).get_object().get(object);
  if (bad != simdjson::SUCCESS) {
    return rejected(
        origin,
        fmt::format(
            "not a JSON object ({}): give one document a line, {{\"id\": ..., \"text\": ...}}",
            simdjson::error_message(bad)));
  }
  record::Document document;
  for (const auto [key, value] : object) {
    if (value.is_null()) continue;
    std::string_view text;
    const bool is_text = value.get_string().get(text) == simdjson::SUCCESS;
    if (std::string* field = text_field(document, key)) {
      if (is_text) {
        *field = text;
      } else if (key == "id" && (value.is_int64() || value.is_uint64())) {
        *field = simdjson::minify(value);
      } else {
        return rejected(origin, fmt::format("the field \"{}\" is not text", key));
      }
    } else if (key == "date" && is_text) {
      auto date = record::parse_date(text);
      if (!date)
        return rejected(origin, fmt::format("the field \"date\": {}", date.error().message));
      document.date = std::move(date).value();
      if (document.date.known()) document.date_basis = "given";
    } else {
      document.extra.emplace_back(key, simdjson::minify(value));
    }
  }
  if (document.text.empty()) return rejected(origin, "the field \"text\" is missing or empty");
  document.sha256 = base::hex(base::sha256(document.text));
  if (document.id.empty()) document.id = document.sha256.substr(0, 16);
  document.path = origin.path;
  document.media_type = "application/json";
  return document;
}

}  // namespace servanda::import
