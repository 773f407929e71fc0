// Dates with precision and uncertainty: EDTF in and out, the calendar, comparison.
#include "servanda/record/date.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace servanda::record {
namespace {

constexpr int32_t kLastYear = 9999;
constexpr int kSpring = 21;
constexpr int kWinter = 24;

bool is_leap(int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int32_t year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<size_t>(month - 1)];
}

base::Error rejected(std::string_view text, std::string_view wrong) {
  constexpr size_t kShown = 40;
  std::string shown(text.substr(0, kShown));
  if (text.size() > kShown) shown += "...";
  return {base::ErrorCode::kRejected, "date '" + shown + "': " + std::string(wrong), ""};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> read_digits(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Takes the '?', '~' or '%' off the end of a point.
void take_qualifier(std::string_view& text, DatePoint& point) {
  if (text.empty()) return;
  const char last = text.back();
  if (last != '?' && last != '~' && last != '%') return;
  point.uncertain = last != '~';
  point.approximate = last != '?';
  text.remove_suffix(1);
}

// Reads "2024", "-0044", "199X", "2024-05", "2015-23", "2024-05-17"; "2024-05-XX" and "2024-XX"
// drop what is unknown.
base::Result<DatePoint> parse_point(std::string_view whole) {
  DatePoint point;
  std::string_view text = whole;
  take_qualifier(text, point);
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (text.size() < 4) return rejected(whole, "a year has four digits");

  if (text.size() == 4 && text[3] == 'X') {
    const std::optional<int> tens = read_digits(text.substr(0, 3));
    if (!tens) return rejected(whole, "a decade is three digits and an X");
    point.year = negative ? -(*tens * 10 + 9) : *tens * 10;
    point.precision = Precision::kDecade;
    return point;
  }

  const std::optional<int> year = read_digits(text.substr(0, 4));
  if (!year) return rejected(whole, "a year has four digits");
  if (negative && *year == 0) return rejected(whole, "there is no year -0000");
  point.year = negative ? -*year : *year;
  point.precision = Precision::kYear;
  text.remove_prefix(4);
  if (text.empty() || text == "-XX" || text == "-XX-XX") return point;

  if (text.size() < 3 || text[0] != '-')
    return rejected(whole, "after the year comes '-' and two digits");
  const std::optional<int> month = read_digits(text.substr(1, 2));
  if (!month) return rejected(whole, "after the year comes '-' and two digits");
  const bool season = *month >= kSpring && *month <= kWinter;
  if (!season && (*month < 1 || *month > 12)) {
    return rejected(whole, "a month is 01 to 12, a season 21 to 24");
  }
  point.month = static_cast<uint8_t>(*month);
  point.precision = season ? Precision::kSeason : Precision::kMonth;
  text.remove_prefix(3);
  if (text.empty()) return point;
  if (season) return rejected(whole, "a season has no days");
  if (text == "-XX") return point;

  if (text.size() != 3 || text[0] != '-')
    return rejected(whole, "after the month comes '-' and two digits");
  const std::optional<int> day = read_digits(text.substr(1, 2));
  if (!day) return rejected(whole, "after the month comes '-' and two digits");
  if (*day < 1 || *day > days_in_month(point.year, *month)) {
    return rejected(whole, "the month has no such day");
  }
  point.day = static_cast<uint8_t>(*day);
  point.precision = Precision::kDay;
  return point;
}

void append_digits(std::string& out, int value, int width) {
  std::array<char, 12> digits{};
  int count = 0;
  while (count < width || value > 0) {
    digits[static_cast<size_t>(count++)] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  while (count > 0) out += digits[static_cast<size_t>(--count)];
}

void append_point(std::string& out, const DatePoint& point) {
  if (point.precision == Precision::kUnknown) return;
  const int32_t size = point.year < 0 ? -point.year : point.year;
  if (point.year < 0) out += '-';
  if (point.precision == Precision::kDecade) {
    append_digits(out, size / 10, 3);
    out += 'X';
  } else {
    append_digits(out, size, 4);
  }
  if (point.precision >= Precision::kSeason) {
    out += '-';
    append_digits(out, point.month, 2);
  }
  if (point.precision == Precision::kDay) {
    out += '-';
    append_digits(out, point.day, 2);
  }
  if (point.uncertain && point.approximate) {
    out += '%';
  } else if (point.uncertain) {
    out += '?';
  } else if (point.approximate) {
    out += '~';
  }
}

struct DayRange {
  DayNumber first, last;
};

// The ends of the calendar; the winter of the last year runs two months over.
DayRange calendar() { return {day_number(-kLastYear, 1, 1), day_number(kLastYear + 1, 2, 29)}; }

DayRange days_of(const DatePoint& point) {
  const int32_t year = point.year;
  switch (point.precision) {
    case Precision::kUnknown:
      return calendar();
    case Precision::kDecade:
      return {day_number(year, 1, 1), day_number(year + 9, 12, 31)};
    case Precision::kYear:
      return {day_number(year, 1, 1), day_number(year, 12, 31)};
    case Precision::kSeason: {
      const int first_month = 3 + (point.month - kSpring) * 3;  // March, June, September, December
      const int32_t last_year = point.month == kWinter ? year + 1 : year;
      const int last_month = point.month == kWinter ? 2 : first_month + 2;
      return {day_number(year, first_month, 1),
              day_number(last_year, last_month, days_in_month(last_year, last_month))};
    }
    case Precision::kMonth:
      return {day_number(year, point.month, 1),
              day_number(year, point.month, days_in_month(year, point.month))};
    case Precision::kDay: {
      const DayNumber day = day_number(year, point.month, point.day);
      return {day, day};
    }
  }
  return calendar();
}

Date point_date(DatePoint point) {
  Date date;
  date.begin = date.end = point;
  return date;
}

}  // namespace

Precision Date::precision() const {
  if (!interval) return begin.precision;
  if (begin.precision == Precision::kUnknown) return end.precision;
  if (end.precision == Precision::kUnknown) return begin.precision;
  return std::min(begin.precision, end.precision);
}

base::Result<Date> parse_date(std::string_view text) {
  if (text.empty()) return Date{};
  const size_t slash = text.find('/');
  if (slash == text.npos) return point_date(SERVANDA_TRY(parse_point(text)));

  const std::string_view left = text.substr(0, slash), right = text.substr(slash + 1);
  if (right.find('/') != right.npos) return rejected(text, "an interval has one '/'");
  if (left.empty() && right.empty()) return rejected(text, "an interval needs one end");
  Date date;
  date.interval = true;
  date.open_begin = left == "..";
  date.open_end = right == "..";
  if (!date.open_begin && !left.empty()) date.begin = SERVANDA_TRY(parse_point(left));
  if (!date.open_end && !right.empty()) date.end = SERVANDA_TRY(parse_point(right));
  const bool both =
      date.begin.precision != Precision::kUnknown && date.end.precision != Precision::kUnknown;
  if (both && days_of(date.end).last < days_of(date.begin).first)
    return rejected(text, "the end lies before the begin");
  return date;
}

std::string print(const Date& date) {
  std::string out;
  if (!date.known()) return out;
  if (!date.interval) {
    append_point(out, date.begin);
    return out;
  }
  if (date.open_begin) out += "..";
  append_point(out, date.begin);
  out += '/';
  if (date.open_end) out += "..";
  append_point(out, date.end);
  return out;
}

// Counts days in eras of 400 years that begin on 1 March (H. Hinnant, "chrono-Compatible Low-Level
// Date Algorithms").
DayNumber day_number(int32_t year, int month, int day) {
  const int32_t shifted = month <= 2 ? year - 1 : year;
  const int32_t era = (shifted >= 0 ? shifted : shifted - 399) / 400;
  const int32_t year_of_era = shifted - era * 400;
  const int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

DatePoint day_point(DayNumber day) {
  const DayRange ends = calendar();
  const int32_t shifted = std::clamp(day, ends.first, ends.last) + 719468;
  const int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int32_t day_of_era = shifted - era * 146097;
  const int32_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int32_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int32_t shifted_month = (5 * day_of_year + 2) / 153;
  DatePoint point;
  point.day = static_cast<uint8_t>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  point.month = static_cast<uint8_t>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  point.year = year_of_era + era * 400 + (point.month <= 2 ? 1 : 0);
  point.precision = Precision::kDay;
  return point;
}

Date make_year(int32_t year) {
  DatePoint point;
  point.year = year;
  point.precision = Precision::kYear;
  return point_date(point);
}

Date make_month(int32_t year, int month) {
  DatePoint point;
  point.year = year;
  point.month = static_cast<uint8_t>(month);
  point.precision = Precision::kMonth;
  return point_date(point);
}

Date make_season(int32_t year, int season) {
  DatePoint point;
  point.year = year;
  point.month = static_cast<uint8_t>(season);
  point.precision = Precision::kSeason;
  return point_date(point);
}

Date make_day(int32_t year, int month, int day) {
  DatePoint point;
  point.year = year;
  point.month = static_cast<uint8_t>(month);
  point.day = static_cast<uint8_t>(day);
  point.precision = Precision::kDay;
  return point_date(point);
}

Date make_day(DayNumber day) { return point_date(day_point(day)); }

Date make_interval(const Date& begin, const Date& end) {
  Date date;
  date.begin = begin.begin;
  date.end = end.end;
  date.open_begin = begin.open_begin;
  date.open_end = end.open_end;
  date.interval = begin.known() || end.known();
  return date;
}

Date before(const Date& end) {
  Date date;
  date.end = end.end;
  date.interval = date.open_begin = true;
  return date;
}

Date since(const Date& begin) {
  Date date;
  date.begin = begin.begin;
  date.interval = date.open_end = true;
  return date;
}

DayNumber first_day(const Date& date) { return days_of(date.begin).first; }

DayNumber last_day(const Date& date) { return days_of(date.interval ? date.end : date.begin).last; }

bool contains(const Date& outer, const Date& inner) {
  if (!outer.known() || !inner.known()) return false;
  return first_day(outer) <= first_day(inner) && last_day(inner) <= last_day(outer);
}

bool overlaps(const Date& a, const Date& b) {
  if (!a.known() || !b.known()) return false;
  return first_day(a) <= last_day(b) && first_day(b) <= last_day(a);
}

std::strong_ordering order(const Date& a, const Date& b) {
  if (a.known() != b.known())
    return a.known() ? std::strong_ordering::less : std::strong_ordering::greater;
  if (const auto first = first_day(a) <=> first_day(b); first != 0) return first;
  if (const auto last = last_day(a) <=> last_day(b); last != 0) return last;
  const int text = print(a).compare(print(b));
  return text <=> 0;
}

}  // namespace servanda::record
