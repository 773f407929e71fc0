// Reads numbers: digits, words, scales, fractions, ranges.
#include <charconv>

#include "servanda/language/amount_finder.h"

namespace servanda::language {

Numeral read_numeral(std::string_view word) {
  Numeral numeral;
  std::array<char, 40> plain{};
  size_t used = 0, at = 0, group = 0;
  while (at < word.size() && used + 1 < plain.size()) {
    const char c = word[at];
    if (is_digit_ascii(c)) {
      plain[used++] = c;
      ++group;
      if (!numeral.decimal) ++numeral.digits;
    } else if (c == ',' && !numeral.decimal && used > 0 && at + 1 < word.size() &&
               is_digit_ascii(word[at + 1])) {
      if (numeral.grouped && group != 3 && group != 2) return {};
      if (!numeral.grouped && group > 3) return {};
      numeral.grouped = true;
      group = 0;
    } else if (c == '.' && !numeral.decimal && used > 0 && at + 1 < word.size() &&
               is_digit_ascii(word[at + 1])) {
      numeral.decimal = true;
      plain[used++] = '.';
      group = 0;
    } else {
      break;
    }
    ++at;
  }
  if (used == 0 || (numeral.grouped && !numeral.decimal && group != 3)) return {};
  if (std::from_chars(plain.data(), plain.data() + used, numeral.value).ec != std::errc())
    return {};
  numeral.size = at;
  return numeral;
}

// The number at a token: digits, words, or both, with scale words. `from`: bytes of the token to
// pass over.
std::optional<Quantity> AmountFinder::quantity(uint32_t at, uint32_t from, bool money) {
  fraction_said_ = false;
  if (at >= end_) return std::nullopt;
  std::optional<Quantity> q = digits(at, from, money);
  if (!q) q = spelled(at);
  if (!q) return std::nullopt;
  if (fraction_said_) return q;
  add_half(*q);
  add_scales(*q, money);
  return q;
}

std::optional<Quantity> AmountFinder::digits(uint32_t at, uint32_t from, bool money) const {
  const std::string_view word =
      this->word(at).substr(std::min<size_t>(from, this->word(at).size()));
  if (word.empty() || !is_digit_ascii(word.front())) return std::nullopt;
  const Numeral numeral = read_numeral(word);
  if (numeral.size == 0) return std::nullopt;
  Quantity q;
  q.value = numeral.value;
  q.grouped = numeral.grouped;
  q.decimal = numeral.decimal;
  q.digits = numeral.digits;
  q.end = at + 1;
  if (numeral.size < word.size()) {
    // "$3b", "5k": the scale is written in the same token.
    const AmountEntry* entry = find_amount_word(word.substr(numeral.size));
    if (!entry || entry->kind != AmountWord::kScale || (!money && word.size() - numeral.size < 2))
      return std::nullopt;
    q.value *= entry->value;
    q.scaled = true;
    return q;
  }
  // "5 000": groups of three digits with spaces between them.
  while (!q.grouped && !q.decimal && numeral.digits <= 3 && numeral.value > 0 && q.end < end_ &&
         word_is_group(q.end)) {
    q.value = q.value * 1000 + read_numeral(this->word(q.end)).value;
    ++q.end;
  }
  if (q.end > at + 1) q.grouped = true;
  return q;
}

std::optional<Quantity> AmountFinder::spelled(uint32_t at) {
  Quantity q;
  q.spelled = true;
  const AmountEntry* entry = word_entry(at);
  const bool article = is(at, "a") || is(at, "an");
  if (article || (entry && entry->kind == AmountWord::kFraction && is(at, "half"))) {
    const uint32_t next = article ? at + 1 : at;
    const AmountEntry* behind = word_entry(next);
    if (!behind) return std::nullopt;
    if (behind->kind == AmountWord::kFraction) return fraction(1, next);
    if (behind->kind != AmountWord::kScale || !article || word(next).size() < 5)
      return std::nullopt;
    q.value = 1;
    q.end = next;
    return q;
  }
  if (!entry) return std::nullopt;
  if (entry->kind == AmountWord::kScale && word(at).size() > 3 && word(at).back() == 's') {
    // "hundreds of", "tens of thousands of": the scales multiply below.
    if (!is(at + 1, "of")) return std::nullopt;
    q.value = 1;
    q.end = at;
    q.vague = true;
    return q;
  }
  if (entry->kind != AmountWord::kNumber) return std::nullopt;
  q.value = entry->value;
  q.end = at + 1;
  // "twenty-three", "twenty three".
  if (entry->value >= 20) {
    const uint32_t next = is(q.end, "-") ? q.end + 1 : q.end;
    const AmountEntry* ones = word_entry(next);
    if (ones && ones->kind == AmountWord::kNumber && ones->value >= 1 && ones->value <= 9) {
      q.value += ones->value;
      q.end = next + 1;
    }
  }
  const uint32_t next = is(q.end, "-") ? q.end + 1 : q.end;
  if (const AmountEntry* behind = word_entry(next);
      behind && behind->kind == AmountWord::kFraction && q.value < 10) {
    return fraction(q.value, next);
  }
  return q;
}

// "two-thirds of", "half the", "a quarter of"; "half a million" is a number.
std::optional<Quantity> AmountFinder::fraction(double numerator, uint32_t at) {
  const AmountEntry* entry = word_entry(at);
  Quantity q;
  q.spelled = true;
  q.value = numerator / entry->value;
  q.end = at + 1;
  if (is(q.end, "a") || is(q.end, "an")) {
    const AmountEntry* scale = word_entry(q.end + 1);
    if (!scale || scale->kind != AmountWord::kScale) return std::nullopt;
    ++q.end;
    return q;
  }
  const AmountEntry* scale = word_entry(q.end);
  if (scale && scale->kind == AmountWord::kScale && is(at, "half")) return q;
  const bool of = is(q.end, "of");
  const bool half_the = is(at, "half") && (is(q.end, "the") || is(q.end, "its") ||
                                           is(q.end, "their") || is(q.end, "all"));
  const bool ordinal_before = at > begin_ && numerator == 1 &&
                              (is(at - 1, "first") || is(at - 1, "second") || is(at - 1, "other"));
  const uint32_t begins =
      at > begin_ && numerator == 1 && (is(at - 1, "a") || is(at - 1, "an")) ? at - 1 : at;
  // "grew by a quarter".
  const bool by = begins > begin_ && is(begins - 1, "by") && (q.end >= end_ || !plural_noun(q.end));
  if ((!of && !half_the && !by && numerator == 1) || ordinal_before) return std::nullopt;
  // "the third quarter of 2024" is a time.
  if (of && q.end + 1 < end_ && in_time_[q.end + 1]) return std::nullopt;
  fraction_said_ = true;
  return q;
}

// "one and a half million", "two and a half tonnes".
void AmountFinder::add_half(Quantity& q) const {
  if (is(q.end, "and") && is(q.end + 1, "a") && is(q.end + 2, "half")) {
    q.value += 0.5;
    q.end += 3;
  }
}

void AmountFinder::add_scales(Quantity& q, bool money) const {
  double below = 0;  // "three hundred and fifty thousand": what follows the hundred
  while (q.end < end_) {
    uint32_t at = q.end;
    if (q.vague && q.scaled && is(at, "of")) ++at;
    if (is(at, "-") && !parse_.tokens[at].space_before && at + 1 < end_ &&
        !parse_.tokens[at + 1].space_before)
      ++at;
    const AmountEntry* entry = word_entry(at);
    if (!entry) break;
    if (entry->kind == AmountWord::kScale) {
      if (word(at).size() == 1 && !money && !plural_noun(at + 1)) break;
      if (word(at).size() == 1 && !money && parse_.tokens[at].space_before) break;
      // "dozens" and "scores" are nouns of their own: "two scores" is no forty.
      if ((is(at, "score") || is(at, "scores") || is(at, "tens")) && !q.vague) break;
      q.value = (q.value + below) * entry->value;
      below = 0;
      q.scaled = true;
      q.end = at + 1;
      continue;
    }
    break;
  }
  if (!q.spelled || !q.scaled || q.vague) return;
  // "two hundred (and) fifty (thousand)".
  uint32_t at = is(q.end, "and") ? q.end + 1 : q.end;
  const AmountEntry* entry = word_entry(at);
  if (!entry || entry->kind != AmountWord::kNumber || entry->value >= 100 || q.value < 100 ||
      is(at, "one"))
    return;
  if (at != q.end && q.value >= 1000) return;
  double rest = entry->value;
  ++at;
  if (entry->value >= 20 && is(at, "-")) {
    const AmountEntry* ones = word_entry(at + 1);
    if (ones && ones->kind == AmountWord::kNumber && ones->value < 10) rest += ones->value, at += 2;
  }
  q.value += rest;
  q.end = at;
  if (const AmountEntry* scale = word_entry(at);
      scale && scale->kind == AmountWord::kScale && scale->value >= 1000 && word(at).size() > 4) {
    q.value *= scale->value;
    q.end = at + 1;
  }
}

// The second number of "3-5 million", "between 100 and 200", "from 3 to 5".
std::optional<Quantity> AmountFinder::range_end(const Quantity& low, uint32_t first,
                                                std::string_view sign) {
  uint32_t at = low.end;
  if (at >= end_ || fraction_said_) return std::nullopt;
  const bool dash = is(at, "-") || is(at, "\xE2\x80\x93") || is(at, "\xE2\x80\x94");
  const bool to = is(at, "to");
  const bool between = is(at, "and") && first > begin_ && is(first - 1, "between");
  if (!dash && !to && !between) return std::nullopt;
  ++at;
  if (const AmountEntry* entry = word_entry(at); entry && entry->kind == AmountWord::kSign) {
    if (sign.empty() || entry->unit != sign) return std::nullopt;
    ++at;
  }
  if (at >= end_ || (in_time_[at] && sign.empty())) return std::nullopt;
  const bool fraction = fraction_said_;
  std::optional<Quantity> high = quantity(at, 0, !sign.empty());
  const bool plain = high && !fraction_said_ && !high->vague;
  fraction_said_ = fraction;
  if (!plain || (to && high->value <= low.value)) return std::nullopt;
  return high;
}

double AmountFinder::scale_of(uint32_t at) const {
  const AmountEntry* entry = word_entry(at);
  if (entry && entry->kind == AmountWord::kScale) return entry->value;
  const Numeral numeral = read_numeral(word(at));
  entry = numeral.size > 0 ? find_amount_word(word(at).substr(numeral.size)) : nullptr;
  return entry && entry->kind == AmountWord::kScale ? entry->value : 1;
}

}  // namespace servanda::language
