// EDTF in and out, the calendar, comparison.
#include "servanda/record/date.h"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace servanda::record {
namespace {

Date date(std::string_view text) {
  const base::Result<Date> result = parse_date(text);
  EXPECT_TRUE(result.ok()) << text;
  return result.ok() ? result.value() : Date{};
}

DatePoint random_point(std::mt19937& random) {
  DatePoint point;
  const int32_t year = static_cast<int32_t>(random() % 19999) - 9999;
  point.year = year;
  switch (random() % 5) {
    case 0:
      point.precision = Precision::kDecade;
      point.year = year >= 0 ? year / 10 * 10 : -(-year / 10 * 10 + 9);
      break;
    case 1:
      point.precision = Precision::kYear;
      break;
    case 2:
      point.precision = Precision::kSeason;
      point.month = static_cast<uint8_t>(21 + random() % 4);
      break;
    case 3:
      point.precision = Precision::kMonth;
      point.month = static_cast<uint8_t>(1 + random() % 12);
      break;
    default:
      point = day_point(day_number(year, 1, 1) + static_cast<int>(random() % 365));
      break;
  }
  point.uncertain = random() % 4 == 0;
  point.approximate = random() % 4 == 0;
  return point;
}

Date random_date(std::mt19937& random) {
  Date a, b;
  a.begin = a.end = random_point(random);
  b.begin = b.end = random_point(random);
  if (last_day(b) < first_day(a)) std::swap(a, b);
  switch (random() % 5) {
    case 0:
      return make_interval(a, b);
    case 1:
      return before(a);
    case 2:
      return since(a);
    default:
      return a;
  }
}

TEST(ParseDate, ReadsWorkedExamplesOfTheHeader) {
  EXPECT_EQ(date("2015-23").precision(), Precision::kSeason);
  EXPECT_EQ(print(date("2015-23")), "2015-23");
  EXPECT_TRUE(date("../2010-05-01").open_begin);
  EXPECT_TRUE(date("2022-02/..").open_end);
  EXPECT_TRUE(date("2024-01/2024-10").interval);
}

TEST(ParseDate, KeepsPrecisionWhenPartsAreMissing) {
  EXPECT_EQ(date("199X").precision(), Precision::kDecade);
  EXPECT_EQ(date("2024").precision(), Precision::kYear);
  EXPECT_EQ(date("2024-10").precision(), Precision::kMonth);
  EXPECT_EQ(date("2024-10-XX"), date("2024-10"));
  EXPECT_EQ(date("2024-XX-XX"), date("2024"));
  EXPECT_EQ(date("2024/2025-03-01").precision(), Precision::kYear);
}

TEST(ParseDate, KeepsDoubt) {
  EXPECT_TRUE(date("1984?").begin.uncertain);
  EXPECT_TRUE(date("1984~").begin.approximate);
  EXPECT_TRUE(date("2004-06%").begin.approximate);
  EXPECT_TRUE(date("2004-06%").begin.uncertain);
}

TEST(ParseDate, TakesAnEmptyTextForTheUnknownDate) {
  EXPECT_FALSE(date("").known());
  EXPECT_EQ(print(Date{}), "");
}

TEST(ParseDate, RejectsWhatIsNoDate) {
  for (const char* text :
       {"2023-02-29",     "2024-13", "2024-00",    "2024-05-00", "2024-04-31", "202",
        "20245",          "2024-5",  "2024-05-1",  "24-05-01",   "2024/2023",  "/",
        "2024/2025/2026", "-0000",   "2024-21-01", "X",          "20XX",       "2024-10-10T10:00",
        " 2024",          "2024 ",   "..",         "2024..",     "....",       "+2024",
        "2024??"}) {
    EXPECT_FALSE(parse_date(text).ok()) << text;
  }
  EXPECT_EQ(parse_date("2024-13").error().code, base::ErrorCode::kRejected);
  EXPECT_NE(parse_date("2024-13").error().message.find("2024-13"), std::string::npos);
}

std::string day_words(DayNumber day) {
  if (day <= day_number(-9999, 1, 1)) return "begin of the calendar";
  if (day >= day_number(9999, 12, 31)) return "end of the calendar";
  const DatePoint point = day_point(day);
  return print(make_day(point.year, point.month, point.day));
}

TEST(ParseDate, ReadsTheCases) {
  const char* const kPrecisions[] = {"unknown", "decade", "year", "season", "month", "day"};
  std::ifstream file(SERVANDA_ROOT "/tests/cases/record/dates.txt");
  size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("//")) continue;
    ++cases;
    const std::string text = line.substr(0, line.find(" | "));
    const std::string expected = line.substr(text.size() + 3);
    const base::Result<Date> read = parse_date(text);
    if (expected.starts_with("refused | ")) {
      ASSERT_FALSE(read.ok()) << line;
      EXPECT_EQ(read.error().code, base::ErrorCode::kRejected);
      EXPECT_NE(read.error().message.find(expected.substr(10)), std::string::npos)
          << read.error().message;
      continue;
    }
    ASSERT_TRUE(read.ok()) << line << ": " << read.error().message;
    EXPECT_EQ(print(*read) + " | " + day_words(first_day(*read)) + " | " +
                  day_words(last_day(*read)) + " | " +
                  kPrecisions[static_cast<size_t>(read->precision())],
              expected);
  }
  EXPECT_GE(cases, 35u);
}

