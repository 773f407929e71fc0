// Scans the tokens for numbers and reads what they count: "around $2.5 billion", "34 per cent",
// "some 48,000 rifles".
#include "servanda/language/amounts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "servanda/language/amount_words.h"
#include "servanda/language/characters.h"
#include "servanda/language/times.h"

namespace servanda::language {
namespace {

using record::Approximation;
using record::Deprel;
using record::Upos;

// A counted noun stands within so many words of its number: "two hundred new air defence missile
// systems".
constexpr uint32_t kReach = 6;

// A number as said, with the token behind it.
struct Quantity {
  double value = 0;
  uint32_t end = 0;
  bool spelled = false;  // "two", not "2"
  bool scaled = false;   // a scale word stood behind it
  bool vague = false;    // "hundreds": at least so many
  bool grouped = false;  // "1,200": certainly no year
  bool decimal = false;
  uint8_t digits = 0;
};

struct Unit {
  std::string_view name;
  double factor = 1;
  uint32_t end = 0;
  bool counted = false;  // a noun, not a measure
};

// "1,200", "4,00,000", "2.5": the value and the size of the numeral at the start of the word; size
// 0 if there is none.
struct Numeral {
  double value = 0;
  size_t size = 0;
  bool grouped = false, decimal = false;
  uint8_t digits = 0;
};

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

// 64.38 times a billion is a whole number, whatever the binary fraction says.
double tidy(double value) {
  const double whole = std::round(value);
  return value > 1000 && std::abs(value - whole) <= 1e-12 * value ? whole : value;
}

class AmountFinder {
 public:
  AmountFinder(std::string_view text, const record::Parse& parse) : text_(text), parse_(parse) {
    in_time_.assign(parse.tokens.size(), false);
    for (const TimeExpression& time : find_times(text, parse, {})) {
      for (uint32_t i = time.first_token; i <= time.last_token; ++i) in_time_[i] = true;
    }
  }

  std::vector<record::Amount> find() {
    for (const record::Sentence& sentence : parse_.sentences) {
      begin_ = sentence.begin, end_ = sentence.end;
      labelled_end_ = begin_;
      for (uint32_t at = begin_; at < end_;) {
        const uint32_t next = match(at);
        at = std::max(next, at + 1);
      }
    }
    return std::move(found_);
  }

 private:
  // Reads an amount that begins at the token and returns the token behind it; `at` if none begins
  // there.
  uint32_t match(uint32_t at) {
    const uint32_t first = at;
    std::string_view sign;
    uint32_t glued = 0;  // bytes of a sign written in the numeral's own token: "Rs.200"
    if (const AmountEntry* entry = word_entry(at);
        entry && (entry->kind == AmountWord::kSign || entry->kind == AmountWord::kCode)) {
      sign = entry->unit;
      ++at;
    } else if (const auto [code, size] = sign_inside(at); size > 0) {
      sign = code;
      glued = size;
    }
    std::optional<Quantity> low = quantity(at, glued, !sign.empty());
    if (!low) return first;
    if (sign.empty() && part_of_name(first, low->end)) return low->end;

    double upper = low->value;
    uint32_t end = low->end;
    if (const auto high = range_end(*low, first, sign)) {
      // "1.2-1.5 billion": the scale behind the second number holds for the first.
      if (!low->scaled && high->scaled && low->value < high->value) {
        const double scale = scale_of(high->end - 1);
        if (low->value <= high->value / scale) low->value *= scale;
      }
      upper = high->value;
      end = high->end;
      low->scaled |= high->scaled;
      if (upper <= low->value) return end;
    }

    std::optional<Unit> unit;
    if (!sign.empty()) {
      unit = Unit{sign, 1, end, false};
    } else if ((unit = measure(end)); !unit) {
      if (fraction_said_) {
        unit = Unit{"percent", 1, end, false};
      } else if ((unit = counted(end, *low)); !unit) {
        // A bare number says how much only where it is large and written so.
        if (low->spelled && !low->scaled) return end;
        if (!low->scaled && !low->grouped) return end;
        if (low->scaled && low->vague) return end;
        unit = Unit{"", 1, end, true};
      }
    }
    if (sign.empty() && (unit->counted || fraction_said_) && excluded(first, end, *low, *unit))
      return end;

    record::Amount amount;
    amount.value = tidy(low->value * unit->factor);
    amount.upper = tidy(upper * unit->factor);
    if (fraction_said_) amount.value *= 100, amount.upper *= 100;
    amount.unit = std::string(unit->name);
    if (amount.upper > amount.value) amount.approximation = Approximation::kRange;
    if (low->vague) amount.approximation = Approximation::kAtLeast;
    amount.span = {parse_.tokens[first].span.begin, parse_.tokens[unit->end - 1].span.end};
    qualify(first, unit->end, *unit, *low, amount);
    if (amount.upper < amount.value) amount.upper = amount.value;
    found_.push_back(std::move(amount));
    return unit->end;
  }

