// Cuts written words into tokens: hyphens, numbers, abbreviations, marks.
#include "servanda/language/words.h"

#include <algorithm>
#include <array>

#include "servanda/language/addresses.h"
#include "servanda/language/characters.h"
#include "servanda/language/clitics.h"
#include "servanda/language/lexicon.h"

namespace servanda::language {
namespace {

using record::Token;

// Cuts one stretch without white space.
class ChunkCutter {
 public:
  ChunkCutter(std::string_view text, uint32_t begin, uint32_t end, std::vector<Token>& tokens)
      : text_(text), begin_(begin), end_(end), tokens_(tokens) {}

  void cut() {
    const std::string_view stretch = between(begin_, end_);
    if (std::all_of(stretch.begin(), stretch.end(), is_letter_ascii)) {  // as most are
      emit_with_clitics(begin_, end_);
      return;
    }
    size_t at = begin_;
    if (const base::Span address = find_address(stretch); address.size() > 0) {
      cut_plain(at, begin_ + address.begin);
      emit(begin_ + address.begin, begin_ + address.end);
      at = begin_ + address.end;
    }
    cut_plain(at, end_);
  }

 private:
  char byte(size_t at) const { return at < end_ ? text_[at] : '\0'; }
  Character character(size_t at) const {
    return at < end_ ? read_character(text_.substr(at, end_ - at))
                     : Character{CharacterKind::kSpace, 0, 0};
  }
  bool word_at(size_t at) const {
    const CharacterKind kind = character(at).kind;
    return kind == CharacterKind::kLetter || kind == CharacterKind::kDigit;
  }
  std::string_view between(size_t a, size_t b) const { return text_.substr(a, b - a); }

  void emit(size_t begin, size_t end, bool joined = false) {
    while (begin < end) {
      size_t cut = end;
      if (end - begin > kLongestTokenBytes) {
        cut = begin + kLongestTokenBytes;
        while (cut > begin + kLongestTokenBytes - 4 &&
               (static_cast<unsigned char>(text_[cut]) & 0xC0u) == 0x80u)
          --cut;
      }
      Token token;
      token.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(cut)};
      token.space_before = begin == begin_ && begin > 0;
      token.joined = joined;
      tokens_.push_back(token);
      begin = cut;
    }
  }

  void cut_plain(size_t at, size_t end) {
    const size_t saved = end_;
    end_ = static_cast<uint32_t>(end);
    while (at < end) at = std::max(cut_one(at), at + 1);
    end_ = static_cast<uint32_t>(saved);
  }

  // Emits what stands at `at` and returns where it ends.
  size_t cut_one(size_t at) {
    const Character c = character(at);
    switch (c.kind) {
      case CharacterKind::kLetter:
      case CharacterKind::kDigit:
        return cut_word(at, at);
      case CharacterKind::kApostrophe:
        return cut_apostrophe(at, c.size);
      case CharacterKind::kHyphen:
        return cut_run(at, c.code, 0);
      case CharacterKind::kEmoji:
        return cut_emoji(at);
      case CharacterKind::kCurrency:
        break;
      case CharacterKind::kSpace:
      case CharacterKind::kJoiner:
      case CharacterKind::kQuote:
      case CharacterKind::kDash:
      case CharacterKind::kMark:
        return cut_mark(at, c);
    }
    emit(at, at + c.size);
    return at + c.size;
  }

  size_t cut_emoji(size_t at) {
    size_t last = at + character(at).size;
    while (last < end_) {
      const Character c = character(last);
      if (c.kind == CharacterKind::kJoiner) {
        last += c.size;
        if (c.code == 0x200D && character(last).kind == CharacterKind::kEmoji)
          last += character(last).size;
      } else {
        break;
      }
    }
    emit(at, last);
    return last;
  }

  // A mark repeated is one token: "...", "!!", "--", "***"; `other` may mix in ("?!").
  size_t cut_run(size_t at, uint32_t code, uint32_t other) {
    size_t last = at;
    while (last < end_) {
      const Character c = character(last);
      if (c.code != code && (other == 0 || c.code != other)) break;
      last += c.size;
    }
    emit(at, last);
    return last;
  }

  size_t cut_mark(size_t at, const Character& c) {
    const char next = byte(at + 1);
    if (const size_t face = emoticon(at); face > at) {
      emit(at, face);
      return face;
    }
    switch (c.code) {
      case '.':
        if (is_digit_ascii(next) && !(at > begin_ && word_at(at - 1))) return cut_word(at, at + 1);
        if (at == begin_ && is_lower_ascii(next)) return cut_word(at, at + 1);  // ".doc"
        return cut_run(at, '.', 0);
      case '!':
        return cut_run(at, '!', '?');
      case '?':
        return cut_run(at, '?', '!');
      case '*':
      case '=':
      case '_':
      case '~':
      case '<':
      case '>':
      case 0x2026:
      case 0xFFFD:
        return cut_run(at, c.code, 0);
      case '+':
        if (is_digit_ascii(next) && at == begin_) return cut_word(at, at + 1);
        return cut_run(at, '+', 0);
      case '#':
      case '@':
        if (at == begin_ && (is_letter_ascii(next) || next == '_')) return cut_word(at, at + 1);
        break;
      default:
        break;
    }
    emit(at, at + c.size);
    return at + c.size;
  }

