// What words say of names (data/language/name_words.tsv).
#pragma once

#include <cstdint>
#include <string_view>

namespace servanda::language {

enum class NameWord : uint8_t {
  kRegion,  // a state, province or country
  kPostal,  // letters of an American state, in capitals
  kJoins,   // makes one name with a region behind it: "new", "republic"
  kOwner,   // a state whose name begins that of its organisations: "US"
  kTitle    // stands before the name of a person and is none
};

// Tells whether the words (one or two, as written) are of the kind.
bool is_name_word(std::string_view words, NameWord kind);

}  // namespace servanda::language