  // The number at a token: digits, words, or both, with scale words. `from`: bytes of the token to
  // pass over.
  std::optional<Quantity> quantity(uint32_t at, uint32_t from, bool money) {
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

  std::optional<Quantity> digits(uint32_t at, uint32_t from, bool money) const {
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

  bool word_is_group(uint32_t at) const {
    const std::string_view w = word(at);
    return w.size() == 3 && w[2] == '0' && std::all_of(w.begin(), w.end(), is_digit_ascii);
  }

  std::optional<Quantity> spelled(uint32_t at) {
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
  std::optional<Quantity> fraction(double numerator, uint32_t at) {
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
    const bool ordinal_before =
        at > begin_ && numerator == 1 &&
        (is(at - 1, "first") || is(at - 1, "second") || is(at - 1, "other"));
    const uint32_t begins = at > begin_ && numerator == 1 && (is(at - 1, "a") || is(at - 1, "an")) ? at - 1 : at;
    // "grew by a quarter".
    const bool by = begins > begin_ && is(begins - 1, "by") && (q.end >= end_ || !plural_noun(q.end));
    if ((!of && !half_the && !by && numerator == 1) || ordinal_before) return std::nullopt;
    // "the third quarter of 2024" is a time.
    if (of && q.end + 1 < end_ && in_time_[q.end + 1]) return std::nullopt;
    fraction_said_ = true;
    return q;
  }

  // "one and a half million", "two and a half tonnes".
  void add_half(Quantity& q) const {
    if (is(q.end, "and") && is(q.end + 1, "a") && is(q.end + 2, "half")) {
      q.value += 0.5;
      q.end += 3;
    }
  }

  void add_scales(Quantity& q, bool money) const {
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
      if (ones && ones->kind == AmountWord::kNumber && ones->value < 10)
        rest += ones->value, at += 2;
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
  std::optional<Quantity> range_end(const Quantity& low, uint32_t first, std::string_view sign) {
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

  double scale_of(uint32_t at) const {
    const AmountEntry* entry = word_entry(at);
    if (entry && entry->kind == AmountWord::kScale) return entry->value;
    const Numeral numeral = read_numeral(word(at));
    entry = numeral.size > 0 ? find_amount_word(word(at).substr(numeral.size)) : nullptr;
    return entry && entry->kind == AmountWord::kScale ? entry->value : 1;
  }

  // A measure or currency behind a number: "km", "per cent", "cubic metres", "-megawatt", "Omani
  // rials", "of rupees".
  std::optional<Unit> measure(uint32_t at) const {
    uint32_t from = at;
    if (from < end_ && is(from, "-") && !parse_.tokens[from].space_before) ++from;
    if (from == at && from < end_ && is(from, "of")) ++from;
    for (uint32_t size = std::min(kLongestAmountPhrase, end_ - std::min(from, end_)); size > 0;
         --size) {
      const std::string phrase = this->phrase(from, size);
      const AmountEntry* entry = find_amount_word(phrase);
      if (!entry && size == 1) entry = find_amount_word(parse_.lemma(from));
      if (!entry) continue;
      // A short sign of a measure counts as it is written: "Mt", "m".
      if (entry->kind == AmountWord::kMeasure)
        return Unit{entry->unit, entry->value, from + size, false};
      if (entry->kind == AmountWord::kCode) return Unit{entry->unit, 1, from + size, false};
      if (entry->kind == AmountWord::kCurrency) return money_unit(*entry, from, from + size);
      if (size == 1 && is(from, "m") && !parse_.tokens[from].space_before)
        return Unit{"m", 1, from + 1, false};
    }
    // "Saudi riyals", "US dollars", "Hong Kong dollars".
    for (uint32_t k = 1; k <= 2 && from + k < end_; ++k) {
      const AmountEntry* entry = word_entry(from + k);
      if (!entry) entry = find_amount_word(parse_.lemma(from + k));
      const Upos upos = parse_.tokens[from + k - 1].upos;
      if (upos != Upos::kADJ && upos != Upos::kPROPN && upos != Upos::kNOUN) break;
      if (entry && entry->kind == AmountWord::kCurrency)
        return money_unit(*entry, from + k, from + k + 1);
      if (entry && entry->kind == AmountWord::kMeasure && word(from + k).size() > 3)
        return Unit{entry->unit, entry->value, from + k + 1, false};
    }
    return std::nullopt;
  }

  Unit money_unit(const AmountEntry& entry, uint32_t at, uint32_t end) const {
    // A pound of something is a weight.
    if (entry.unit == "GBP" && is(end, "of") && !is(at, "sterling")) return {"lb", 1, end, false};
    const std::string adjective = at > begin_ ? small(at - 1) : std::string();
    if (is(end, "sterling")) ++end;
    return {currency_with(entry, adjective), entry.value, end, false};
  }

  // The noun that is counted: the head of the number, else the last noun of the run behind it.
  std::optional<Unit> counted(uint32_t at, const Quantity& q) const {
    uint32_t from = at;
    if (is(from, "of") && (q.scaled || q.vague)) ++from;
    while (from < end_ && (is(from, "the") || is(from, "such") || is(from, "more") ||
                           is(from, "other") || is(from, "additional")))
      ++from;
    uint32_t noun = end_;
    for (uint32_t i = from; i < end_ && i < from + kReach + 2; ++i) {
      const record::Token& token = parse_.tokens[i];
      const bool glue = is(i, "-") || (token.upos == Upos::kNUM && i > from && !token.space_before);
      if (in_time_[i] && token.upos != Upos::kNOUN) break;
      if (token.upos == Upos::kNOUN || token.upos == Upos::kPROPN) {
        // A plural closes the run: what follows it is a phrase of its own.
        if (token.upos == Upos::kNOUN || noun == end_) noun = i;
        if (record::xpos_name(token.xpos) == "NNS" && (i + 1 >= end_ || !is(i + 1, "-"))) break;
      } else if (token.upos != Upos::kADJ && !glue && token.deprel != Deprel::kAmod) {
        break;
      }
    }
    if (noun == end_ || parse_.tokens[noun].upos != Upos::kNOUN) return std::nullopt;
    if (in_time_[noun] || time_noun(noun)) return std::nullopt;
    const bool plural = record::xpos_name(parse_.tokens[noun].xpos) == "NNS";
    if (!plural && q.value != 1) return std::nullopt;
    return Unit{parse_.lemma(noun), 1, noun + 1, true};
  }

  // Numbers that point rather than count: "the two countries", "one of them", years, hours,
  // ordinary small words.
  bool excluded(uint32_t first, uint32_t end, const Quantity& q, const Unit& unit) const {
    for (uint32_t i = first; i < end; ++i) {
      if (in_time_[i] && !q.grouped && !q.scaled && !fraction_said_) {
        const bool counted_year =
            i + 1 == end && end < end_ && unit.end == end + 1 && plural_noun(end);
        if (!counted_year || (i > begin_ && (is(i - 1, "in") || is(i - 1, "since") ||
                                             is(i - 1, "of") || is(i - 1, "the"))))
          return true;
      }
    }
    if (fraction_said_) return false;
    const bool year_like =
        q.digits == 4 && !q.grouped && !q.decimal && !q.scaled && q.value >= 1500 && q.value < 2200;
    const bool round = std::fmod(q.value, 100) == 0;
    if (year_like && (unit.end != end + 1 || !round)) return true;
    if (q.value == 1 && !q.scaled && q.spelled) return true;
    if (q.value == 0) return true;
    const uint32_t before = first > begin_ ? first - 1 : end_;
    const bool definite = before < end_ &&
                          (parse_.tokens[before].upos == Upos::kDET ||
                           record::xpos_name(parse_.tokens[before].xpos) == "PRP$") &&
                          !is(before, "a") && !is(before, "an") && !is(before, "some") &&
                          !is(before, "another");
    return definite && q.spelled && q.value <= 12 && !q.scaled;
  }

  // "S-300", "Article 5", "P5+1", "2021-22", "five-year", "Falcon 9": the number is a name or part
  // of a word.
  bool part_of_name(uint32_t at, uint32_t end) {
    const record::Token& token = parse_.tokens[at];
    if (!token.space_before && at > begin_) {
      const std::string_view before = word(at - 1);
      const bool opens = before == "(" || before == "[" || before == "\"" || before == "~" ||
                         before == "<" || before == ">" || before == "\xE2\x80\x9C" ||
                         before == "'" || before == "\xE2\x80\x98" || before == "\xE2\x80\x94" ||
                         before == "--" || before == "\xE2\x80\x93" || before == ",";
      if (!opens) return true;
    }
    if (end < end_ && !parse_.tokens[end].space_before) {
      const std::string_view next = word(end);
      const bool joins = next == "-" || next == "+" || next == "/" || next == ":" ||
                         next == "\xE2\x80\x93" || next == "th" || next == "s";
      if (joins && end + 1 < end_ && !parse_.tokens[end + 1].space_before && !measure(end)) {
        const bool range =
            (next == "-" || next == "\xE2\x80\x93") && is_digit_ascii(word(end + 1).front());
        if (!range) return true;
        // "2021-22": two ends of a range need a unit behind them; a year and two digits are a year.
        const Numeral low = read_numeral(word(at)), high = read_numeral(word(end + 1));
        if (low.digits == 4 && !low.grouped && high.digits == 2) return true;
        if (high.value <= low.value && !find_scale_behind(end + 1)) return true;
      }
    }
    if (at == begin_) return false;
    const bool follows_label = labelled_end_ > begin_ && at == labelled_end_ + 1 &&
                               (is(at - 1, "and") || is(at - 1, ",") || is(at - 1, "to"));
    const AmountEntry* before = word_entry(at - 1);
    const bool label = before && before->kind == AmountWord::kLabel && !measure(end);
    const record::Token& left = parse_.tokens[at - 1];
    const bool hangs_left =
        token.head == at - 1 && (left.upos == Upos::kPROPN || left.upos == Upos::kNOUN) &&
        token.deprel != Deprel::kNummod && token.deprel != Deprel::kAppos && !measure(end);
    const bool proper_name =
        left.upos == Upos::kPROPN && token.head == at - 1 && !measure(end) && !plural_noun(end);
    const bool group_of = is(at - 1, "of") && at - 1 > begin_ && is(at - 2, "group") &&
                          is_upper_ascii(word(at - 2).front());
    if (!label && !hangs_left && !proper_name && !group_of &&
        !(follows_label && !measure(end) && !plural_noun(end)))
      return false;
    labelled_end_ = end;
    return true;
  }

  bool find_scale_behind(uint32_t at) const {
    return at + 1 < end_ && word_entry(at + 1) && word_entry(at + 1)->kind == AmountWord::kScale;
  }

  // Reads the approximators around an amount and widens its span over them.
  void qualify(uint32_t first, uint32_t end, const Unit& unit, const Quantity& q,
               record::Amount& amount) const {
    for (int round = 0; round < 2 && first > begin_; ++round) {
      bool read = false;
      for (uint32_t size = std::min(kLongestAmountPhrase - 1, first - begin_); size > 0 && !read;
           --size) {
        const AmountEntry* entry = find_amount_word(phrase(first - size, size));
        if (!entry || entry->kind != AmountWord::kBefore) continue;
        // "under two treaties" is no measure; "under 200 kg" is.
        const bool preposition = size == 1 && parse_.tokens[first - 1].upos == Upos::kADP &&
                                 unit.counted && q.value < 10;
        if (preposition) return;
        first -= size;
        read = true;
        if (entry->approximation != Approximation::kExact &&
            amount.approximation == Approximation::kExact) {
          amount.approximation = entry->approximation;
        }
        amount.span.begin = parse_.tokens[first].span.begin;
      }
      if (!read) break;
    }
    for (uint32_t size = 2; size > 0; --size) {
      if (end + size > end_) continue;
      const AmountEntry* entry = find_amount_word(phrase(end, size));
      if (!entry || entry->kind != AmountWord::kAfter) continue;
      amount.span.end = parse_.tokens[end + size - 1].span.end;
      if (amount.approximation == Approximation::kExact)
        amount.approximation = entry->approximation;
      return;
    }
  }

  // "Rs.200", "US$3": a sign and digits in one token.
  std::pair<std::string_view, uint32_t> sign_inside(uint32_t at) const {
    const std::string_view w = word(at);
    if (w.empty() || is_digit_ascii(w.front())) return {};
    for (size_t size = 1; size <= 4 && size < w.size(); ++size) {
      if (!is_digit_ascii(w[size])) continue;
      const AmountEntry* entry = find_amount_word(w.substr(0, size));
      if (entry &&
          (entry->kind == AmountWord::kSign || (entry->kind == AmountWord::kCode && size == 3))) {
        return {entry->unit, static_cast<uint32_t>(size)};
      }
      return {};
    }
    return {};
  }

  bool plural_noun(uint32_t at) const {
    return at < end_ && record::xpos_name(parse_.tokens[at].xpos) == "NNS";
  }
  bool time_noun(uint32_t at) const {
    constexpr std::array<std::string_view, 13> kUnits = {
        "second", "minute", "hour",    "day",       "week",    "month", "quarter",
        "year",   "decade", "century", "fortnight", "weekend", "time"};
    return std::find(kUnits.begin(), kUnits.end(), parse_.lemma(at)) != kUnits.end();
  }

  std::string_view word(uint32_t at) const {
    return at < end_ ? parse_.tokens[at].span.of(text_) : std::string_view();
  }
  const AmountEntry* word_entry(uint32_t at) const { return find_amount_word(word(at)); }
  std::string small(uint32_t at) const {
    std::string out(word(at).substr(0, 64));
    std::transform(out.begin(), out.end(), out.begin(), to_lower_ascii);
    return out;
  }
  bool is(uint32_t at, std::string_view lower) const {
    const std::string_view w = word(at);
    return w.size() == lower.size() &&
           std::equal(w.begin(), w.end(), lower.begin(),
                      [](char a, char b) { return to_lower_ascii(a) == b; });
  }
  // The words of `size` tokens with one space where the text has any; empty if they are too long
  // for the table.
  std::string phrase(uint32_t at, uint32_t size) const {
    std::string out;
    for (uint32_t i = at; i < at + size && i < end_ && out.size() < 64; ++i) {
      if (i > at && parse_.tokens[i].space_before) out.push_back(' ');
      out.append(word(i).substr(0, 65));
    }
    return out;
  }

  std::string_view text_;
  const record::Parse& parse_;
  std::vector<bool> in_time_;
  std::vector<record::Amount> found_;
  uint32_t begin_ = 0, end_ = 0;
  uint32_t labelled_end_ = 0;
  bool fraction_said_ = false;
};

}  // namespace

std::vector<record::Amount> find_amounts(std::string_view text, const record::Parse& parse) {
  return AmountFinder(text, parse).find();
}

}  // namespace servanda::language
