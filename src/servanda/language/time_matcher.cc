// The connectors before dates and the ranges between them: "since 2015", "from 5 to 9 May".
#include "servanda/language/time_matcher.h"

namespace servanda::language {

using record::Date;
using record::Precision;

namespace {

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
        // "from January to October": the first is that before the second.
        if (first->relative && second->relative && from.precision() == Precision::kMonth &&
            !from.interval && second->date.precision() == Precision::kMonth &&
            record::first_day(from) > record::last_day(second->date)) {
          const int year = second->date.begin.year;
          from = record::make_month(from.begin.month > second->date.begin.month ? year - 1 : year,
                                    from.begin.month);
        }
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

}  // namespace servanda::language
