// Word lists of the tokeniser, read from the tables that the program holds.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace servanda::language {

enum class Abbreviation : uint8_t {
  kNone,
  kTitle,   // before a name: never ends a sentence
  kNumber,  // an abbreviation only before a number: "No. 5", "Art. 3"
  kMonth,   // months and weekdays
  kOther
};

// Which words can be in a list, by their first byte and length: tells most others apart at once.
class WordSieve {
 public:
  void add(std::string_view word) {
    if (!word.empty()) lengths_[first(word)] |= length(word);
  }
  bool may_hold(std::string_view word) const {
    return !word.empty() && (lengths_[first(word)] & length(word)) != 0;
  }

 private:
  static size_t first(std::string_view word) { return static_cast<unsigned char>(word.front()); }
  static uint64_t length(std::string_view word) {
    return uint64_t{1} << std::min<size_t>(word.size(), 63);
  }
  std::array<uint64_t, 256> lengths_{};
};

// Sorted words with a class each; find() is a binary search.
class WordTable {
 public:
  // Reads lines "word" or "word<TAB>class"; the text must outlive the table.
  explicit WordTable(std::string_view lines);
  // Returns the class of the word (the empty text if the line has none), or nullptr.
  const std::string_view* find(std::string_view word) const;
  bool contains(std::string_view word) const { return find(word) != nullptr; }

 private:
  struct Entry {
    std::string_view word, value;
  };
  std::vector<Entry> entries_;
  WordSieve sieve_;
};

// Returns the class of a word written without its full stop; the spelling with a first capital
// counts too.
Abbreviation abbreviation_class(std::string_view word);
// True for "anti", "Non": prefixes that UD English leaves in one token with what follows the
// hyphen.
bool is_hyphen_prefix(std::string_view word);
// True for "The", "However": capitalised words that rarely follow an abbreviation within a
// sentence.
bool is_sentence_starter(std::string_view word);
// True for units that are written without a space after a number and split by UD English: "km",
// "pm", "bn".
bool is_glued_unit(std::string_view word);

}  // namespace servanda::language
