// In what manner a document is written: as mail, reviews and posts on the web are, or as texts that
// were edited or spoken before others.
//
// The two treebanks name and tag by conventions of their own, and each stands for one manner; the
// second look goes by those of the manner that it meets. Words of content say nothing here, or the
// style would be a subject.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "servanda/language/look_evidence.h"
#include "servanda/language/tag.h"

namespace servanda::language {

constexpr size_t kStyles = 2;
enum class Style : uint8_t { kPosted, kEdited };

class DocumentStyle {
 public:
  static constexpr size_t kCells = 2048;
  static constexpr size_t kPieces = 3;  // of a word

  // What a word of a document says of the style, as cells of the table: its tag, the tag before it
  // in its sentence, and its form if it is a function word or a mark.
  static std::array<uint32_t, kPieces> pieces(std::span<const NotedWord> words, size_t at,
                                              std::span<const Tag> tags);

  explicit DocumentStyle(const int8_t* cells = nullptr) : cells_(cells) {}

  // Sums up what the words of a document say. The same on every machine.
  Style of(std::span<const NotedWord> words, std::span<const Tag> tags) const;

 private:
  const int8_t* cells_;  // positive where a piece speaks for kEdited
};

}  // namespace servanda::language
