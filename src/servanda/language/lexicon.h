// Word lists of the tokeniser, read from the tables that the program holds.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
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
    if (!word.empty()) lengths_[static_cast<unsigned char>(word.front())] |= length(word.size());
  }
  bool may_hold(std::string_view word) const {
    return !word.empty() && may_hold(word.front(), word.size());
  }
  bool may_hold(char first, size_t size) const {
    return (lengths_[static_cast<unsigned char>(first)] & length(size)) != 0;
  }

 private:
  static uint64_t length(size_t size) { return uint64_t{1} << std::min<size_t>(size, 63); }
  std::array<uint64_t, 256> lengths_{};
};

// Calls take(word, value) for each line "word<TAB>value"; the value is empty where a line has none.
template <typename Take>
void read_lines(std::string_view lines, Take take) {
  while (!lines.empty()) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty() || line.front() == '#') continue;
    const size_t tab = line.find('\t');
    take(line.substr(0, tab), tab == line.npos ? std::string_view() : line.substr(tab + 1));
  }
}

// Values by word, for tables that every word of a text is looked up in: open addressing behind a
// sieve.
template <typename Value>
class WordMap {
 public:
  // Keeps a view of the word; the first value of a word stays.
  void add(std::string_view word, Value value) {
    if ((entries_.size() + 1) * 2 > places_.size()) {
      places_.assign(std::max<size_t>(places_.size() * 2, 16), 0);
      for (uint32_t i = 0; i < entries_.size(); ++i) places_[place_of(entries_[i].word)] = i + 1;
    }
    uint32_t& place = places_[place_of(word)];
    if (place != 0) return;
    entries_.push_back({word, std::move(value)});
    place = static_cast<uint32_t>(entries_.size());
    sieve_.add(word);
  }
  // False for most words that it has not, before they are written in small letters.
  bool may_hold(char first, size_t size) const { return sieve_.may_hold(first, size); }
  // Returns the value of a word, or nullptr.
  const Value* find(std::string_view word) const {
    if (!sieve_.may_hold(word)) return nullptr;
    const uint32_t place = places_[place_of(word)];
    return place == 0 ? nullptr : &entries_[place - 1].value;
  }

 private:
  struct Entry {
    std::string_view word;
    Value value;
  };
  // The place of a word, or the free one where it belongs.
  size_t place_of(std::string_view word) const {
    uint32_t hash = 2166136261u;  // FNV-1a
    for (const char byte : word) hash = (hash ^ static_cast<uint8_t>(byte)) * 16777619u;
    size_t at = hash & (places_.size() - 1);
    while (places_[at] != 0 && entries_[places_[at] - 1].word != word)
      at = (at + 1) & (places_.size() - 1);
    return at;
  }

  std::vector<Entry> entries_;
  std::vector<uint32_t> places_;  // number of the entry, from 1; 0 is free
  WordSieve sieve_;
};

// Words with a class each.
class WordTable {
 public:
  // Reads lines "word" or "word<TAB>class"; the text must outlive the table.
  explicit WordTable(std::string_view lines);
  // Returns the class of the word (the empty text if the line has none), or nullptr.
  const std::string_view* find(std::string_view word) const { return classes_.find(word); }
  bool contains(std::string_view word) const { return find(word) != nullptr; }

 private:
  WordMap<std::string_view> classes_;
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