  // Returns the end of an emoticon that ends the chunk, else `at`.
  size_t emoticon(size_t at) const {
    static constexpr std::array<std::string_view, 16> kFaces = {
        ":)",  ":(",  ";)",  ":D",  ":P", ":p", ":/", ":-)",
        ":-(", ";-)", ":-D", ":-P", "=)", "=(", "<3", "^_^"};
    const std::string_view rest = between(at, end_);
    for (const std::string_view face : kFaces) {
      if (rest == face) return at + face.size();
    }
    return at;
  }

  // "'90s" and clitics that stand alone ("'s") are words; other apostrophes are quotation marks.
  size_t cut_apostrophe(size_t at, size_t size) {
    const size_t after = at + size;
    if (is_digit_ascii(byte(after)) && is_digit_ascii(byte(after + 1)) &&
        !is_digit_ascii(byte(after + 2))) {
      return cut_word(at, after);
    }
    if (const size_t clitic = clitic_after_apostrophe(between(after, end_)); clitic > 0) {
      emit(at, after + clitic, at > begin_);
      return after + clitic;
    }
    size_t last = after;
    const uint32_t code = character(at).code;
    if (code == '\'' || code == '`') {
      if (character(after).code == code) last = after + 1;  // TeX quotation marks: `` and ''
    }
    emit(at, last, last == after && at > begin_ && to_lower_ascii(text_[at - 1]) == 's');
    return last;
  }

  size_t cut_word(size_t first, size_t at) {
    size_t last = scan_word(first, at);
    const size_t unit = glued_unit(first, last);
    if (unit > first) {
      emit(first, unit);
      last = with_full_stop(unit, last);
      emit(unit, last);
      return last;
    }
    last = with_full_stop(first, last);
    if (byte(last) == '$' && last - first <= 3 && is_upper_ascii(text_[first])) {  // "US$", "A$"
      emit(first, last + 1);
      return last + 1;
    }
    emit_with_clitics(first, last);
    return last;
  }

  size_t scan_word(size_t first, size_t at) {
    if (const size_t number = digit_groups(at); number > at) return number;
    while (at < end_) {
      const Character c = character(at);
      if (c.kind == CharacterKind::kLetter || c.kind == CharacterKind::kDigit ||
          c.kind == CharacterKind::kJoiner) {
        at += c.size;
        continue;
      }
      if (!connects(first, at, c)) break;
      at += c.size;
    }
    return at;
  }

  // "713-853-3989", "2025-01-17", "646-8420", "77030-2707": telephone and postal numbers and dates
  // stay whole; two-part ranges ("5-10", "1969-1970") do not.
  size_t digit_groups(size_t at) const {
    std::array<size_t, 6> sizes{};
    size_t groups = 0, p = at;
    while (groups < sizes.size() && is_digit_ascii(byte(p))) {
      const size_t start = p;
      while (is_digit_ascii(byte(p))) ++p;
      sizes[groups++] = p - start;
      if (byte(p) != '-' || !is_digit_ascii(byte(p + 1))) break;
      ++p;
    }
    if (groups < 2 || word_at(p) || byte(p) == '-') return at;
    if (groups == 2) {
      const bool whole = sizes[1] == 4 && (sizes[0] == 3 || sizes[0] == 5);
      return whole ? p : at;
    }
    return p;
  }

  // True if the mark `c` at `at`, inside a word that began at `first`, belongs to the word.
  bool connects(size_t first, size_t at, const Character& c) const {
    if (at == first) return false;
    const char before = text_[at - 1];
    const size_t after = at + c.size;
    const char next = byte(after);
    const bool before_digit = is_digit_ascii(before), next_digit = is_digit_ascii(next);
    const bool next_letter = character(after).kind == CharacterKind::kLetter;
    switch (c.kind) {
      case CharacterKind::kApostrophe:
        return next_letter && !before_digit;
      case CharacterKind::kHyphen:
        return hyphen_connects(first, at, after);
      case CharacterKind::kDash:
        return false;
      default:
        break;
    }
    switch (c.code) {
      case '.':
        if (before_digit && next_digit) return true;
        if (!next_letter && !next_digit) return false;
        return !starts_new_sentence(first, at, after);
      case ',':
        return before_digit && next_digit && thousands_follow(first, at, after);
      case ':':
        return before_digit && next_digit;
      case '/':
        return before_digit && next_digit;
      case '&':
        return is_upper_ascii(before) && is_upper_ascii(next);
      case '_':
        return next_letter || next_digit || next == '_';
      case '@':
      case '*':
        return is_letter_ascii(before) && is_letter_ascii(next);
      default:
        return false;
    }
  }

