// Measured amounts in provisions.
#pragma once

#include <string>
#include <string_view>

namespace servanda::treaty {

// "two million tons", "up to fifteen days", "40 per cent".
struct Amount {
  enum class Bound { kNone, kAtMost, kAtLeast, kWithin };
  std::string words;  // as plain() makes them; empty: no amount
  std::string unit;   // the last of them
  double value = 0;
  Bound bound = Bound::kNone;
};

// Finds the first measured amount of a text, as plain() makes it. Years are none: they say how long
// a treaty lasts.
Amount amount_in(std::string_view plain_text);

}  // namespace servanda::treaty
