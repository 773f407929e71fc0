// A text with its hash: words that are looked up and combined a hundred times are hashed once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace servanda::event {

// Returns the hash of a text (FNV-1a).
constexpr uint32_t hash_of(std::string_view text) {
  uint32_t hash = 2166136261u;
  for (const char byte : text) hash = (hash ^ static_cast<uint8_t>(byte)) * 16777619u;
  return hash;
}

// Used like the string_view that it is. A string_view is hashed where the text asks for it only.
struct HashedText : std::string_view {
  uint32_t hash = hash_of({});

  constexpr HashedText() = default;
  constexpr HashedText(const char* text) : HashedText(std::string_view(text)) {}
  constexpr explicit HashedText(std::string_view text)
      : std::string_view(text), hash(hash_of(text)) {}
};

// What a function takes that wants a hashed text and hashes what is none yet.
struct AnyText : HashedText {
  constexpr AnyText() = default;
  constexpr AnyText(const HashedText& text) : HashedText(text) {}
  constexpr AnyText(const char* text) : HashedText(text) {}
  constexpr AnyText(std::string_view text) : HashedText(text) {}
  AnyText(const std::string& text) : HashedText(text) {}
};

// True if a word is one of a list.
template <size_t Count>
constexpr bool in(const std::array<HashedText, Count>& words, const HashedText& word) {
  for (const HashedText& one : words) {
    if (one.hash == word.hash && one == word) return true;
  }
  return false;
}

inline constexpr std::array<HashedText, 10> kDigits = {"0", "1", "2", "3", "4",
                                                       "5", "6", "7", "8", "9"};

// Returns a number in one digit; 9 for all above.
constexpr const HashedText& digit(size_t number) { return kDigits[number < 9 ? number : 9]; }

}  // namespace servanda::event
