// Sorts code points into the kinds that tokenising needs.
#include "servanda/language/characters.h"

namespace servanda::language {
namespace {

// General punctuation, U+2000 to U+206F.
CharacterKind punctuation_kind(uint32_t code) {
  if (code <= 0x200B || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
      code == 0x2060) {
    return CharacterKind::kSpace;
  }
  if (code == 0x200C || code == 0x200D) return CharacterKind::kJoiner;
  if (code == 0x2010 || code == 0x2011) return CharacterKind::kHyphen;
  if (code >= 0x2012 && code <= 0x2015) return CharacterKind::kDash;
  if (code >= 0x2018 && code <= 0x201B) return CharacterKind::kApostrophe;
  if (code >= 0x201C && code <= 0x201F) return CharacterKind::kQuote;
  return CharacterKind::kMark;
}

CharacterKind kind_of(uint32_t code) {
  if (code < 0xA0) return CharacterKind::kSpace;  // C1 controls
  if (code < 0xC0) {
    switch (code) {
      case 0xA0:
        return CharacterKind::kSpace;
      case 0xA2:
      case 0xA3:
      case 0xA4:
      case 0xA5:
        return CharacterKind::kCurrency;
      case 0xAA:
      case 0xB5:
      case 0xBA:
        return CharacterKind::kLetter;
      case 0xAB:
      case 0xBB:
        return CharacterKind::kQuote;
      case 0xAD:
        return CharacterKind::kJoiner;  // soft hyphen
      case 0xB4:
        return CharacterKind::kApostrophe;
      default:
        return CharacterKind::kMark;
    }
  }
  if (code == 0xD7 || code == 0xF7) return CharacterKind::kMark;
  if (code < 0x2000) {
    if (code == 0x2BC) return CharacterKind::kApostrophe;
    if (code == 0x060C || code == 0x061B || code == 0x061F) return CharacterKind::kMark;
    if (code == 0x1680) return CharacterKind::kSpace;
    return CharacterKind::kLetter;
  }
  if (code < 0x2070) return punctuation_kind(code);
  if (code >= 0x20A0 && code <= 0x20CF) return CharacterKind::kCurrency;
  if (code >= 0x2100 && code <= 0x214F) return CharacterKind::kLetter;  // letterlike
  if (code >= 0x2070 && code <= 0x209F) return CharacterKind::kLetter;  // raised and lowered digits
  if (code == 0x2212) return CharacterKind::kDash;
  if (code >= 0x2600 && code <= 0x27BF) return CharacterKind::kEmoji;
  if (code >= 0x2150 && code < 0x2C00) return CharacterKind::kMark;
  if (code < 0x2E00) return CharacterKind::kLetter;
  if (code < 0x2E80) return CharacterKind::kMark;
  if (code == 0x3000) return CharacterKind::kSpace;
  if (code > 0x3000 && code <= 0x303F) return CharacterKind::kMark;
  if (code >= 0xFE00 && code <= 0xFE0F) return CharacterKind::kJoiner;
  if (code == 0xFEFF) return CharacterKind::kSpace;
  if (code >= 0xFF01 && code <= 0xFF0F) return CharacterKind::kMark;
  if (code >= 0xFFF0 && code <= 0xFFFF) return CharacterKind::kMark;
  if (code >= 0x1F3FB && code <= 0x1F3FF) return CharacterKind::kJoiner;
  if (code >= 0x1F000 && code <= 0x1FAFF) return CharacterKind::kEmoji;
  if (code >= 0xE0020 && code <= 0xE007F) return CharacterKind::kJoiner;
  return CharacterKind::kLetter;
}

}  // namespace

Character read_wide_character(std::string_view text) {
  const size_t size = base::utf8_sequence_length(text);
  if (size == 0) return {CharacterKind::kMark, 0xFFFD, 1};
  const uint32_t code = base::utf8_code_point(text);
  return {kind_of(code), code, static_cast<uint32_t>(size)};
}

bool starts_upper(std::string_view text) {
  if (text.empty()) return false;
  if (static_cast<unsigned char>(text.front()) < 0x80) return is_upper_ascii(text.front());
  const uint32_t code = base::utf8_code_point(text);
  if (code >= 0xC0 && code <= 0xDE && code != 0xD7) return true;
  if (code >= 0x100 && code < 0x180) {
    // Latin Extended-A pairs capitals with small letters; the parity changes at U+0138 and U+0149
    // and U+0178.
    if (code == 0x178 || code == 0x17D || code == 0x17B || code == 0x179) return true;
    if (code >= 0x139 && code <= 0x148) return code % 2 == 1;
    if (code >= 0x179) return false;
    return code % 2 == 0;
  }
  return (code >= 0x391 && code <= 0x3A9) || (code >= 0x400 && code <= 0x42F);
}

bool starts_lower(std::string_view text) {
  if (text.empty()) return false;
  if (static_cast<unsigned char>(text.front()) < 0x80) return is_lower_ascii(text.front());
  const uint32_t code = base::utf8_code_point(text);
  if (code >= 0xDF && code <= 0xFF && code != 0xF7) return true;
  if (code >= 0x100 && code < 0x180) return !starts_upper(text);
  return (code >= 0x3B1 && code <= 0x3C9) || (code >= 0x430 && code <= 0x45F);
}

}  // namespace servanda::language
