// Dates said in texts: the cases of tests/cases/language/times.txt, and what must hold for any
// text.
#include "servanda/language/times.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <string>

#include "servanda/language/engine.h"

namespace servanda::language {
namespace {

std::vector<TimeExpression> times(std::string_view text, const record::Date& written) {
  static const Engine engine = Engine::create().value();
  Engine::Workspace workspace;
  record::Parse parse;
  engine.parse(text, workspace, parse);
  return find_times(text, parse, written);
}

std::string describe(const TimeExpression& time, std::string_view text) {
  std::string out;
  if (time.kind == TimeKind::kDuration) {
    out = "duration " + std::to_string(std::lround(time.duration_days));
  } else if (time.kind == TimeKind::kOffset) {
    out = "offset " + std::to_string(time.offset_days);
  } else {
    out = time.date.known() ? record::print(time.date) : "unknown";
  }
  return out.append(" [").append(time.span.of(text)).append("]");
}

TEST(FindTimes, GivesTheDatesOfTheCaseFile) {
  std::ifstream in(SERVANDA_ROOT "/tests/cases/language/times.txt");
  ASSERT_TRUE(in);
  record::Date written;
  std::string text;
  int cases = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("@ ")) written = record::parse_date(line.substr(2)).value();
    if (line.starts_with("> ")) text = line.substr(2);
    if (!line.starts_with("= ")) continue;
    std::string found;
    for (const TimeExpression& time : times(text, written)) {
      found.append(found.empty() ? "" : " ; ").append(describe(time, text));
    }
    EXPECT_EQ(found.empty() ? "none" : found, line.substr(2)) << text;
    ++cases;
  }
  EXPECT_GE(cases, 50);
}

TEST(FindTimes, LeavesRelativeDatesUnknownWithoutADocumentDate) {
  for (const TimeExpression& time : times("The envoys met last year.", {}))
    EXPECT_FALSE(time.date.known());
}

TEST(FindTimes, GivesDaysUnderAHeadingTheYearThatItNames) {
  const std::string text =
      "A chronology\n\n2021\n\n- 3 May: The treaty is signed.\n\n2022: the first visits\n\n- 9 "
      "June: "
      "A president comes.\n\nOutlook\n\nA vote is due on 9 June.";
  std::vector<std::string> dates;
  for (const TimeExpression& time : times(text, record::make_day(2024, 2, 1)))
    dates.push_back(record::print(time.date));
  EXPECT_EQ(dates,
            (std::vector<std::string>{"2021", "2021-05-03", "2022", "2022-06-09", "2024-06-09"}));
}

TEST(FindTimes, GivesDaysOfAParagraphTheYearThatOpensIt) {
  const std::string text =
      "2018. The cabinet met. On 25 October it resolved to build.\n\n- In 2019: works began in "
      "May.\n\n— In 2020: they ended in June.\n\nA vote was held on 9 January.";
  std::vector<std::string> dates;
  for (const TimeExpression& time : times(text, record::make_day(2024, 2, 1)))
    dates.push_back(record::print(time.date));
  EXPECT_EQ(dates, (std::vector<std::string>{"2018", "2018-10-25", "2019", "2019-05", "2020",
                                             "2020-06", "2024-01-09"}));
}

TEST(FindTimes, GivesSpansInOrderForAnyText) {
  std::string text;
  uint32_t state = 7;
  const std::string_view words[] = {"May", "2024", "the",   "last",  "ten",    "months",
                                    "of",  "-",    "since", "1990s", "days",   "ago",
                                    "12",  "and",  "half",  "to",    "fiscal", "Tuesday"};
  for (int i = 0; i < 5000; ++i) {
    state = state * 1664525u + 1013904223u;
    text.append(words[(state >> 16) % std::size(words)]).append(i % 17 == 16 ? ". " : " ");
  }
  uint32_t at = 0;
  for (const TimeExpression& time : times(text, record::parse_date("2025-03-14").value())) {
    EXPECT_LE(at, time.span.begin);
    EXPECT_LT(time.span.begin, time.span.end);
    at = time.span.end;
  }
}

}  // namespace
}  // namespace servanda::language
