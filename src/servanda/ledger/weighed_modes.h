// The modes of acts that are weighed: two reports of a hostage-taking are most often of one, two
// of an air strike seldom.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace servanda::ledger {

// The modes of which the lessons have at least ten pairs, in alphabetical order.
inline constexpr std::array<std::string_view, 27> kWeighedModes = {
    "abduct",      "aerial",      "allege",    "arrest",  "convict",    "demo",     "destroy",
    "disapprove",  "discontinue", "drone",     "expel",   "explosives", "firearms", "heavy-weapons",
    "investigate", "meet",        "primitive", "release", "restrict",   "seize",    "targeted",
    "troops",      "violence",    "visit",     "weapons", "withdraw",   "yield"};
static_assert(std::ranges::is_sorted(kWeighedModes));

inline constexpr size_t kNoWeighedMode = kWeighedModes.size();

// Returns the place of a mode in the list; kNoWeighedMode if it is not there.
constexpr size_t weighed_mode(std::string_view mode) {
  const auto at = std::ranges::lower_bound(kWeighedModes, mode);
  return at != kWeighedModes.end() && *at == mode ? static_cast<size_t>(at - kWeighedModes.begin())
                                                  : kNoWeighedMode;
}

}  // namespace servanda::ledger
