// Kinds of characters that tokenising tells apart, on UTF-8 text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "servanda/base/utf8.h"

namespace servanda::language {

enum class CharacterKind : uint8_t {
  kSpace,
  kLetter,      // letters and combining marks of any script
  kDigit,       // ASCII digits
  kApostrophe,  // ' ’ ‘ ` ´
  kQuote,       // " “ ” „ « »
  kHyphen,      // - and the hyphens of Unicode
  kDash,        // en and em dashes
  kCurrency,
  kEmoji,
  kJoiner,  // zero-width joiner, variation selectors, skin tones: continue an emoji or a word
  kMark     // any other punctuation or symbol, and bad bytes
};

struct Character {
  CharacterKind kind = CharacterKind::kMark;
  uint32_t code = 0xFFFD;
  uint32_t size = 1;  // bytes
};

constexpr bool is_upper_ascii(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit_ascii(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter_ascii(char c) { return is_upper_ascii(c) || is_lower_ascii(c); }
constexpr char to_lower_ascii(char c) { return is_upper_ascii(c) ? static_cast<char>(c + 32) : c; }

// What each ASCII character is.
inline constexpr std::array<CharacterKind, 128> kAsciiKinds = [] {
  std::array<CharacterKind, 128> kinds{};
  for (size_t c = 0; c < 128; ++c) {
    const char ch = static_cast<char>(c);
    kinds[c] = c <= 0x20 || c == 0x7F    ? CharacterKind::kSpace
               : is_letter_ascii(ch)     ? CharacterKind::kLetter
               : is_digit_ascii(ch)      ? CharacterKind::kDigit
               : ch == '\'' || ch == '`' ? CharacterKind::kApostrophe
               : ch == '"'               ? CharacterKind::kQuote
               : ch == '-'               ? CharacterKind::kHyphen
               : ch == '$'               ? CharacterKind::kCurrency
                                         : CharacterKind::kMark;
  }
  return kinds;
}();

// Reads the character at the front of `text`, which is not empty and not ASCII.
Character read_wide_character(std::string_view text);
// The same of any character; here, so that what it gives stays in registers: a call would write it
// byte by byte and read it as one, which waits for the writing.
inline Character read_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return {kAsciiKinds[first], first, 1};
  return read_wide_character(text);
}

// True if the text starts with an upper-case letter: Latin, Greek or Cyrillic.
bool starts_upper(std::string_view text);
// True if it starts with a lower-case letter of these scripts.
bool starts_lower(std::string_view text);

}  // namespace servanda::language
