// Names of places and organisations that the program knows, by hashes of their words.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "servanda/base/prefetch.h"
#include "servanda/language/features.h"

namespace servanda::language {

// A view of a table of open addressing: a cell has the upper 24 bits of a hash and the kind, 0
// where it is free. `first_words` tells which words can begin a name.
struct KnownNames {
  static constexpr size_t kLongest = 6;              // words
  static constexpr size_t kFirstWordBits = 1 << 15;  // of first_words
  const uint32_t* cells = nullptr;
  const uint8_t* first_words = nullptr;
  uint32_t mask = 0;

  // Hashes of words in small letters, one after the other; begins with 0.
  static uint64_t extend(uint64_t hash, uint64_t word) { return carry_on(hash, word); }
  static size_t first_word_bit(uint64_t word) { return (word ^ word >> 32) % kFirstWordBits; }

  bool may_begin(uint64_t word) const {
    const size_t bit = first_word_bit(word);
    return (first_words[bit / 8] >> bit % 8 & 1) != 0;
  }

  // Asks for what find() will read.
  void ask(uint64_t hash) const { base::prefetch(cells + (static_cast<uint32_t>(hash) & mask)); }
  // Gives the kind of the name with that hash; 0 if none is known.
  uint8_t find(uint64_t hash) const {
    const uint32_t key = static_cast<uint32_t>(hash >> 40);
    uint32_t slot = static_cast<uint32_t>(hash) & mask;
    for (uint32_t walked = 0; walked <= mask && cells[slot] != 0; ++walked) {
      if (cells[slot] >> 8 == key) return static_cast<uint8_t>(cells[slot]);
      slot = (slot + 1) & mask;
    }
    return 0;
  }
};

// Makes the tables that KnownNames views, of pairs of a hash and a kind; the first of equals stays.
inline std::vector<uint32_t> known_name_cells(
    const std::vector<std::pair<uint64_t, uint8_t>>& names) {
  std::vector<uint32_t> cells(std::bit_ceil(names.size() * 3 / 2 + 16), 0);
  const auto mask = static_cast<uint32_t>(cells.size() - 1);
  for (const auto& [hash, kind] : names) {
    if (KnownNames{cells.data(), nullptr, mask}.find(hash) != 0) continue;
    uint32_t slot = static_cast<uint32_t>(hash) & mask;
    while (cells[slot] != 0) slot = (slot + 1) & mask;
    cells[slot] = static_cast<uint32_t>(hash >> 40) << 8 | kind;
  }
  return cells;
}

}  // namespace servanda::language
