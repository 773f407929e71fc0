// Absolute dates, their parts, and the connectors before them.
#include "servanda/language/time_matcher.h"

#include <algorithm>

#include "servanda/language/characters.h"

namespace servanda::language {

using record::Date;
using record::Precision;

namespace {

TimeMatch found(uint32_t end, const Date& date, bool relative = false) {
  TimeMatch match;
  match.end = end;
  match.date = date;
  match.relative = relative;
  return match;
}

// "between March and May 2024", "January-October 2024": the year of the second is that of the
// first.
void take_year(Date& from, bool relative, const TimeMatch& second) {
  if (!relative || second.relative || from.begin.precision < Precision::kMonth || from.interval)
    return;
  from.begin.year = second.date.begin.year;
  if (record::first_day(from) > record::last_day(second.date)) --from.begin.year;
  from.end = from.begin;
}

// The last day of what is meant, for "by the end of March 2025".
Date last_day_of(const Date& date) {
  return date.known() && !date.open_end ? record::make_day(record::last_day(date)) : date;
}

}  // namespace

std::optional<TimeMatch> TimeMatcher::match(uint32_t at, uint32_t begin, uint32_t end,
                                            const TimeContext& context) {
  begin_ = begin;
  end_ = end;
  context_ = &context;
  if (std::optional<TimeMatch> result = bounded(at)) return result;
  return atom(at);
}

std::optional<TimeMatch> TimeMatcher::bounded(uint32_t at) {
  const TimeWord connector = kind(at);
  switch (connector) {
    case TimeWord::kSince:
    case TimeWord::kUntil:
    case TimeWord::kBy:
    case TimeWord::kBefore:
    case TimeWord::kAfter:
    case TimeWord::kFrom:
    case TimeWord::kBetween:
      break;
    default:
      return std::nullopt;
  }
  // "from 5 to 9 May": the first day takes its month from the second.
  if (connector == TimeWord::kFrom || connector == TimeWord::kBetween) {
    const TimeWord joint = connector == TimeWord::kFrom ? TimeWord::kTo : TimeWord::kAnd;
    const auto joins = [&](uint32_t i) {
      return kind(i) == joint || (connector == TimeWord::kFrom &&
                                  (kind(i) == TimeWord::kUntil || kind(i) == TimeWord::kDash));
    };
    if (kind(at + 1) == TimeWord::kDigits && words_[at + 1].digits <= 2 && joins(at + 2)) {
      if (const auto second = day_first(at + 3);
          second && second->date.precision() == Precision::kDay) {
        const Date first =
            checked_day(second->date.begin.year, second->date.begin.month, value(at + 1));
        if (first.known() && record::first_day(first) <= record::first_day(second->date)) {
          TimeMatch result =
              found(second->end, record::make_interval(first, second->date), second->relative);
          result.kind = TimeKind::kRange;
          return result;
        }
      }
    }
    const auto first = atom(at + 1);
    if (!first || first->kind == TimeKind::kDuration || first->kind == TimeKind::kOffset)
      return std::nullopt;
    if (joins(first->end)) {
      if (auto second = atom(first->end + 1);
          second && second->date.known() && first->date.known()) {
        Date from = first->date;
        take_year(from, first->relative, *second);
        if (record::first_day(from) <= record::last_day(second->date)) {
          TimeMatch result =
              found(second->end, record::make_interval(from, second->date), first->relative);
          result.kind = TimeKind::kRange;
          return result;
        }
      }
    }
    if (connector == TimeWord::kBetween) return std::nullopt;
    TimeMatch result = *first;
    if (result.date.known() && result.kind == TimeKind::kPoint) {
      result.kind = TimeKind::kSince;
      result.date = record::since(result.date);
    }
    return result;
  }

  auto inner = atom(at + 1);
  if (!inner || inner->kind == TimeKind::kDuration || inner->kind == TimeKind::kOffset)
    return std::nullopt;
  TimeMatch result = *inner;
  if (!result.date.known() || result.date.open_begin || result.date.open_end) return result;
  if (connector == TimeWord::kSince || connector == TimeWord::kAfter) {
    result.kind = TimeKind::kSince;
    result.date = record::since(result.date);
  } else {
    result.kind = TimeKind::kUntil;
    result.date = record::before(inner->ends_period ? last_day_of(result.date) : result.date);
  }
  return result;
}

std::optional<TimeMatch> TimeMatcher::atom(uint32_t at) {
  const uint32_t head = kind(at) == TimeWord::kThe ? at + 1 : at;
  std::optional<TimeMatch> result;
  if (!result) result = part(head);
  if (!result) result = ordinal_part(head);
  if (!result) result = pointing(head);
  if (!result) result = counted(head);
  if (!result) result = date_at(head);
  if (!result) return result;
  // "2001-2010", "5 October - 9 November 2024".
  if (kind(result->end) == TimeWord::kDash && result->kind == TimeKind::kPoint &&
      result->date.known()) {
    const auto second = date_at(result->end + 1);
    if (second && second->date.known() && second->date.precision() == result->date.precision() &&
        !result->date.interval) {
      take_year(result->date, result->relative, *second);
    }
    if (second && second->date.known() && second->date.precision() == result->date.precision() &&
        !result->date.interval &&
        record::first_day(result->date) < record::first_day(second->date)) {
      TimeMatch range =
          found(second->end, record::make_interval(result->date, second->date), result->relative);
      range.kind = TimeKind::kRange;
      return range;
    }
  }
  return result;
}

std::optional<TimeMatch> TimeMatcher::date_at(uint32_t at) {
  const TimeWord first = kind(at);
  if (first == TimeWord::kNone) return std::nullopt;
  std::optional<TimeMatch> result;
  const bool mid = words_[at].mid;
  switch (first) {
    case TimeWord::kIsoDate:
      return found(at + 1, words_[at].date);
    case TimeWord::kDecade:
    case TimeWord::kNineties: {
      int from = value(at);
      if (first == TimeWord::kNineties) {
        if (at == begin_ || kind(at - 1) != TimeWord::kThe) return std::nullopt;
        from += 1900;
      }
      Date decade = record::make_year(from);
      decade.begin.precision = Precision::kDecade;
      decade.end = decade.begin;
      result = found(at + 1, decade);
      break;
    }
    case TimeWord::kDigits:
    case TimeWord::kOrdinal:
      result = iranian_date(at);
      if (!result) result = day_first(at);
      if (!result) result = year(at);
      break;
    case TimeWord::kIranianMonth:
      result = iranian_date(at);
      break;
    case TimeWord::kMonth:
    case TimeWord::kMonthShort:
      result = month_first(at);
      break;
    case TimeWord::kSeason:
      result = season(at);
      break;
    case TimeWord::kWeekday:
      result = weekday(at);
      break;
    case TimeWord::kFiscal:
      result = year(at);
      break;
    default:
      return std::nullopt;
  }
  if (result && mid && result->date.known()) {
    result->date = part_of(result->date, 2);
    result->approximate = true;
  }
  return result;
}

// A year of four digits that is not a count: "2,000 soldiers" has a comma, "1500 soldiers" a noun
// behind it.
std::optional<int> TimeMatcher::year_at(uint32_t at) const {
  if (kind(at) != TimeWord::kDigits || words_[at].digits != 4) return std::nullopt;
  const int year = value(at);
  if (year < 1000 || year > 2199) return std::nullopt;
  if (at > begin_) {
    const std::string_view before = word(at - 1);
    if (before == "$" || before == "US$" || before == "\xE2\x82\xAC" || before == "\xC2\xA3" ||
        before == "#" || before == "No." || before == "+") {
      return std::nullopt;
    }
  }
  const std::string_view after = word(at + 1);
  if (after == "%" || after == "percent" || after == "per" || after == "km" || after == "MW" ||
      after == "million") {
    return std::nullopt;
  }
  const bool placed = at > begin_ && (kind(at - 1) != TimeWord::kNone || word(at - 1) == "(");
  const std::string_view next_tag = tag(at + 1);
  // "between 2019 and 2022 exports fell": the second year is no count of exports.
  const bool second = at > begin_ + 1 &&
                      (kind(at - 1) == TimeWord::kAnd || kind(at - 1) == TimeWord::kTo ||
                       kind(at - 1) == TimeWord::kDash) &&
                      kind(at - 2) == TimeWord::kDigits && words_[at - 2].digits == 4;
  if (!second && next_tag == "NNS" && parse_.tokens[at].deprel == record::Deprel::kNummod)
    return std::nullopt;
  if (year < 1800 &&
      !(placed && kind(at - 1) != TimeWord::kThe && kind(at - 1) != TimeWord::kArticle))
    return std::nullopt;
  return year;
}

std::optional<TimeMatch> TimeMatcher::year(uint32_t at) {
  bool fiscal = context_->fiscal;
  uint32_t p = at;
  if (kind(p) == TimeWord::kFiscal) {
    fiscal = true;
    ++p;
    if (kind(p) == TimeWord::kUnit) ++p;
  }
  const std::optional<int> first = year_at(p);
  if (!first) return std::nullopt;
  // "2021-22", "2021/22" (one token) and "2021-2022".
  if (kind(p + 1) == TimeWord::kDash && kind(p + 2) == TimeWord::kDigits && close(p + 2)) {
    const int short_second = value(p + 2);
    const bool two = words_[p + 2].digits == 2;
    const int second = two ? *first / 100 * 100 + short_second : short_second;
    if ((two || words_[p + 2].digits == 4) && second > *first && second < *first + 100) {
      const bool of_one_year = second == *first + 1 && fiscal;
      // Fiscal years over two calendar years run from April to March in the states that write them
      // so.
      const Date date =
          of_one_year
              ? record::make_interval(record::make_month(*first, 4), record::make_month(second, 3))
              : record::make_interval(record::make_year(*first), record::make_year(second));
      TimeMatch match = found(p + 3, date);
      match.kind = TimeKind::kRange;
      return match;
    }
  }
  return found(p + 1, record::make_year(*first));
}

// Reads "[,] 2025", "of 2025", "last year", "this year", "of that year", "of the same year" behind
// a month or day and moves `at` behind it; else completes the date from the context.
Date TimeMatcher::with_year_behind(uint32_t& at, int month, int day) {
  const auto make = [&](int year) {
    return day > 0 ? checked_day(year, month, day) : record::make_month(year, month);
  };
  uint32_t p = at;
  if (kind(p) == TimeWord::kComma || kind(p) == TimeWord::kOf) ++p;
  if (const auto year = year_at(p)) {
    at = p + 1;
    return make(*year);
  }
  if (kind(p) == TimeWord::kThe) ++p;
  const bool behind_year =
      kind(p + 1) == TimeWord::kUnit && value(p + 1) == static_cast<int>(TimeUnit::kYear);
  if (behind_year && anchor().known()) {
    const int written = anchor().begin.year,
              said = context_->last.known() ? context_->last.begin.year : written;
    std::optional<int> year;
    switch (kind(p)) {
      case TimeWord::kLast:
        year = written - 1;
        break;
      case TimeWord::kThis:
        year = written;
        break;
      case TimeWord::kNext:
        year = written + 1;
        break;
      case TimeWord::kThat:
      case TimeWord::kSame:
        year = said;
        break;
      case TimeWord::kFollowing:
        year = said + 1;
        break;
      case TimeWord::kPrevious:
        year = said - 1;
        break;
      default:
        break;
    }
    if (year) {
      at = p + 2;
      return make(*year);
    }
  }
  return complete(month, day, at);
}

// Gives a month or day the year it must have: that of a date in the same sentence, else the nearest
// to the document's date.
Date TimeMatcher::complete(int month, int day, uint32_t at) {
  const auto make = [&](int year) {
    return day > 0 ? checked_day(year, month, day) : record::make_month(year, month);
  };
  const Direction way = direction(at);
  const Date& written = context_->written;
  const Date& last = context_->last;
  const bool near =
      context_->last_sentence > 0 && context_->last_sentence == context_->sentence && last.known();
  if (near && way != Direction::kFuture) {
    const Date date = make(last.begin.year);
    if (date.known() && (!written.known() || record::first_day(date) <= record::last_day(written)))
      return date;
  }
  if (!written.known()) {
    return context_->last_sentence > 0 && last.known() ? make(last.begin.year) : Date{};
  }
  return day > 0 ? nearest_day(written, month, day, way) : nearest_month(written, month, way);
}

std::optional<TimeMatch> TimeMatcher::day_first(uint32_t at) {
  const bool number = kind(at) == TimeWord::kDigits && words_[at].digits <= 2;
  const bool ordinal = kind(at) == TimeWord::kOrdinal;
  if ((!number && !ordinal) || value(at) < 1 || value(at) > 31) return std::nullopt;
  uint32_t p = at + 1;
  int first = value(at), last = first;
  const bool joined =
      kind(p) == TimeWord::kDash || kind(p) == TimeWord::kTo || kind(p) == TimeWord::kAnd;
  if (joined && (kind(p + 1) == TimeWord::kDigits || kind(p + 1) == TimeWord::kOrdinal) &&
      value(p + 1) > first && value(p + 1) <= 31) {
    last = value(p + 1);
    p += 2;
  }
  if (kind(p) == TimeWord::kOf) {
    if (kind(p + 1) == TimeWord::kThis && kind(p + 2) == TimeWord::kUnit && ordinal &&
        value(p + 2) == 3 && anchor().precision() >= Precision::kMonth) {
      return found(p + 3, checked_day(anchor().begin.year, anchor().begin.month, first), true);
    }
    if (ordinal) ++p;
  }
  if (kind(p) != TimeWord::kMonth && kind(p) != TimeWord::kMonthShort) return std::nullopt;
  if (!words_[p].capital) return std::nullopt;
  const int month = value(p);
  const uint32_t behind = ++p;
  const Date end = with_year_behind(p, month, last);
  if (!end.known()) return found(p, end, true);
  const bool relative = p == behind;
  if (last == first) return found(p, end, relative);
  TimeMatch match =
      found(p, record::make_interval(checked_day(end.begin.year, month, first), end), relative);
  match.kind = TimeKind::kRange;
  return match;
}

std::optional<TimeMatch> TimeMatcher::month_first(uint32_t at) {
  if (!words_[at].capital && !words_[at].mid) return std::nullopt;
  const int month = value(at);
  uint32_t p = at + 1;
  const bool digits =
      kind(p) == TimeWord::kDigits && words_[p].digits <= 2 && value(p) >= 1 && value(p) <= 31;
  const bool ordinal = kind(p) == TimeWord::kOrdinal && words_[p].digits > 0;
  if (digits || ordinal) {
    const int first = value(p++);
    int last = first;
    if ((kind(p) == TimeWord::kDash || kind(p) == TimeWord::kTo || kind(p) == TimeWord::kAnd) &&
        (kind(p + 1) == TimeWord::kDigits || kind(p + 1) == TimeWord::kOrdinal) &&
        words_[p + 1].digits <= 2 && value(p + 1) > first && value(p + 1) <= 31) {
      last = value(p + 1);
      p += 2;
    }
    const uint32_t behind = p;
    const Date end = with_year_behind(p, month, last);
    const bool relative = p == behind;
    if (!end.known() || last == first) return found(p, end, relative);
    TimeMatch match =
        found(p, record::make_interval(checked_day(end.begin.year, month, first), end), relative);
    match.kind = TimeKind::kRange;
    return match;
  }
  const uint32_t behind = p;
  const Date date = with_year_behind(p, month, 0);
  const bool with_year = p != behind;
  if (with_year) return found(p, date);
  // A month alone needs a word before it that places it in time: "May" is a verb and a name,
  // "March" and "August" too.
  if (kind(at) == TimeWord::kMonthShort && word(at).back() != '.') return std::nullopt;
  const bool doubtful = month == 5 || month == 3 || month == 8 || month == 4 || month == 6;
  const TimeWord before = at > begin_ ? kind(at - 1) : TimeWord::kNone;
  const bool placed =
      before != TimeWord::kNone && before != TimeWord::kThe && before != TimeWord::kArticle;
  if (doubtful && !placed) {
    const bool attributive = tag(at) == "NNP" && month != 5 && at > begin_ &&
                             !starts_upper(word(at - 1)) && tag(at + 1).starts_with("NN");
    if (!attributive) return std::nullopt;
  }
  if (month == 5 && (tag(at) == "MD" || (at > begin_ && starts_upper(word(at - 1)) &&
                                         kind(at - 1) == TimeWord::kNone))) {
    return std::nullopt;
  }
  return found(p, date, true);
}

std::optional<TimeMatch> TimeMatcher::season(uint32_t at) {
  const int season = value(at);
  const TimeWord before = at > begin_ ? kind(at - 1) : TimeWord::kNone;
  uint32_t p = at + 1;
  const bool of = kind(p) == TimeWord::kOf;
  if (of || kind(p) == TimeWord::kComma) ++p;
  if (const auto year = year_at(p)) {
    // "the winter of 2023-24" begins in 2023.
    if (kind(p + 1) == TimeWord::kDash && kind(p + 2) == TimeWord::kDigits && close(p + 2)) p += 2;
    return found(p + 1, record::make_season(*year, season));
  }
  if (kind(p) == TimeWord::kThe) ++p;
  if (kind(p + 1) == TimeWord::kUnit && value(p + 1) == static_cast<int>(TimeUnit::kYear) &&
      anchor().known()) {
    const int written = anchor().begin.year;
    if (kind(p) == TimeWord::kLast)
      return found(p + 2, record::make_season(written - 1, season), true);
    if (kind(p) == TimeWord::kThis) return found(p + 2, record::make_season(written, season), true);
    if (kind(p) == TimeWord::kNext)
      return found(p + 2, record::make_season(written + 1, season), true);
    if (kind(p) == TimeWord::kThat || kind(p) == TimeWord::kSame) {
      return found(
          p + 2,
          record::make_season(context_->last.known() ? context_->last.begin.year : written, season),
          true);
    }
  }
  // "in spring", "in the summer"; "the fall of the city" is none.
  const bool placed =
      before == TimeWord::kIn ||
      (before == TimeWord::kThe && at >= begin_ + 2 && kind(at - 2) == TimeWord::kIn) ||
      before == TimeWord::kSince || before == TimeWord::kUntil || before == TimeWord::kBy ||
      before == TimeWord::kPart;
  if (!placed || of || (season == 23 && word(at) == "fall" && before != TimeWord::kIn))
    return std::nullopt;
  if (tag(at + 1).starts_with("NN")) return std::nullopt;
  return found(at + 1, nearest_season(anchor(), season, direction(at)), true);
}

std::optional<TimeMatch> TimeMatcher::weekday(uint32_t at) {
  if (!words_[at].capital) return std::nullopt;
  uint32_t p = at + 1;
  if (kind(p) == TimeWord::kComma) ++p;
  if (kind(p) == TimeWord::kThe) ++p;
  // "Tuesday, 5 November": the date says it all.
  if (kind(p) == TimeWord::kDigits || kind(p) == TimeWord::kOrdinal) {
    if (const auto date = day_first(p)) return date;
  }
  if (kind(p) == TimeWord::kMonth || kind(p) == TimeWord::kMonthShort) {
    if (const auto date = month_first(p); date && date->date.precision() == Precision::kDay)
      return date;
  }
  uint32_t end = at + 1;
  if (kind(end) == TimeWord::kDayPart) ++end;
  // "Black Friday", "Sunday Times": names.
  if (tag(end) == "NNP" && end == at + 1 && tag(at) == "NNP" &&
      parse_.tokens[at].deprel == record::Deprel::kCompound && parse_.tokens[at].head == end) {
    return std::nullopt;
  }
  return found(end, nearest_weekday(anchor(), value(at), direction(at)), true);
}

// "early 2026", "the end of March", "mid 2023", "the middle of the 1990s", "late last year".
std::optional<TimeMatch> TimeMatcher::part(uint32_t at) {
  if (kind(at) != TimeWord::kPart) return std::nullopt;
  const int which = value(at);
  uint32_t p = at + 1;
  if (kind(p) == TimeWord::kDash) ++p;
  const bool of = kind(p) == TimeWord::kOf;
  // "early" and "late" stand before the date itself, "beginning", "start", "end" before "of".
  const bool noun = which == 4 || word(at).size() > 5 || word(at) == "start";
  if (noun != of) return std::nullopt;
  if (of) ++p;
  if (kind(p) == TimeWord::kThe) ++p;
  std::optional<TimeMatch> inner = pointing(p);
  if (!inner && kind(p) == TimeWord::kUnit && value(p) == static_cast<int>(TimeUnit::kYear) && of) {
    inner = found(p + 1, whole_unit(anchor(), TimeUnit::kYear, 0), true);  // "the end of the year"
  }
  if (!inner && kind(p) == TimeWord::kUnit && (value(p) == 2 || value(p) == 3) && of) {
    inner = found(p + 1, whole_unit(anchor(), static_cast<TimeUnit>(value(p)), 0), true);
  }
  if (!inner) inner = date_at(p);
  if (!inner || inner->kind == TimeKind::kDuration || inner->kind == TimeKind::kOffset)
    return std::nullopt;
  if (inner->date.precision() == Precision::kDay && which != 4 && inner->kind == TimeKind::kPoint)
    return inner;
  inner->ends_period = which == 4;
  if (which == 4) {
    // Callers with "by" take the last day of the whole; "at the end of 2014" is its last month.
    TimeMatch result = *inner;
    const TimeWord before = at > begin_ ? kind(at - 1) : TimeWord::kNone;
    const TimeWord before_the = at > begin_ + 1 && before == TimeWord::kThe ? kind(at - 2) : before;
    const bool bound = before_the == TimeWord::kBy || before_the == TimeWord::kUntil ||
                       before_the == TimeWord::kBefore;
    if (!bound) result.date = part_of(inner->date, 4);
    return result;
  }
  inner->date = part_of(inner->date, which);
  inner->approximate = true;
  if (inner->date.interval) inner->kind = TimeKind::kRange;
  return inner;
}

// "first half of 2008", "second quarter of last year", "first ten months of 2024", "first months of
// 2026", "19th century".
std::optional<TimeMatch> TimeMatcher::ordinal_part(uint32_t at) {
  const bool last = kind(at) == TimeWord::kLast;
  if (kind(at) != TimeWord::kOrdinal && !last) return std::nullopt;
  const int which = value(at);
  uint32_t p = at + 1;
  if (kind(p) == TimeWord::kDash) ++p;
  if (kind(p) == TimeWord::kUnit && value(p) == static_cast<int>(TimeUnit::kCentury) && !last) {
    if (which < 1 || which > 30) return std::nullopt;
    return found(p + 1, record::make_interval(record::make_year(which * 100 - 99),
                                              record::make_year(which * 100)));
  }
  int from = 0, to = 0;  // months
  if (kind(p) == TimeWord::kHalf && which <= 2) {
    from = last || which == 2 ? 7 : 1;
    to = from + 5;
    ++p;
  } else if (kind(p) == TimeWord::kUnit && value(p) == static_cast<int>(TimeUnit::kQuarter) &&
             which <= 4) {
    from = last ? 10 : which * 3 - 2;
    to = from + 2;
    ++p;
  } else if (kind(p) == TimeWord::kUnit && value(p) == static_cast<int>(TimeUnit::kMonth) &&
             (last || which == 1)) {
    from = last ? 10 : 1;
    to = from + 2;
    ++p;
  } else if (last || which == 1) {
    uint32_t q = p;
    const auto count = count_at(q);
    if (!count || *count < 1 || *count > 12 || kind(q) != TimeWord::kUnit ||
        value(q) != static_cast<int>(TimeUnit::kMonth)) {
      return std::nullopt;
    }
    from = last ? 13 - *count : 1;
    to = last ? 12 : *count;
    p = q + 1;
  } else {
    return std::nullopt;
  }
  if (kind(p) == TimeWord::kOf || kind(p) == TimeWord::kIn) ++p;
  if (kind(p) == TimeWord::kThe) ++p;
  std::optional<TimeMatch> whole;
  if (const auto year = year_at(p)) {
    whole = found(p + 1, record::make_year(*year));
  } else {
    whole = pointing(p);
    if (!whole && kind(p) == TimeWord::kUnit && value(p) == static_cast<int>(TimeUnit::kYear)) {
      whole = found(p + 1, whole_unit(anchor(), TimeUnit::kYear, 0), true);
    }
  }
  if (!whole || whole->date.interval || whole->date.precision() != Precision::kYear)
    return std::nullopt;
  whole->date = months(whole->date.begin.year, from, to);
  whole->kind = TimeKind::kRange;
  return whole;
}

std::optional<TimeMatch> TimeMatcher::iranian_date(uint32_t at) {
  // "15 Mordad 1402", "Mordad 1402", and 1402 behind "Iranian year".
  uint32_t p = at;
  int day = 0;
  if (kind(p) == TimeWord::kDigits && words_[p].digits <= 2 &&
      kind(p + 1) == TimeWord::kIranianMonth)
    day = value(p++);
  if (kind(p) == TimeWord::kIranianMonth && words_[p].capital) {
    const int month = value(p++);
    if (kind(p) == TimeWord::kComma) ++p;
    if (kind(p) != TimeWord::kDigits || words_[p].digits != 4) return std::nullopt;
    const Date date = iranian(value(p), month, day);
    if (!date.known()) return std::nullopt;
    return found(p + 1, date);
  }
  if (kind(at) != TimeWord::kDigits || words_[at].digits != 4 || at < begin_ + 2)
    return std::nullopt;
  const std::string_view calendar =
      kind(at - 1) == TimeWord::kUnit && at >= begin_ + 2 ? word(at - 2) : std::string_view();
  if (calendar != "Iranian" && calendar != "Persian" && calendar != "Hijri" &&
      calendar != "solar" && calendar != "calendar") {
    return std::nullopt;
  }
  const Date date = iranian(value(at), 0, 0);
  if (!date.known()) return std::nullopt;
  TimeMatch match = found(at + 1, date);
  match.kind = TimeKind::kRange;
  return match;
}

}  // namespace servanda::language
