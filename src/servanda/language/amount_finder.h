// Scans the tokens of a document for amounts. Internal to this stage: others call find_amounts().
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/language/amount_words.h"
#include "servanda/language/characters.h"
#include "servanda/record/amount.h"
#include "servanda/record/parse.h"

namespace servanda::language {

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

// Reads the numeral at the start of a word.
Numeral read_numeral(std::string_view word);

class AmountFinder {
 public:
  AmountFinder(std::string_view text, const record::Parse& parse);
  // Finds all amounts, in text order.
  std::vector<record::Amount> find();

 private:
  uint32_t match(uint32_t at);
  std::optional<Quantity> quantity(uint32_t at, uint32_t from, bool money);
  std::optional<Quantity> digits(uint32_t at, uint32_t from, bool money) const;
  bool word_is_group(uint32_t at) const {
    const std::string_view w = word(at);
    return w.size() == 3 && w[2] == '0' && std::all_of(w.begin(), w.end(), is_digit_ascii);
  }
  std::optional<Quantity> spelled(uint32_t at);
  std::optional<Quantity> fraction(double numerator, uint32_t at);
  void add_half(Quantity& q) const;
  void add_scales(Quantity& q, bool money) const;
  std::optional<Quantity> range_end(const Quantity& low, uint32_t first, std::string_view sign);
  double scale_of(uint32_t at) const;
  std::optional<Unit> measure(uint32_t at) const;
  Unit money_unit(const AmountEntry& entry, uint32_t at, uint32_t end) const;
  std::optional<Unit> counted(uint32_t at, const Quantity& q) const;
  bool excluded(uint32_t first, uint32_t end, const Quantity& q, const Unit& unit) const;
  bool part_of_name(uint32_t at, uint32_t end);
  bool find_scale_behind(uint32_t at) const {
    return at + 1 < end_ && word_entry(at + 1) && word_entry(at + 1)->kind == AmountWord::kScale;
  }
  void qualify(uint32_t first, uint32_t end, const Unit& unit, const Quantity& q,
               record::Amount& amount) const;
  std::pair<std::string_view, uint32_t> sign_inside(uint32_t at) const;
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
  const AmountEntry* word_entry(uint32_t at) const { return at < end_ ? entries_[at] : nullptr; }
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
  std::vector<const AmountEntry*> entries_;  // of each token
  std::vector<bool> in_time_;
  std::vector<record::Amount> found_;
  uint32_t begin_ = 0, end_ = 0;
  uint32_t labelled_end_ = 0;
  bool fraction_said_ = false;
};

}  // namespace servanda::language
