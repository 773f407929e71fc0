// What a figure measures: the nouns and verbs of data/reading/measured.tsv.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/reading/page.h"

namespace servanda::reading {

// The kind of unit that a figure has.
enum class UnitKind : uint8_t { kNone, kMoney, kPercent, kVolume, kCount };
UnitKind unit_kind(std::string_view unit);

struct Measured {
  std::string_view words;
  uint32_t size = 1;
  std::string_view name;
  bool money = false, share = false, volume = false, count = false;
  bool flow = false;  // whose it is belongs to the name: "Indian exports"
  bool weak = false;  // what is paid for rather than what is paid
  bool rate = false;  // always a percentage: no "change" is added
  bool verb = false;  // a verb of paying or trading: "lent", "bought"

  bool fits(UnitKind kind) const {
    return (kind == UnitKind::kMoney && money) || (kind == UnitKind::kPercent && share) ||
           (kind == UnitKind::kVolume && volume) || (kind == UnitKind::kCount && count);
  }
};

// The noun of the table that begins at the token, or nullptr.
const Measured* measured_noun(const Page& page, uint32_t token);
// The row of just this noun, or nullptr.
const Measured* measured_row(std::string_view noun);
// The row of a noun of people or things that are counted, by its lemma, or nullptr.
const Measured* measured_count(std::string_view noun);
// The verb of the table at the token, or nullptr.
const Measured* measured_verb(const Page& page, uint32_t token);

// True for words of rising and falling ("grow", "decline", "up"); `falls` for the falling ones
// alone.
bool tells_change(std::string_view lemma);
bool tells_fall(std::string_view lemma);

}  // namespace servanda::reading