// Random dates stand in these relations whatever they are.
TEST(Dates, KeepTheirRelations) {
  std::mt19937 random(42);
  for (int i = 0; i < 20000; ++i) {
    const Date a = random_date(random), b = random_date(random);
    ASSERT_LE(first_day(a), last_day(a)) << print(a);
    ASSERT_TRUE(contains(a, a)) << print(a);
    ASSERT_TRUE(overlaps(a, a)) << print(a);
    ASSERT_EQ(overlaps(a, b), overlaps(b, a)) << print(a) << " " << print(b);
    if (contains(a, b)) {
      ASSERT_TRUE(overlaps(a, b)) << print(a) << " " << print(b);
    }
    if (contains(a, b) && contains(b, a)) {
      ASSERT_EQ(first_day(a), first_day(b)) << print(a) << " " << print(b);
      ASSERT_EQ(last_day(a), last_day(b)) << print(a) << " " << print(b);
    }
    // A coarser copy of a day holds it.
    const DatePoint point = day_point(static_cast<DayNumber>(random() % 40000) - 20000);
    const Date day = make_day(point.year, point.month, point.day);
    ASSERT_TRUE(contains(make_month(point.year, point.month), day));
    ASSERT_TRUE(contains(make_year(point.year), make_month(point.year, point.month)));
  }
}

TEST(ParseDate, AcceptsAnEndThatMayLieBehindTheBegin) {
  EXPECT_TRUE(parse_date("2024-05/2024").ok());
}

TEST(PrintDate, IsReadBackAsTheSameDate) {
  std::mt19937 random(20150117);
  for (int i = 0; i < 20000; ++i) {
    const Date d = random_date(random);
    const base::Result<Date> read = parse_date(print(d));
    ASSERT_TRUE(read.ok()) << print(d);
    ASSERT_EQ(read.value(), d) << print(d);
  }
}

TEST(ParseDate, ReadsOrRejectsAnyText) {
  std::mt19937 random(7);
  const std::string alphabet = "0123456789-X/.?~%";
  for (int i = 0; i < 50000; ++i) {
    std::string text;
    for (size_t n = random() % 24; n > 0; --n) text += alphabet[random() % alphabet.size()];
    const base::Result<Date> read = parse_date(text);
    if (read.ok()) {
      ASSERT_EQ(parse_date(print(read.value())).value(), read.value()) << text;
    }
  }
}

TEST(DayNumber, CountsEveryDayOfTheCalendarOnce) {
  EXPECT_EQ(day_number(1970, 1, 1), 0);
  EXPECT_EQ(day_number(2000, 3, 1), 11017);
  EXPECT_EQ(day_number(1969, 12, 31), -1);
  DayNumber expected = day_number(-401, 1, 1);
  const DayNumber last = day_number(2401, 1, 1);
  for (DayNumber day = expected; day < last; ++day) {
    const DatePoint point = day_point(day);
    ASSERT_EQ(day_number(point.year, point.month, point.day), day);
  }
}

TEST(Season, TakesWinterIntoTheNextYear) {
  EXPECT_EQ(first_day(make_season(2023, 24)), day_number(2023, 12, 1));
  EXPECT_EQ(last_day(make_season(2023, 24)), day_number(2024, 2, 29));
  EXPECT_EQ(first_day(make_season(2015, 23)), day_number(2015, 9, 1));
  EXPECT_EQ(last_day(make_season(2015, 23)), day_number(2015, 11, 30));
}

TEST(Decade, HasTenYearsBeforeAndAfterYearZero) {
  EXPECT_EQ(first_day(date("199X")), day_number(1990, 1, 1));
  EXPECT_EQ(last_day(date("199X")), day_number(1999, 12, 31));
  EXPECT_EQ(first_day(date("-005X")), day_number(-59, 1, 1));
  EXPECT_EQ(last_day(date("-005X")), day_number(-50, 12, 31));
}

TEST(Contains, HoldsForPartsAndOpenEnds) {
  EXPECT_TRUE(contains(date("2024"), date("2024-10")));
  EXPECT_FALSE(contains(date("2024-10"), date("2024")));
  EXPECT_TRUE(contains(date("2022-02/.."), date("2025")));
  EXPECT_TRUE(contains(date("../2010"), date("1999-05-01")));
  EXPECT_FALSE(contains(date("../2010"), date("2011")));
  EXPECT_FALSE(contains(date("2024"), Date{}));
  EXPECT_TRUE(overlaps(date("2024-01/2024-10"), date("2024-24/..")) == false);
  EXPECT_TRUE(overlaps(date("2024-01/2024-10"), date("2024-10-31")));
}

TEST(Order, IsTotalAndPutsUnknownDatesLast) {
  std::mt19937 random(11);
  std::vector<Date> dates = {Date{}, date("../.."), date("2024")};
  for (int i = 0; i < 60; ++i) dates.push_back(random_date(random));
  for (const Date& a : dates) {
    ASSERT_EQ(order(a, a), std::strong_ordering::equal);
    if (a.known()) {
      ASSERT_EQ(order(a, Date{}), std::strong_ordering::less);
    }
    for (const Date& b : dates) {
      ASSERT_EQ(order(a, b) < 0, order(b, a) > 0);
      ASSERT_EQ(order(a, b) == 0, a == b) << print(a) << " " << print(b);
      for (const Date& c : dates) {
        if (order(a, b) <= 0 && order(b, c) <= 0) {
          ASSERT_TRUE(order(a, c) <= 0);
        }
      }
    }
  }
}

TEST(MakeInterval, JoinsEndsAndKeepsOpenOnes) {
  EXPECT_EQ(print(make_interval(date("2024-01"), date("2024-10"))), "2024-01/2024-10");
  EXPECT_EQ(print(make_interval(date("2001/2005"), date("2010/.."))), "2001/..");
  EXPECT_EQ(print(before(date("2010-05-01"))), "../2010-05-01");
  EXPECT_EQ(print(since(date("2022-02"))), "2022-02/..");
  EXPECT_FALSE(make_interval(Date{}, Date{}).known());
}

}  // namespace
}  // namespace servanda::record
