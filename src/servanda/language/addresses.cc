// What an address begins with, and where it ends.
#include "servanda/language/addresses.h"

#include "servanda/language/characters.h"

namespace servanda::language {
namespace {

base::Span up_to_its_end(std::string_view stretch, size_t first) {
  size_t last = first;
  while (last < stretch.size()) {
    const Character c = read_character(stretch.substr(last));
    if (c.kind == CharacterKind::kQuote || c.code == '<' || c.code == '>' || c.code == '|') break;
    last += c.size;
  }
  const bool bracket_inside =
      stretch.substr(first, last - first).find('(') != std::string_view::npos;
  while (last > first) {
    const char c = stretch[last - 1];
    const bool trailing = c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' ||
                          c == '\'' || c == ']' || (c == ')' && !bracket_inside);
    if (!trailing) break;
    --last;
  }
  return {static_cast<uint32_t>(first), static_cast<uint32_t>(last)};
}

bool may_stand_in_mail(char c) {
  return is_letter_ascii(c) || is_digit_ascii(c) || c == '.' || c == '_' || c == '-' || c == '+' ||
         c == '%';
}

}  // namespace

base::Span find_address(std::string_view stretch) {
  constexpr size_t kNone = std::string_view::npos;
  size_t first = stretch.find("://");
  if (first != kNone && first > 0) {
    while (first > 0 && is_letter_ascii(stretch[first - 1])) --first;
    return up_to_its_end(stretch, first);
  }
  first = stretch.find("www.");
  if (first != kNone && (first == 0 || !is_letter_ascii(stretch[first - 1])))
    return up_to_its_end(stretch, first);
  const size_t sign = stretch.find('@');
  if (sign == kNone || sign == 0 || sign + 1 >= stretch.size()) return {};
  size_t last = sign + 1;
  first = sign;
  while (first > 0 && may_stand_in_mail(stretch[first - 1])) --first;
  while (last < stretch.size() && may_stand_in_mail(stretch[last])) ++last;
  while (last > sign + 1 && (stretch[last - 1] == '.' || stretch[last - 1] == '-')) --last;
  if (first == sign || last == sign + 1) return {};
  if (first >= 7 && stretch.substr(first - 7, 7) == "mailto:") first -= 7;
  return {static_cast<uint32_t>(first), static_cast<uint32_t>(last)};
}

}  // namespace servanda::language
