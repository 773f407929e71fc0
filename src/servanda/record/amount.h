// How much: money, percentages, counts and measures, with unit and approximator.
#pragma once

#include <cstdint>
#include <string>

#include "servanda/base/span.h"

namespace servanda::record {

enum class Approximation : uint8_t {
  kExact = 0,
  kAbout = 1,
  kAtLeast = 2,
  kMoreThan = 3,
  kAtMost = 4,
  kLessThan = 5,
  kRange = 6
};

struct Amount {
  double value = 0;  // in `unit`, scaled: "$2.5 billion" is 2.5e9
  double upper = 0;  // the upper end of a range, else equal to value
  std::string unit;  // ISO 4217 code ("USD"), "percent", "t", "km", "MW", "m3", ..., or the counted
                     // noun's lemma ("system", "soldier")
  Approximation approximation = Approximation::kExact;
  base::Span span;
  friend bool operator==(const Amount&, const Amount&) = default;
};

}  // namespace servanda::record
