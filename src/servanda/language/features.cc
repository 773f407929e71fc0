// Hashes of forms, endings and shapes. The trainer and the run time share this file.
#include "servanda/language/features.h"

#include <algorithm>

namespace servanda::language {
namespace {

constexpr size_t kKeptEnd = 48;
constexpr uint64_t kSeed = 0x9E3779B97F4A7C15u;

uint64_t mix(uint64_t hash) {
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93u;
  hash ^= hash >> 32;
  return hash;
}

uint64_t hash_bytes(const char* bytes, size_t size, uint64_t seed) {
  uint64_t hash = seed ^ size * kSeed;
  for (size_t i = 0; i < size; ++i)
    hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 0x100000001B3u;
  return mix(hash);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Lower-cases ASCII and Latin-1 letters, turns curly quotes and long dashes into plain ones.
size_t normalise(std::string_view form, char* out) {
  size_t size = 0;
  for (size_t i = 0; i < form.size(); ++i) {
    const auto c = static_cast<unsigned char>(form[i]);
    if (c >= 'A' && c <= 'Z') {
      out[size++] = static_cast<char>(c + 32);
      continue;
    }
    if (c == 0xC3 && i + 1 < form.size()) {
      const auto next = static_cast<unsigned char>(form[++i]);
      out[size++] = static_cast<char>(c);
      out[size++] =
          static_cast<char>(next >= 0x80 && next <= 0x9E && next != 0x97 ? next + 32 : next);
      continue;
    }
    if (c == 0xE2 && i + 2 < form.size() && static_cast<unsigned char>(form[i + 1]) == 0x80) {
      const auto last = static_cast<unsigned char>(form[i + 2]);
      const char plain = last == 0x98 || last == 0x99   ? '\''
                         : last == 0x9C || last == 0x9D ? '"'
                         : last >= 0x90 && last <= 0x95 ? '-'
                                                        : '\0';
      if (plain != '\0') {
        out[size++] = plain;
        i += 2;
        continue;
      }
    }
    out[size++] = static_cast<char>(c);
  }
  return size;
}

// 'Iran' Xx, 'S-300' X-d, 'U.S.' X.X., 'drone' xx: runs count up to two.
uint64_t shape_hash(std::string_view form) {
  uint64_t hash = kSeed;
  char before = 0;
  int run = 0;
  for (const char byte : form) {
    const auto c = static_cast<unsigned char>(byte);
    const char kind = c >= 'A' && c <= 'Z'   ? 'X'
                      : c >= 'a' && c <= 'z' ? 'x'
                      : is_digit(byte)       ? 'd'
                      : c >= 0x80            ? 'u'
                                             : byte;
    run = kind == before ? run + 1 : 1;
    before = kind;
    if (run <= 2) hash = (hash ^ static_cast<unsigned char>(kind)) * 0x100000001B3u;
  }
  return mix(hash);
}

}  // namespace

uint64_t word_hash(std::string_view lower) { return hash_bytes(lower.data(), lower.size(), kSeed); }

WordFeatures features_of(std::string_view form) {
  char cut[2 * kKeptEnd];
  if (form.size() > sizeof cut) {
    std::copy_n(form.begin(), kKeptEnd, cut);
    std::copy_n(form.end() - kKeptEnd, kKeptEnd, cut + kKeptEnd);
    form = std::string_view(cut, sizeof cut);
  }
  char lower[2 * kKeptEnd], zeros[2 * kKeptEnd];
  const size_t size = normalise(form, lower);
  std::transform(lower, lower + size, zeros, [](char c) { return is_digit(c) ? '0' : c; });

  WordFeatures features;
  features.word = word_hash({lower, size});
  features.word_with_zeros = word_hash({zeros, size});
  size_t at = 0;
  for (size_t n = 1; n <= 4; ++n)
    features.affixes[at++] = static_cast<uint32_t>(hash_bytes(zeros, std::min(n, size), 2 * n + 1));
  for (size_t n = 1; n <= 5; ++n) {
    const size_t part = std::min(n, size);
    features.affixes[at++] = static_cast<uint32_t>(hash_bytes(zeros + size - part, part, 2 * n));
  }
  features.affixes[at] = static_cast<uint32_t>(shape_hash(form));
  return features;
}

}  // namespace servanda::language
