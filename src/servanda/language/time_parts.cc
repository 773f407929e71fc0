// Parts of years and months: seasons, "the end of March", "the first ten months of 2024".
#include "servanda/language/time_matcher.h"

namespace servanda::language {

using record::Date;
using record::Precision;

// "The year" is the one that the sentence has named, else that of the document.
Date TimeMatcher::the_year() const {
  const bool named = context_->last_sentence > 0 && context_->last_sentence == context_->sentence &&
                     context_->last.known();
  return named ? record::make_year(context_->last.begin.year)
               : whole_unit(anchor(), TimeUnit::kYear, 0);
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
    inner = found(p + 1, the_year(), true);  // "the end of the year"
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

// "rose in the first five months", "in the second quarter": of the last year in which they are
// over.
std::optional<TimeMatch> TimeMatcher::unsaid_year(uint32_t at, uint32_t end, int month) const {
  const bool placed = at >= begin_ + 2 && kind(at - 1) == TimeWord::kThe &&
                      (kind(at - 2) == TimeWord::kIn || word(at - 2) == "for" ||
                       word(at - 2) == "over" || word(at - 2) == "during");
  const Date& written = anchor();
  if (!placed || kind(end) == TimeWord::kOf || word(end) == "after" || word(end) == "since" ||
      direction(at) == Direction::kFuture || written.precision() < Precision::kMonth ||
      written.interval)
    return std::nullopt;
  const bool over = written.begin.month > month;
  return found(end, record::make_year(written.begin.year - (over ? 0 : 1)), true);
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
  const bool half = kind(p) == TimeWord::kHalf;
  if (half && which <= 2) {
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
  const uint32_t behind = p;
  if (kind(p) == TimeWord::kOf || kind(p) == TimeWord::kIn) ++p;
  if (kind(p) == TimeWord::kThe) ++p;
  std::optional<TimeMatch> whole;
  if (const auto year = year_at(p)) {
    whole = found(p + 1, record::make_year(*year));
  } else {
    whole = pointing(p);
    if (!whole && kind(p) == TimeWord::kUnit && value(p) == static_cast<int>(TimeUnit::kYear)) {
      whole = found(p + 1, the_year(), true);
    }
  }
  if (!whole && !half) whole = unsaid_year(at, behind, to);
  if (!whole || whole->date.interval || whole->date.precision() != Precision::kYear)
    return std::nullopt;
  whole->date = months(whole->date.begin.year, from, to);
  whole->kind = TimeKind::kRange;
  return whole;
}

}  // namespace servanda::language
