// Remembers, for one thread, the rows that words met lately gave, so that a frequent word is worked
// out once.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/base/large_pages.h"

namespace servanda::language {

class WordMemory {
 public:
  struct Place {
    uint32_t row = 0;
    bool known = false;  // the row holds what the word gave before; else the caller fills it
  };

  // Begins a batch of at most `words` words. Forgets everything if `model`, which tells models
  // apart, or the width of a row is not that of the batch before.
  void begin(uint64_t model, size_t width, size_t words);

  // Asks for what place() will read of a form.
  void ask(std::string_view form) const;
  // Gives the row of a form; it stays that form's until the next begin().
  Place place(std::string_view form);

  int32_t* row(uint32_t index) { return rows_.data() + index * width_; }

 private:
  // A form of up to 23 bytes, padded with zeros, and its size.
  struct Key {
    std::array<uint64_t, 3> words{};
    bool operator==(const Key& other) const {
      return words[0] == other.words[0] && words[1] == other.words[1] && words[2] == other.words[2];
    }
  };
  struct Entry {
    Key key;
    uint32_t row = 0;
  };
  using Pair = std::array<Entry, 2>;  // the one met last stands first

  static Key key_of(std::string_view form);
  static size_t pair_of(const Key& key);
  uint32_t take_row();

  uint64_t model_ = 0;
  size_t width_ = 0, capacity_ = 0;
  base::LargeTable<int32_t> rows_;
  std::vector<Pair> pairs_;
  std::vector<uint32_t> free_;
  std::vector<uint32_t> released_;  // of forms pushed out in this batch, which may still use them
};

}  // namespace servanda::language
