// Checks names, dates, amounts and quotations in plain English.
#include "servanda/brief/wording.h"

#include <gtest/gtest.h>

namespace servanda::brief {
namespace {

std::string words(const char* date) { return in_words(record::parse_date(date).value()); }
std::string at(const char* date) { return when(record::parse_date(date).value()); }

TEST(InWords, KeepsThePrecisionOfADate) {
  EXPECT_EQ(words("2025-01-17"), "17 January 2025");
  EXPECT_EQ(words("2024-10"), "October 2024");
  EXPECT_EQ(words("2015-23"), "autumn 2015");
  EXPECT_EQ(words("2011"), "2011");
  EXPECT_EQ(words("199X"), "the 1990s");
  EXPECT_EQ(words("2024-04-20~"), "about 20 April 2024");
  EXPECT_EQ(words("2024-01/2024-10"), "January to October 2024");
  EXPECT_EQ(words("2023/2024"), "2023 to 2024");
  EXPECT_EQ(words("../2010-05-01"), "by 1 May 2010");
  EXPECT_EQ(words("2025-09-22/2025-09-28"), "22 to 28 September 2025");
  EXPECT_EQ(words("2025-09-28/2025-10-02"), "28 September to 2 October 2025");
  EXPECT_EQ(words(""), "");
}

TEST(When, TakesThePrepositionOfThePrecision) {
  EXPECT_EQ(at("2025-01-17"), "on 17 January 2025");
  EXPECT_EQ(at("2015-23"), "in autumn 2015");
  EXPECT_EQ(at("2025-01-17~"), "about 17 January 2025");
  EXPECT_EQ(at("../2010-05-01"), "by 1 May 2010");
  EXPECT_EQ(at("2022-02/.."), "since February 2022");
}

TEST(WithinYear, SaysNothingThatTheYearDoesNotSay) {
  const auto within = [](const char* date) {
    return within_year(record::parse_date(date).value());
  };
  EXPECT_EQ(within("2016"), "");
  EXPECT_EQ(within("2016~"), "");
  EXPECT_EQ(within("2016-05~"), "about May");
  EXPECT_EQ(within("2016-05-04"), "4 May");
  EXPECT_EQ(within("2015-06-01/2015-06-07"), "1 to 7 June");
  EXPECT_EQ(within("2024-12-30/2025-01-05"), "30 December 2024 to 5 January 2025");
}

TEST(InWords, WritesAmountsAsAReaderReadsThem) {
  EXPECT_EQ(in_words(2.5e9, "USD", record::Approximation::kAbout), "about $2.5 billion");
  EXPECT_EQ(in_words(1.6e9, "EUR", record::Approximation::kExact), "€1.6 billion");
  EXPECT_EQ(in_words(15.5, "percent", record::Approximation::kExact), "15.5 percent");
  EXPECT_EQ(in_words(13000, "container", record::Approximation::kMoreThan),
            "more than 13,000 containers");
  EXPECT_EQ(in_words(1, "reactor", record::Approximation::kExact), "1 reactor");
  EXPECT_EQ(in_words(24, "aircraft", record::Approximation::kAbout), "about 24 aircraft");
  EXPECT_EQ(in_words(9e6, "m3", record::Approximation::kExact), "9 million cubic metres");
  EXPECT_EQ(in_words(90000, "barrels/day", record::Approximation::kAbout),
            "about 90,000 barrels/day");
  EXPECT_EQ(in_words(64.38e9, "JPY", record::Approximation::kExact), "64.38 billion yen");
  EXPECT_EQ(in_words(3e6, "NOK", record::Approximation::kExact), "3 million NOK");
  EXPECT_EQ(in_words(200, "t", record::Approximation::kExact), "200 tonnes");
  EXPECT_EQ(in_words(2, "factory", record::Approximation::kExact), "2 factories");
  EXPECT_EQ(in_words(106, "children", record::Approximation::kExact), "106 children");
}

TEST(Capitalised, LooksBehindAQuotationMark) {
  EXPECT_EQ(capitalised("“delivered” in May"), "“Delivered” in May");
  EXPECT_EQ(capitalised("signed"), "Signed");
  EXPECT_EQ(capitalised("“"), "“");
}

TEST(Quoted, CutsAtAWordAndTurnsInnerMarks) {
  EXPECT_EQ(quoted("  two\n words "), "“two words”");
  EXPECT_EQ(quoted("a \"b\" c"), "“a ‘b’ c”");
  EXPECT_EQ(quoted("one two three", 8), "“one two …”");
}

TEST(Join, ListsAsASentenceDoes) {
  EXPECT_EQ(join({"A"}), "A");
  EXPECT_EQ(join({"A", "B"}), "A and B");
  EXPECT_EQ(join({"A", "B", "C"}), "A, B and C");
}

}  // namespace
}  // namespace servanda::brief
