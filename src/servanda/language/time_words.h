// What a token may mean in a time expression.
#pragma once

#include <cstdint>
#include <string_view>

#include "servanda/record/date.h"

namespace servanda::language {

enum class TimeWord : uint8_t {
  kNone,
  kMonth,
  kMonthShort,
  kWeekday,
  kSeason,
  kNumber,
  kOrdinal,
  kUnit,
  kDayWord,
  kLast,
  kNext,
  kComing,
  kThis,
  kThat,
  kSame,
  kPast,
  kFollowing,
  kPrevious,
  kAgo,
  kEarlier,
  kLater,
  kBefore,
  kAfter,
  kSince,
  kUntil,
  kBy,
  kFrom,
  kBetween,
  kTo,
  kAnd,
  kOf,
  kIn,
  kThe,
  kPart,
  kHalf,
  kArticle,
  kCouple,
  kVague,
  kDayPart,
  kFiscal,
  kIranianMonth,
  kNineties,
  // Read from the shape of the token, not from the table:
  kDigits,   // "17", "2025": value
  kDecade,   // "1990s", "'90s": value is the first year
  kIsoDate,  // "2025-01-17", "17/01/2025", "17.01.2025"
  kComma,
  kDash
};

// Units of time, in the order of data/language/time_words.tsv.
enum class TimeUnit : uint8_t {
  kDay = 1,
  kWeek = 2,
  kMonth = 3,
  kQuarter = 4,
  kYear = 5,
  kDecade = 6,
  kCentury = 7,
  kHour = 8,
  kMinute = 9,
  kWeekend = 10,
  kFortnight = 11
};

struct TimeToken {
  TimeWord kind = TimeWord::kNone;
  int value = 0;
  uint8_t digits = 0;    // kDigits: how many
  bool mid = false;      // "mid-2023", "mid-March": the rest of the token is what `kind` says
  bool capital = false;  // begins with a capital letter
  record::Date date;     // kIsoDate
};

// Reads one token.
TimeToken read_time_word(std::string_view word);

}  // namespace servanda::language
