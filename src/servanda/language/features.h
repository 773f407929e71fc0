// What the network sees of a word: hashes of its form, its beginnings and endings, and its shape.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace servanda::language {

constexpr size_t kAffixCount = 10;  // prefixes of 1 to 4 bytes, suffixes of 1 to 5, the shape

struct WordFeatures {
  uint64_t word = 0;             // of the form in lower case, with plain quotes and dashes
  uint64_t word_with_zeros = 0;  // the same with every digit as 0
  std::array<uint32_t, kAffixCount> affixes{};  // to be reduced modulo the size of a table
};

// Returns the features of a token's form. Only the first and last 48 bytes of a longer form are
// read.
WordFeatures features_of(std::string_view form);

// Returns the 64-bit hash under which a word that is in lower case already stands in the
// vocabulary.
uint64_t word_hash(std::string_view lower);

// Carries a hash on over one more value.
constexpr uint64_t carry_on(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

}  // namespace servanda::language
