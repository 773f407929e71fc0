// Looks words up in small letters, postal letters as they are written.
#include "servanda/language/name_words.h"

#include <algorithm>
#include <array>

#include "servanda/embedded/kNameWords.h"
#include "servanda/language/characters.h"
#include "servanda/language/lexicon.h"

namespace servanda::language {
namespace {

constexpr size_t kLongest = 24;  // bytes of an entry
constexpr std::array<std::string_view, 5> kKinds = {"region", "postal", "joins", "owner", "title"};

}  // namespace

bool is_name_word(std::string_view words, NameWord kind) {
  static const WordTable table(embedded::kNameWords());
  if (words.empty() || words.size() > kLongest) return false;
  std::array<char, kLongest> small{};
  std::string_view asked = words;
  if (kind != NameWord::kPostal) {
    std::transform(words.begin(), words.end(), small.begin(), to_lower_ascii);
    asked = {small.data(), words.size()};
  }
  const std::string_view* found = table.find(asked);
  return found != nullptr && *found == kKinds[static_cast<size_t>(kind)];
}

}  // namespace servanda::language
