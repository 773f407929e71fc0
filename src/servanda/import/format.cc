// Tells the format of a file by its first bytes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "servanda/import/read.h"

namespace servanda::import {
namespace {

struct Magic {
  std::string_view bytes;
  std::string_view message;  // why it is not read
};

constexpr Magic kNotRead[] = {
    {"\xD0\xCF\x11\xE0",
     "is an old Office file or a password-protected one: save it as .docx without a password"},
    {"{\\rtf", "is RTF, which is not read: save it as .docx or .txt"},
    {"\x89PNG", "is an image: its text must be recognised (OCR) first"},
    {"\xFF\xD8\xFF", "is an image: its text must be recognised (OCR) first"},
    {"GIF8", "is an image"},
    {"\x1F\x8B", "is compressed with gzip: unpack it first"},
    {"BZh", "is compressed with bzip2: unpack it first"},
    {"\xFD\x37zXZ", "is compressed with xz: unpack it first"},
    {"Rar!", "is a RAR archive: unpack it first"},
    {"7z\xBC\xAF", "is a 7-Zip archive: unpack it first"},
    {"\x7F\x45LF", "is a program, not a document"},
    {"MZ", "is a program, not a document"},
    {"PAR1", "is a Parquet file, not a document"},
    {"SQLite format 3", "is a database, not a document"},
};

std::string lower_ending(const std::string& path) {
  const size_t dot = path.find_last_of("./");
  if (dot == std::string::npos || path[dot] != '.') return {};
  std::string ending = path.substr(dot + 1);
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

bool looks_like_html(std::string_view bytes) {
  std::string head(bytes.substr(0, 1024));
  std::transform(head.begin(), head.end(), head.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return head.find("<!doctype html") != std::string::npos ||
         head.find("<html") != std::string::npos;
}

// A tenth of control characters is no text in any charset; NULs are left to UTF-16 and UTF-32.
bool looks_binary(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return false;  // UTF-16: control bytes are letters
  const std::string_view sample = bytes.substr(0, 1 << 14);
  const auto control = std::count_if(sample.begin(), sample.end(), [](unsigned char c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0) || c == 0x7F;
  });
  return static_cast<size_t>(control) * 10 > sample.size();
}

}  // namespace

base::Result<Format> detect_format(std::string_view bytes, const Origin& origin) {
  const auto refuse = [&](std::string_view message) {
    return base::Error{base::ErrorCode::kRefused, std::string(message), origin.path};
  };
  if (bytes.empty()) return refuse("is empty");
  const std::string ending = lower_ending(origin.path);
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return Format::kPdf;
  if (bytes.starts_with("PK\x03\x04")) {
    if (bytes.find("word/") != std::string_view::npos || ending == "docx") return Format::kDocx;
    return refuse("is a ZIP archive without a Word document in it: unpack it first");
  }
  for (const Magic& magic : kNotRead) {
    if (bytes.starts_with(magic.bytes)) return refuse(magic.message);
  }
  if (looks_binary(bytes)) return refuse("is binary, not a document that can be read");
  if (ending == "csv" || ending == "tsv") {
    return refuse(
        "is a table, not a document: bring it into a ledger with `servanda import`, or give its "
        "texts as JSON lines");
  }
  if (ending == "jsonl" || ending == "ndjson") return Format::kJsonLines;
  if (ending == "html" || ending == "htm" || ending == "xhtml" || looks_like_html(bytes))
    return Format::kHtml;
  if (ending == "md" || ending == "markdown") return Format::kMarkdown;
  if (origin.path == "-" && bytes.front() == '{') return Format::kJsonLines;
  return Format::kText;
}

}  // namespace servanda::import
