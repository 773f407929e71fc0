// Dates with precision and uncertainty: EDTF in and out, the calendar, comparison.
#include "servanda/record/date.h"

#include <fmt/format.h>

namespace servanda::record {

// The simplest forms only, until the full reader lands: whoever lands it replaces this file.
base::Result<Date> parse_date(std::string_view text) {
  Date date;
  if (text.empty()) return date;
  int year = 0, month = 0, day = 0;
  const std::string copy(text);
  const int got = std::sscanf(copy.c_str(), "%d-%d-%d", &year, &month, &day);
  if (got < 1) return base::Error{base::ErrorCode::kRejected, fmt::format("'{}' is no date", text), ""};
  date.begin.year = year;
  date.begin.month = static_cast<uint8_t>(got > 1 ? month : 0);
  date.begin.day = static_cast<uint8_t>(got > 2 ? day : 0);
  date.begin.precision = got > 2 ? Precision::kDay : got > 1 ? Precision::kMonth : Precision::kYear;
  date.end = date.begin;
  return date;
}

std::string print(const Date& date) {
  const DatePoint& p = date.begin;
  if (p.precision == Precision::kDay) return fmt::format("{:04}-{:02}-{:02}", p.year, p.month, p.day);
  if (p.precision == Precision::kMonth) return fmt::format("{:04}-{:02}", p.year, p.month);
  if (p.precision == Precision::kYear) return fmt::format("{:04}", p.year);
  return "";
}

}  // namespace servanda::record
