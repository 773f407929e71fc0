// Calendar arithmetic for relative dates. Every function keeps to the precision that its input
// allows: what cannot be said of an anchor (the day before a year) is the unknown date.
#pragma once

#include "servanda/language/time_words.h"
#include "servanda/record/date.h"

namespace servanda::language {

// Which way an incomplete date lies from the anchor.
enum class Direction : uint8_t { kPast, kFuture, kNearest };

// Returns the anchor moved by `count` units, as precise as the unit: "three days ago" a day, "two
// years ago" a year.
record::Date shifted(const record::Date& anchor, TimeUnit unit, int count);

// Returns the unit that holds the anchor, moved by `count` units, as a whole: last week is Monday
// to Sunday.
record::Date whole_unit(const record::Date& anchor, TimeUnit unit, int count);

// Returns the stretch of `count` units that ends (count < 0) or begins (count > 0) at the anchor.
record::Date stretch(const record::Date& anchor, TimeUnit unit, int count);

// Returns the day of the week (0 Monday), month or month and day nearest to the anchor in the
// direction. kPast counts the anchor's own day or month in; kNearest takes the future only if it is
// much nearer.
record::Date nearest_weekday(const record::Date& anchor, int weekday, Direction direction);
record::Date nearest_month(const record::Date& anchor, int month, Direction direction);
record::Date nearest_season(const record::Date& anchor, int season, Direction direction);
record::Date nearest_day(const record::Date& anchor, int month, int day, Direction direction);

// Returns a day, or the unknown date if the month has no such day.
record::Date checked_day(int year, int month, int day);

// Returns months [first, last] of the year as an interval (a month if they are one).
record::Date months(int year, int first, int last);

// Returns the early (1), middle (2), late (3) part or the end (4) of a year, decade or month. Early
// 2026 is its first quarter, the end its last month; a part of a month stays the month.
record::Date part_of(const record::Date& whole, int part);

// Returns a year of the Iranian calendar (Solar Hijri), or a month or day of it, as Gregorian days.
// Leap years by the 33-year rule, right for 1300 to 1430. `month` and `day` may be 0.
record::Date iranian(int year, int month, int day);

}  // namespace servanda::language
