// The keys of the lemma tables, which the trainer writes and the run time reads.
#pragma once

#include <cstdint>
#include <string_view>

namespace servanda::language {

constexpr size_t kLongestLemmaSuffix = 6;

// Returns the key of a whole form (with `whole`) or of an ending, in lower case, under a joint tag
// of the model.
inline uint64_t lemma_key(std::string_view lower, uint32_t tag, uint32_t whole) {
  uint64_t hash = 0xCBF29CE484222325u ^ (tag * 2u + whole + 1u) * 0x9E3779B97F4A7C15u;
  for (const char c : lower) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93u;
  return hash ^ (hash >> 32);
}

// A rule is 8 bits of bytes to cut, 8 bits of bytes to append, 16 bits of where they begin in the
// pool; an exception is 8 bits of the lemma's size and 24 bits of where it begins.
constexpr uint32_t pack_lemma_rule(uint32_t cut, uint32_t append_size, uint32_t append_begin) {
  return cut << 24 | append_size << 16 | append_begin;
}

}  // namespace servanda::language
