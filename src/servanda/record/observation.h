// What other data sets say: events as they code them, and figures out of tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "servanda/record/date.h"

namespace servanda::record {

// An event out of another data set.
struct Observation {
  std::string id;
  std::optional<DayNumber> date;
  std::string actor, actor_sector, recipient, recipient_sector;
  std::string type;  // PLOVER; empty if the source's code has no counterpart
  std::string code;  // the source's own
  double score = 0;
  int64_t count = 1;  // reports, deaths, whatever the source counts
  std::string place;
  std::string text;
  friend bool operator==(const Observation&, const Observation&) = default;
};

// A figure out of a table: trade, a loan, visits.
struct Figure {
  std::string name, definition, dyad;  // "trade volume", how it is measured, "RUS IRN"
  Date period;
  double value = 0;
  std::string unit;
  friend bool operator==(const Figure&, const Figure&) = default;
};

}  // namespace servanda::record
