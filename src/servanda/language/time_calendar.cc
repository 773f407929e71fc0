// Moves dates by units of time and completes dates that lack a year.
#include "servanda/language/time_calendar.h"

#include <algorithm>
#include <cstdlib>

namespace servanda::language {
namespace {

using record::Date;
using record::DayNumber;
using record::Precision;

// A date that is no interval, and at least as precise as asked.
bool precise(const Date& date, Precision precision) {
  return date.known() && !date.interval && date.begin.precision >= precision;
}

bool in_calendar(int year) { return year >= -9999 && year <= 9999; }

Date month_shifted(const Date& anchor, int count) {
  if (!precise(anchor, Precision::kMonth)) return {};
  const int index = anchor.begin.year * 12 + anchor.begin.month - 1 + count;
  const int year = index >= 0 ? index / 12 : -((11 - index) / 12);
  if (!in_calendar(year)) return {};
  return record::make_month(year, index - year * 12 + 1);
}

Date day_shifted(const Date& anchor, int count) {
  if (!precise(anchor, Precision::kDay)) return {};
  return record::make_day(record::first_day(anchor) + count);
}

Date year_shifted(const Date& anchor, int count) {
  if (!precise(anchor, Precision::kYear) || !in_calendar(anchor.begin.year + count)) return {};
  return record::make_year(anchor.begin.year + count);
}

int weekday_of(DayNumber day) {
  const int rest = (day + 3) % 7;  // 1970-01-01 was a Thursday
  return rest < 0 ? rest + 7 : rest;
}

Date quarter(int year, int index) { return months(year, index * 3 + 1, index * 3 + 3); }

// The candidate years of a date without one, and the choice between the last before and the first
// after the anchor.
template <typename MakeDate>
Date nearest(const Date& anchor, Direction direction, MakeDate make) {
  const int year = anchor.begin.year;
  Date past, future;
  for (int y = year + 1; y >= year - 4 && !past.known(); --y) {
    const Date date = make(y);
    if (date.known() && record::first_day(date) <= record::last_day(anchor)) past = date;
  }
  for (int y = year - 1; y <= year + 4 && !future.known(); ++y) {
    const Date date = make(y);
    if (date.known() && record::last_day(date) >= record::first_day(anchor)) future = date;
  }
  if (direction == Direction::kFuture) return future;
  if (direction == Direction::kPast || !past.known() || !future.known()) return past;
  const int back = record::first_day(anchor) - record::first_day(past);
  const int ahead = record::first_day(future) - record::first_day(anchor);
  return ahead < 50 && back > 290 ? future : past;
}

}  // namespace

Date shifted(const Date& anchor, TimeUnit unit, int count) {
  count = std::clamp(count, -20000, 20000);
  switch (unit) {
    case TimeUnit::kMinute:
    case TimeUnit::kHour:
      return std::abs(count) < 24 ? day_shifted(anchor, 0) : day_shifted(anchor, count / 24);
    case TimeUnit::kDay:
      return day_shifted(anchor, count);
    case TimeUnit::kWeek:
    case TimeUnit::kWeekend:
      return day_shifted(anchor, count * 7);
    case TimeUnit::kFortnight:
      return day_shifted(anchor, count * 14);
    case TimeUnit::kMonth:
      return month_shifted(anchor, count);
    case TimeUnit::kQuarter:
      return month_shifted(anchor, count * 3);
    case TimeUnit::kYear:
      // "a year ago" names a month, "five years ago" no more than a year.
      return std::abs(count) == 1 && precise(anchor, Precision::kMonth)
                 ? month_shifted(anchor, count * 12)
                 : year_shifted(anchor, count);
    case TimeUnit::kDecade:
      return year_shifted(anchor, count * 10);
    case TimeUnit::kCentury:
      return year_shifted(anchor, count * 100);
  }
  return {};
}

Date whole_unit(const Date& anchor, TimeUnit unit, int count) {
  switch (unit) {
    case TimeUnit::kMinute:
    case TimeUnit::kHour:
    case TimeUnit::kDay:
      return day_shifted(anchor, count);
    case TimeUnit::kFortnight:
      return stretch(anchor, TimeUnit::kDay, 14 * count);
    case TimeUnit::kWeek:
    case TimeUnit::kWeekend: {
      if (!precise(anchor, Precision::kDay)) return {};
      const DayNumber today = record::first_day(anchor);
      const DayNumber monday = today - weekday_of(today) + 7 * count;
      if (unit == TimeUnit::kWeek)
        return record::make_interval(record::make_day(monday), record::make_day(monday + 6));
      return record::make_interval(record::make_day(monday + 5), record::make_day(monday + 6));
    }
    case TimeUnit::kMonth:
      return month_shifted(anchor, count);
    case TimeUnit::kQuarter: {
      if (!precise(anchor, Precision::kMonth)) return {};
      const Date month = month_shifted(anchor, 3 * count);
      return month.known() ? quarter(month.begin.year, (month.begin.month - 1) / 3) : Date{};
    }
    case TimeUnit::kYear:
      return year_shifted(anchor, count);
    case TimeUnit::kDecade: {
      const Date year = year_shifted(anchor, 10 * count);
      if (!year.known() || year.begin.year < 0) return {};
      Date decade = record::make_year(year.begin.year / 10 * 10);
      decade.begin.precision = Precision::kDecade;
      decade.end = decade.begin;
      return decade;
    }
    case TimeUnit::kCentury: {
      const Date year = year_shifted(anchor, 100 * count);
      if (!year.known() || year.begin.year < 100) return {};
      const int first = (year.begin.year - 1) / 100 * 100 + 1;
      return record::make_interval(record::make_year(first), record::make_year(first + 99));
    }
  }
  return {};
}

Date stretch(const Date& anchor, TimeUnit unit, int count) {
  if (count == 0 || !anchor.known()) return {};
  Date near = anchor, far;
  switch (unit) {
    case TimeUnit::kMonth:
    case TimeUnit::kQuarter:
      far = month_shifted(anchor, unit == TimeUnit::kMonth ? count : 3 * count);
      near = month_shifted(anchor, 0);
      break;
    case TimeUnit::kYear:
    case TimeUnit::kDecade:
    case TimeUnit::kCentury:
      far = year_shifted(anchor, count * (unit == TimeUnit::kYear     ? 1
                                          : unit == TimeUnit::kDecade ? 10
                                                                      : 100));
      near = year_shifted(anchor, 0);
      break;
    default:
      far = shifted(anchor, unit, count);
      break;
  }
  if (!far.known() || !near.known()) return {};
  if (far == near) return near;
  return count < 0 ? record::make_interval(far, near) : record::make_interval(near, far);
}

Date nearest_weekday(const Date& anchor, int weekday, Direction direction) {
  if (!precise(anchor, Precision::kDay)) return {};
  const DayNumber today = record::first_day(anchor);
  const int back = (weekday_of(today) - weekday + 7) % 7;
  if (direction == Direction::kFuture) return record::make_day(today + (7 - back) % 7);
  return record::make_day(today - back);
}

Date nearest_month(const Date& anchor, int month, Direction direction) {
  if (!precise(anchor, Precision::kYear)) return {};
  if (anchor.begin.precision == Precision::kYear)
    return record::make_month(anchor.begin.year, month);
  return nearest(anchor, direction, [&](int year) { return record::make_month(year, month); });
}

Date nearest_season(const Date& anchor, int season, Direction direction) {
  if (!precise(anchor, Precision::kYear)) return {};
  if (anchor.begin.precision == Precision::kYear)
    return record::make_season(anchor.begin.year, season);
  return nearest(anchor, direction, [&](int year) { return record::make_season(year, season); });
}

Date nearest_day(const Date& anchor, int month, int day, Direction direction) {
  if (!precise(anchor, Precision::kYear)) return {};
  if (anchor.begin.precision == Precision::kYear) return checked_day(anchor.begin.year, month, day);
  return nearest(anchor, direction, [&](int year) { return checked_day(year, month, day); });
}

Date checked_day(int year, int month, int day) {
  if (!in_calendar(year) || month < 1 || month > 12 || day < 1 || day > 31) return {};
  const Date date = record::make_day(year, month, day);
  return record::day_point(record::first_day(date)) == date.begin ? date : Date{};
}

Date months(int year, int first, int last) {
  if (first == last) return record::make_month(year, first);
  return record::make_interval(record::make_month(year, first), record::make_month(year, last));
}

Date part_of(const Date& whole, int part) {
  if (!whole.known() || whole.interval) return whole;
  const int year = whole.begin.year;
  if (whole.begin.precision == Precision::kYear) {
    switch (part) {
      case 1:
        return months(year, 1, 3);
      case 2:
        return months(year, 5, 8);
      case 3:
        return months(year, 10, 12);
      default:
        return record::make_month(year, 12);
    }
  }
  if (whole.begin.precision == Precision::kDecade && year >= 0) {
    const int first = part == 1 ? 0 : part == 2 ? 4 : 7, last = part == 1 ? 3 : part == 2 ? 6 : 9;
    return record::make_interval(record::make_year(year + first), record::make_year(year + last));
  }
  return whole;
}

Date iranian(int year, int month, int day) {
  if (year < 1200 || year > 1500) return {};
  // Nowruz of 1399 was 20 March 2020. Leap years of the 33-year cycle: remainders 1, 5, 9, 13, 17,
  // 22, 26, 30.
  const auto is_leap = [](int y) {
    const int rest = y % 33;
    return rest == 1 || rest == 5 || rest == 9 || rest == 13 || rest == 17 || rest == 22 ||
           rest == 26 || rest == 30;
  };
  DayNumber first = record::day_number(2020, 3, 20);
  for (int y = 1399; y < year; ++y) first += is_leap(y) ? 366 : 365;
  for (int y = 1399; y > year; --y) first -= is_leap(y - 1) ? 366 : 365;
  const int length = is_leap(year) ? 366 : 365;
  if (month == 0)
    return record::make_interval(record::make_day(first), record::make_day(first + length - 1));
  const int before = month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
  const int days = month <= 6 ? 31 : month < 12 ? 30 : length - 336;
  if (day > days) return {};
  if (day > 0) return record::make_day(first + before + day - 1);
  return record::make_interval(record::make_day(first + before),
                               record::make_day(first + before + days - 1));
}

}  // namespace servanda::language
