// Starts documents and collects their text.
#include "servanda/import/document.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/base/sha256.h"
#include "servanda/base/utf8.h"

namespace servanda::import {

base::Result<record::Document> new_document(std::string_view bytes, const Origin& origin,
                                            std::string_view media_type) {
  if (bytes.size() > kMaxDocumentBytes) {
    return base::Error{base::ErrorCode::kRefused,
                       fmt::format("has {} bytes; the limit for a document is {}", bytes.size(),
                                   kMaxDocumentBytes),
                       origin.path};
  }
  record::Document document;
  document.sha256 = base::hex(base::sha256(bytes));
  document.id = document.sha256.substr(0, 16);
  document.path = origin.path;
  document.media_type = media_type;
  return document;
}

std::vector<record::OriginRun> through(const std::vector<record::OriginRun>& runs,
                                       const std::vector<record::OriginRun>& decoded) {
  std::vector<record::OriginRun> result;
  for (const record::OriginRun& run : runs) {
    const uint64_t end = run.origin_begin + run.size;
    auto part =
        std::partition_point(decoded.begin(), decoded.end(), [&](const record::OriginRun& other) {
          return other.text_begin + other.size <= run.origin_begin;
        });
    for (; part != decoded.end() && part->text_begin < end; ++part) {
      const uint64_t from = std::max<uint64_t>(run.origin_begin, part->text_begin);
      const uint64_t to = std::min<uint64_t>(end, part->text_begin + part->size);
      result.push_back({static_cast<uint32_t>(run.text_begin + (from - run.origin_begin)),
                        part->origin_begin + (from - part->text_begin),
                        static_cast<uint32_t>(to - from)});
    }
  }
  return result;
}

base::Result<void> require_text(const record::Document& document) {
  if (document.text.find_first_not_of(" \t\r\n\f") != std::string::npos) return {};
  return base::Error{base::ErrorCode::kRefused, "has no text in it", document.path};
}

void TextBuilder::add_run(uint64_t origin, uint32_t size) {
  const auto at = static_cast<uint32_t>(document_.text.size());
  auto& runs = document_.origin;
  if (!runs.empty() && runs.back().text_begin + runs.back().size == at &&
      runs.back().origin_begin + runs.back().size == origin) {
    runs.back().size += size;
    return;
  }
  runs.push_back({at, origin, size});
}

void TextBuilder::add(std::string_view words, uint64_t origin) {
  for (size_t i = 0; i < words.size();) {
    const auto c = static_cast<unsigned char>(words[i]);
    const bool no_break_space =
        c == 0xC2 && i + 1 < words.size() && static_cast<unsigned char>(words[i + 1]) == 0xA0;
    if (c == ' ' || (c >= '\t' && c <= '\r') || no_break_space) {
      pending_space_ = true;
      i += no_break_space ? 2 : 1;
      continue;
    }
    size_t end = i;
    while (end < words.size()) {
      const auto d = static_cast<unsigned char>(words[end]);
      if (d == ' ' || (d >= '\t' && d <= '\r')) break;
      if (d == 0xC2 && end + 1 < words.size() && static_cast<unsigned char>(words[end + 1]) == 0xA0)
        break;
      ++end;
    }
    const bool first = document_.text.size() == block_begin_ || document_.text.back() == '\n';
    if (pending_space_ && !first) document_.text += ' ';
    pending_space_ = false;
    add_run(origin + i, static_cast<uint32_t>(end - i));
    document_.text.append(words.substr(i, end - i));
    i = end;
  }
}

void TextBuilder::end_line() {
  if (document_.text.size() > block_begin_) document_.text += '\n';
  pending_space_ = false;
}

void TextBuilder::end_block(record::BlockKind kind) {
  pending_space_ = false;
  while (document_.text.size() > block_begin_ && document_.text.back() == '\n')
    document_.text.pop_back();
  const auto end = static_cast<uint32_t>(document_.text.size());
  if (end == block_begin_) return;
  document_.blocks.push_back({{block_begin_, end}, kind});
  document_.text += "\n\n";
  block_begin_ = static_cast<uint32_t>(document_.text.size());
}

}  // namespace servanda::import