  // "ended.They began": a full stop without the space after it.
  bool starts_new_sentence(size_t first, size_t at, size_t after) const {
    if (!starts_upper(between(after, end_))) return false;
    if (at - first < 2 || !is_lower_ascii(text_[at - 1]) || !is_lower_ascii(text_[at - 2]))
      return false;
    return byte(after + 1) == '\0' || is_lower_ascii(byte(after + 1)) || byte(after + 1) == '\'';
  }

  // Groups of three digits, or of two as Indian numbers have them, with at most three before the
  // first comma.
  bool thousands_follow(size_t first, size_t at, size_t after) const {
    size_t group = 0;
    while (is_digit_ascii(byte(after + group)) && group < 5) ++group;
    size_t leading = 0;
    while (leading < 5 && at > first + leading && is_digit_ascii(text_[at - 1 - leading]))
      ++leading;
    return leading <= 3 && (group == 3 || (group == 2 && byte(after + 2) == ','));
  }

  bool hyphen_connects(size_t first, size_t at, size_t after) const {
    if (!word_at(after)) {
      // A word cut off ("th- the", "short- and long-term") keeps its hyphen.
      return after == end_ && is_letter_ascii(text_[at - 1]);
    }
    return is_hyphen_prefix(between(first, at));
  }

  // Returns where the unit of "5km" begins; `first` if there is none.
  size_t glued_unit(size_t first, size_t last) const {
    size_t at = first;
    while (at < last &&
           (is_digit_ascii(text_[at]) || text_[at] == '.' || text_[at] == ',' || text_[at] == ':'))
      ++at;
    if (at == first || at == last || !is_letter_ascii(text_[at])) return first;
    return is_glued_unit(between(at, last)) ? at : first;
  }

  // Takes the full stop of an abbreviation into the word.
  size_t with_full_stop(size_t first, size_t last) const {
    if (byte(last) != '.' || byte(last + 1) == '.') return last;
    const std::string_view word = between(first, last);
    const bool at_end = last + 1 >= end_;
    if (word.size() == 1 && is_upper_ascii(word[0]) && word[0] != 'I') {
      return previous_is_word(first) ? last : last + 1;
    }
    if (is_dotted(word)) return last + 1;
    switch (abbreviation_class(word)) {
      case Abbreviation::kNone:
        return last;
      case Abbreviation::kNumber:
        return at_end && number_follows() ? last + 1 : last;
      case Abbreviation::kMonth:
        return at_end && number_follows() ? last + 1 : last;
      case Abbreviation::kTitle:
      case Abbreviation::kOther:
        return last + 1;
    }
    return last;
  }

  // A letter that ends a hyphenated or slashed word ("Class-A.") is no initial.
  bool previous_is_word(size_t first) const { return first > begin_ && text_[first - 1] == '-'; }

  // "U.S", "a.m", "Ph.D", "i.e": short letter groups with full stops between them.
  static bool is_dotted(std::string_view word) {
    size_t group = 0;
    bool dot = false;
    for (const char c : word) {
      if (c == '.') {
        if (group == 0) return false;
        dot = true, group = 0;
      } else if (!is_letter_ascii(c) || ++group > 2) {
        return false;
      }
    }
    return dot && group > 0;
  }

  // True if a number stands after the white space that follows the chunk.
  bool number_follows() const {
    size_t at = end_, steps = 0;
    while (at < text_.size() && steps < 4) {
      const Character c = read_character(text_.substr(at));
      if (c.kind != CharacterKind::kSpace) return c.kind == CharacterKind::kDigit;
      at += c.size, ++steps;
    }
    return false;
  }

  void emit_with_clitics(size_t first, size_t last) {
    const CliticCuts cuts = clitic_cuts(between(first, last));
    size_t begin = first;
    for (size_t i = 0; i < cuts.count; ++i) {
      emit(begin, first + cuts.at[i], i > 0);
      begin = first + cuts.at[i];
    }
    emit(begin, last, cuts.count > 0);
  }

  std::string_view text_;
  size_t begin_;
  size_t end_;
  std::vector<Token>& tokens_;
};

}  // namespace

void cut_words(std::string_view text, uint32_t begin, uint32_t end, std::vector<Token>& tokens) {
  uint32_t at = begin;
  while (at < end) {
    uint32_t chunk = at;
    while (chunk < end) {
      if (is_letter_ascii(text[chunk])) {
        ++chunk;
        continue;
      }
      const Character c = read_character(text.substr(chunk, end - chunk));
      if (c.kind == CharacterKind::kSpace) break;
      chunk += c.size;
    }
    if (chunk > at) {
      ChunkCutter(text, at, chunk, tokens).cut();
      at = chunk;
    } else {
      at += read_character(text.substr(at, end - at)).size;
    }
  }
}

}  // namespace servanda::language
