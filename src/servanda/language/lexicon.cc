// Reads and searches the word lists of the tokeniser.
#include "servanda/language/lexicon.h"

#include <algorithm>
#include <array>

#include "servanda/embedded/kAbbreviations.h"
#include "servanda/embedded/kGluedUnits.h"
#include "servanda/embedded/kHyphenPrefixes.h"
#include "servanda/embedded/kSentenceStarters.h"
#include "servanda/language/characters.h"

namespace servanda::language {

WordTable::WordTable(std::string_view lines) {
  read_lines(lines,
             [this](std::string_view word, std::string_view cls) { classes_.add(word, cls); });
}

Abbreviation abbreviation_class(std::string_view word) {
  static const WordTable table(embedded::kAbbreviations());
  if (word.empty() || word.size() > 12) return Abbreviation::kNone;
  const std::string_view* value = table.find(word);
  if (value == nullptr && is_upper_ascii(word.front())) {
    std::array<char, 12> small{};
    std::copy(word.begin(), word.end(), small.begin());
    small[0] = to_lower_ascii(small[0]);
    value = table.find(std::string_view(small.data(), word.size()));
  }
  if (value == nullptr) return Abbreviation::kNone;
  switch (value->front()) {
    case 't':
      return Abbreviation::kTitle;
    case 'n':
      return Abbreviation::kNumber;
    case 'm':
      return Abbreviation::kMonth;
    default:
      return Abbreviation::kOther;
  }
}

bool is_hyphen_prefix(std::string_view word) {
  static const WordTable table(embedded::kHyphenPrefixes());
  std::array<char, 12> small{};
  if (word.empty() || word.size() > small.size()) return false;
  std::transform(word.begin(), word.end(), small.begin(), to_lower_ascii);
  return table.contains(std::string_view(small.data(), word.size()));
}

bool is_sentence_starter(std::string_view word) {
  static const WordTable table(embedded::kSentenceStarters());
  return table.contains(word);
}

bool is_glued_unit(std::string_view word) {
  static const WordTable table(embedded::kGluedUnits());
  return table.contains(word);
}

}  // namespace servanda::language
