// What a token, or a run of tokens, may mean in an amount: data/language/amount_words.tsv.
#pragma once

#include <cstdint>
#include <string_view>

#include "servanda/record/amount.h"

namespace servanda::language {

enum class AmountWord : uint8_t {
  kNone,
  kNumber,    // "seven": value
  kScale,     // "million": value
  kFraction,  // "thirds": value is the denominator
  kSign,      // "$": unit
  kCode,      // "EUR", before or after the number: unit
  kCurrency,  // "rupee": unit, and others by the adjective before it
  kMeasure,   // "km", "per cent": unit, value is the factor
  kLabel,     // "article": a number behind it is a name
  kBefore,    // "more than": approximation
  kAfter      // "or so": approximation
};

struct AmountEntry {
  AmountWord kind = AmountWord::kNone;
  double value = 1;
  std::string_view unit;    // ISO 4217 or the measure
  std::string_view others;  // kCurrency: "pakistani=PKR lankan=LKR"
  record::Approximation approximation = record::Approximation::kExact;
};

// The longest phrase of the table, in words.
inline constexpr uint32_t kLongestAmountPhrase = 5;

// Returns what the words mean (as written first, then in small letters), or nullptr. `words` is at
// most 64 bytes.
const AmountEntry* find_amount_word(std::string_view words);

// Returns the code of a currency said with an adjective or the name of a state ("pakistani" rupee:
// "PKR"); empty if the entry does not know it.
std::string_view currency_with(const AmountEntry& entry, std::string_view state);
// True where the state may stand anywhere before the currency, in the sentence.
bool has_state_before(const AmountEntry& entry);

}  // namespace servanda::language
