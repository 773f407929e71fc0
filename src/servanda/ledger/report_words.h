// How the words around an act tell of it: as yet to come, as one more, as the reason of another;
// what it counts, where it is set, and the kind of happening that its word names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::ledger {

// Returns the counts in a text: figures and number words, without years and days, sorted. "Nine
// people" and "9 people" give the same.
std::vector<uint32_t> numbers_of(std::string_view text);

// Returns the names behind words of place, folded and sorted, without those of states.
std::vector<std::string> places_in(std::string_view text);

// True if the words before the trigger put it into the future: "will rescind", "is to lend", "ahead
// of a visit".
bool told_as_to_come(std::string_view text, size_t trigger);

// True if it is told as one more act of its kind: "a second attack".
bool told_as_another(std::string_view text, size_t trigger);

// True if the trigger is told as the reason, the time or the matter of another act: "after the
// attack", "over the seizure of a boat", "condemns the bombings".
bool told_as_reason(std::string_view text, size_t trigger);

// True if it is told as known to the reader: "the attack", "Israel's blockade", "the recent raid".
bool told_as_known(std::string_view text, size_t trigger);

// The kinds of happening that words name, a bit each: a word may name several ("strike", "hold").
using Kinds = uint64_t;

// Returns the kinds that the words of a folded trigger name; 0 if none.
Kinds kinds_of(std::string_view trigger);
inline constexpr Kinds kAgreeing = 1;  // of words of agreeing and signing

// True if a folded trigger hopes for an act or plans it.
bool is_hope(std::string_view trigger);

}  // namespace servanda::ledger
