// Adds up cells of a table of hashes.
#include "servanda/language/document_style.h"

#include "servanda/language/characters.h"
#include "servanda/language/features.h"

namespace servanda::language {
namespace {

using record::Upos;

constexpr uint64_t kNoXpos = 0xFF;  // before the first word of a sentence

bool is_function_word(Upos upos) {
  switch (upos) {
    case Upos::kADP:
    case Upos::kAUX:
    case Upos::kCCONJ:
    case Upos::kDET:
    case Upos::kINTJ:
    case Upos::kPART:
    case Upos::kPRON:
    case Upos::kPUNCT:
    case Upos::kSCONJ:
    case Upos::kSYM:
      return true;
    default:
      return false;
  }
}

uint32_t cell_of(uint64_t kind, uint64_t first, uint64_t second) {
  const uint64_t hash = carry_on(carry_on(kind, first), second);
  return static_cast<uint32_t>((hash ^ hash >> 32) % DocumentStyle::kCells);
}

}  // namespace

std::array<uint32_t, DocumentStyle::kPieces> DocumentStyle::pieces(std::span<const NotedWord> words,
                                                                   size_t at,
                                                                   std::span<const Tag> tags) {
  const NotedWord& word = words[at];
  const Tag tag = tags[word.tag];
  const bool capital = !word.form.empty() && is_upper_ascii(word.form[0]);
  const uint64_t xpos_before = word.opens ? kNoXpos : tags[words[at - 1].tag].xpos;
  return {cell_of(1, tag.xpos, capital), cell_of(2, xpos_before, tag.xpos),
          cell_of(3, is_function_word(tag.upos) ? word.lower : 0, capital)};
}

Style DocumentStyle::of(std::span<const NotedWord> words, std::span<const Tag> tags) const {
  int64_t sum = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    for (const uint32_t cell : pieces(words, i, tags)) sum += cells_[cell];
  }
  return sum > 0 ? Style::kEdited : Style::kPosted;
}

}  // namespace servanda::language
