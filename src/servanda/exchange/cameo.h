// CAMEO codes to PLOVER types and back, by the published tables in data/codes.
#pragma once

#include <string>
#include <string_view>

#include "servanda/record/event.h"

namespace servanda::exchange {

struct CameoCode {
  std::string_view code;  // "0841"; empty: none
  double goldstein = 0;   // -10 to 10
  std::string_view type;  // PLOVER; empty if PLOVER has none
  std::string_view mode;
  std::string_view name;  // "Return, release person(s)"
};

// Returns the entry of a code; one that is not listed gives the nearest shorter one ("0845": 084).
// A code that lost its leading zero in a spreadsheet ("40", "840") is not mended: it is another
// code.
CameoCode cameo(std::string_view code);

// Returns the code that an event is written as; empty where CAMEO has none: negated and possible
// acts, denied and alleged ones, and plans of hostile acts.
CameoCode cameo_of(const record::Event& event);

}  // namespace servanda::exchange
