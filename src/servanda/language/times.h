// Dates said in a text, absolute and relative, resolved to EDTF.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/record/date.h"
#include "servanda/record/parse.h"

namespace servanda::language {

enum class TimeKind : uint8_t {
  kPoint,     // "in October 2024", "last year", "on Tuesday"
  kSince,     // "since 2014": the date is "2014/.."
  kUntil,     // "until May": the date is "../..."
  kRange,     // "from 2001 to 2010", "in the first ten months of 2024"
  kDuration,  // "for 20 years": no date
  kOffset     // "three days before <event>": offset_days, no date
};

struct TimeExpression {
  base::Span span;
  uint32_t first_token = 0, last_token = 0;  // [first, last]
  record::Date date;
  TimeKind kind = TimeKind::kPoint;
  int offset_days = 0;       // kOffset: negative is before
  double duration_days = 0;  // kDuration, kOffset
  bool relative = false;  // resolved against the document's date or the date before it in the text
  bool approximate = false;
};

// Finds all time expressions, in text order. `written` is the document's date (may be unknown: then
// relative ones stay unknown or take the last explicit date).
std::vector<TimeExpression> find_times(std::string_view text, const record::Parse& parse,
                                       const record::Date& written);

// True for a mark that opens an item of a list: "-", "•", a dash.
bool is_bullet(std::string_view word);

}  // namespace servanda::language
