// A date with its precision and its uncertainty, as EDTF (ISO 8601-2:2019, levels 0 and 1) writes
// it.
//
//   Date date = parse_date("2015-23").value();   // autumn 2015
//   date.precision() == Precision::kSeason;
//   print(date) == "2015-23";
//   parse_date("../2010-05-01"), parse_date("2024-01/2024-10"), parse_date("2022-02/..")
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "servanda/base/result.h"

namespace servanda::record {

enum class Precision : uint8_t {
  kUnknown = 0,
  kDecade = 1,
  kYear = 2,
  kSeason = 3,
  kMonth = 4,
  kDay = 5
};

// One calendar date of the proleptic Gregorian calendar: a decade ("199X"), year, season, month or
// day.
struct DatePoint {
  int32_t year = 0;   // -9999 to 9999; for a decade its first year
  uint8_t month = 0;  // 1 to 12; 21 spring, 22 summer, 23 autumn, 24 winter; 0 none
  uint8_t day = 0;    // 1 to 31; 0 none
  Precision precision = Precision::kUnknown;
  bool uncertain = false;    // EDTF '?'
  bool approximate = false;  // EDTF '~'
  friend bool operator==(const DatePoint&, const DatePoint&) = default;
};

// A point, an interval of two points, or an interval open at one end; unknown if both are unknown
// and none is open.
struct Date {
  DatePoint begin;
  DatePoint end;  // equal to begin unless `interval`
  bool interval = false;
  bool open_begin = false;  // "../X"
  bool open_end = false;    // "X/.."

  bool known() const { return interval || begin.precision != Precision::kUnknown; }
  // The precision of the point, or the coarser one of an interval's known ends.
  Precision precision() const;
  friend bool operator==(const Date&, const Date&) = default;
};

// Days since 1970-01-01, proleptic Gregorian.
using DayNumber = int32_t;

// Reads EDTF. Errors: kRejected with the text and what is wrong (no such day, month 13, end before
// begin). An empty text is the unknown date.
base::Result<Date> parse_date(std::string_view text);

// Writes EDTF; the unknown date is "".  parse_date(print(d)) == d for every valid d.
std::string print(const Date& date);

DayNumber day_number(int32_t year, int month, int day);
DatePoint day_point(DayNumber day);
Date make_year(int32_t year);
Date make_month(int32_t year, int month);
Date make_season(int32_t year, int season);  // 21 spring to 24 winter
Date make_day(int32_t year, int month, int day);
Date make_day(DayNumber day);
Date make_interval(const Date& begin, const Date& end);
Date before(const Date& end);   // "../end"
Date since(const Date& begin);  // "begin/.."

// The first and the last day that the date may mean. Seasons are those of the northern hemisphere
// by months (spring March to May, winter December to February of the next year). Open ends give the
// ends of the calendar.
DayNumber first_day(const Date& date);
DayNumber last_day(const Date& date);

// True if each day that `inner` may mean lies in `outer`.
bool contains(const Date& outer, const Date& inner);
bool overlaps(const Date& a, const Date& b);
// A total order for display: by first day, then last day, then text. Unknown dates come last.
std::strong_ordering order(const Date& a, const Date& b);

}  // namespace servanda::record
