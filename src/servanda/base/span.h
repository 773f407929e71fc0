// A half-open range of bytes in a document's text.
#pragma once

#include <cstdint>
#include <string_view>

namespace servanda::base {

// Bytes [begin, end) of the UTF-8 text of one document. Never a view: spans are stored, views are
// not.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  // Returns the words; an out-of-range span gives what of it lies in the text.
  constexpr std::string_view of(std::string_view text) const {
    if (begin >= text.size()) return {};
    return text.substr(begin, end > begin ? end - begin : 0);
  }
  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr auto operator<=>(Span, Span) = default;
};

}  // namespace servanda::base
