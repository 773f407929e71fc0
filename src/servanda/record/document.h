// A document as the stages read it: its text, and what is known of its origin.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "servanda/base/span.h"
#include "servanda/record/date.h"

namespace servanda::record {

// What a stretch of text is in its document.
enum class BlockKind : uint8_t {
  kParagraph = 0,
  kTitle = 1,
  kHeading = 2,
  kListItem = 3,
  kTableCell = 4,
  kQuote = 5,
  kCaption = 6
};

struct Block {
  base::Span span;
  BlockKind kind = BlockKind::kParagraph;
};

// `size` bytes of the text at `text_begin` stand in the imported file at `origin_begin`. Runs are
// in text order.
struct OriginRun {
  uint32_t text_begin = 0;
  uint64_t origin_begin = 0;
  uint32_t size = 0;
};

struct Document {
  std::string id;  // given by the user, else the first 16 hexadecimal digits of sha256
  std::string title;
  std::string text;        // UTF-8; all spans of all records of this document point into it
  Date date;               // when it was published or signed
  std::string date_basis;  // how the date is known: "metadata: article:published_time", "inferred:
                           // ..."; empty if unknown
  std::string source;      // outlet, author or publisher
  std::string url;
  std::string path;    // where it was read from
  std::string sha256;  // of the imported bytes, 64 hexadecimal digits
  std::string language = "en";
  std::string media_type;         // "text/plain", "text/html", "application/pdf", ...
  std::vector<Block> blocks;      // in text order, not overlapping
  std::vector<OriginRun> origin;  // empty if text and file are the same bytes
  std::vector<std::pair<std::string, std::string>> extra;  // unknown JSON fields: name, JSON text
};

// The words that a record rests on.
struct Evidence {
  std::string document;  // Document::id
  base::Span span;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

}  // namespace servanda::record
