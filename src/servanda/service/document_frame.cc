// Frames a document for a pipe.
#include "servanda/service/document_frame.h"

#include <cstring>
#include <type_traits>
#include <vector>

namespace servanda::service {
namespace {

void put(std::string& frame, std::string_view bytes) {
  const uint64_t size = bytes.size();
  frame.append(reinterpret_cast<const char*>(&size), sizeof size);
  frame.append(bytes);
}

template <typename T>
void put(std::string& frame, const std::vector<T>& items) {
  static_assert(std::is_trivially_copyable_v<T>);
  put(frame,
      std::string_view(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T)));
}

bool get(std::string_view& frame, std::string& bytes) {
  uint64_t size = 0;
  if (frame.size() < sizeof size) return false;
  std::memcpy(&size, frame.data(), sizeof size);
  frame.remove_prefix(sizeof size);
  if (frame.size() < size) return false;
  bytes = frame.substr(0, size);
  frame.remove_prefix(size);
  return true;
}

template <typename T>
bool get(std::string_view& frame, std::vector<T>& items) {
  std::string bytes;
  if (!get(frame, bytes) || bytes.size() % sizeof(T) != 0) return false;
  items.resize(bytes.size() / sizeof(T));
  if (!bytes.empty()) std::memcpy(items.data(), bytes.data(), bytes.size());
  return true;
}

}  // namespace

std::string write_frame(const record::Document& document) {
  std::string frame;
  for (const std::string* field :
       {&document.id, &document.title, &document.text, &document.date_basis, &document.source,
        &document.sha256, &document.media_type}) {
    put(frame, *field);
  }
  put(frame, record::print(document.date));
  put(frame, document.blocks);
  put(frame, document.origin);
  return frame;
}

base::Result<record::Document> read_frame(std::string_view bytes) {
  const base::Error broken{base::ErrorCode::kRejected, "the reader's answer is cut short", ""};
  record::Document document;
  for (std::string* field : {&document.id, &document.title, &document.text, &document.date_basis,
                             &document.source, &document.sha256, &document.media_type}) {
    if (!get(bytes, *field)) return broken;
  }
  std::string date;
  if (!get(bytes, date) || !get(bytes, document.blocks) || !get(bytes, document.origin) ||
      !bytes.empty())
    return broken;
  document.date = SERVANDA_TRY(record::parse_date(date));
  for (const record::Block& block : document.blocks) {
    if (block.span.begin > block.span.end || block.span.end > document.text.size()) return broken;
  }
  return document;
}

}  // namespace servanda::service
