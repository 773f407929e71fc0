// Relative dates: "last year", "three days ago", "the following day", "over the past decade",
// durations and offsets.
#include <algorithm>
#include <array>

#include "servanda/language/characters.h"
#include "servanda/language/time_matcher.h"

namespace servanda::language {

using record::Date;
using record::Precision;

namespace {

TimeMatch relative_date(uint32_t end, const Date& date) { return found(end, date, true); }

double days_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kMinute:
      return 1.0 / 1440;
    case TimeUnit::kHour:
      return 1.0 / 24;
    case TimeUnit::kDay:
      return 1;
    case TimeUnit::kWeekend:
      return 2;
    case TimeUnit::kWeek:
      return 7;
    case TimeUnit::kFortnight:
      return 14;
    case TimeUnit::kMonth:
      return 30.4375;
    case TimeUnit::kQuarter:
      return 91.3125;
    case TimeUnit::kYear:
      return 365.25;
    case TimeUnit::kDecade:
      return 3652.5;
    case TimeUnit::kCentury:
      return 36525;
  }
  return 0;
}

bool is_one_of(std::string_view word, const auto& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

// Looks for the words around a time that say which way it lies: the nearest before it in the
// sentence decides.
Direction TimeMatcher::direction(uint32_t at) const {
  static constexpr std::array<std::string_view, 20> kFuture = {
      "will",    "'ll",       "shall",   "would",  "scheduled", "due",     "expected",
      "planned", "plans",     "plan",    "slated", "upcoming",  "hopes",   "intends",
      "set",     "effective", "expects", "wants",  "pledges",   "promises"};
  // "until 3 May"; but "conceded by a minister on 3 May".
  static constexpr std::array<std::string_view, 3> kBounds = {"until", "till", "by"};
  static constexpr std::array<std::string_view, 6> kPast = {"was", "were", "had",
                                                            "has", "did",  "been"};
  const uint32_t from = at - begin_ > 14 ? at - 14 : begin_;
  for (uint32_t i = at; i-- > from;) {
    const std::string_view w = word(i);
    if (is_one_of(w, kFuture) || w == "vows") return Direction::kFuture;
    if (is_one_of(w, kBounds) && at - i <= 2) {
      // "by June 190 had come": reached already.
      if (w == "by" && is_reached(i)) return Direction::kPast;
      return Direction::kFuture;
    }
    // "adopted on 3 May", "the list published this March".
    const bool participle = tag(i) == "VBN" && at - i <= 3;
    if (is_one_of(w, kPast) || tag(i) == "VBD" || (participle && !lies_planned(i)))
      return Direction::kPast;
    if (w == "to" && tag(i + 1) == "VB") return Direction::kNearest;
  }
  for (uint32_t i = at + 1; i < std::min(end_, at + 8); ++i) {
    const std::string_view w = word(i);
    if (w == "will" || w == "shall" || w == "would") return Direction::kFuture;
    if (is_one_of(w, kPast) || tag(i) == "VBD") return Direction::kPast;
  }
  return Direction::kNearest;
}

// The clause around "by June" tells what had come about by then: "had been paid out by June", "by
// July 300 were there"; not "was to open by June".
bool TimeMatcher::is_reached(uint32_t by) const {
  const uint32_t from = by - begin_ > 8 ? by - 8 : begin_;
  for (uint32_t i = from; i < std::min(end_, by + 9); ++i) {
    const std::string_view w = word(i);
    const bool past = w == "had" || ((w == "was" || w == "were") && i > by);
    if (past && tag(i + 1) != "TO" && word(i + 1) != "to" && word(i + 1) != "due") return true;
    if (i > by && (w == "," || w == ";") && i > by + 3) break;
  }
  return false;
}

// The participle is what will be or is to be: "to be opened on 3 May", "is scheduled for".
bool TimeMatcher::lies_planned(uint32_t participle) const {
  const uint32_t from = participle - begin_ > 6 ? participle - 6 : begin_;
  for (uint32_t i = participle; i-- > from;) {
    const std::string_view w = word(i);
    if (w == "be" || w == "will" || w == "would" || w == "shall" || w == "may" || w == "should")
      return true;
    if (w == "," || tag(i) == "VBD") return false;
  }
  return false;
}

// Reads "three", "25", "twenty-five", "a", "several", "a couple of" and moves `at` behind it.
std::optional<int> TimeMatcher::count_at(uint32_t& at) const {
  switch (kind(at)) {
    case TimeWord::kDigits: {
      if (words_[at].digits > 4) return std::nullopt;
      return value(at++);
    }
    case TimeWord::kNumber: {
      int count = value(at++);
      if (count >= 20 && kind(at) == TimeWord::kDash && kind(at + 1) == TimeWord::kNumber &&
          value(at + 1) < 10) {
        count += value(at + 1);
        at += 2;
      }
      return count;
    }
    case TimeWord::kArticle:
      if (kind(at + 1) == TimeWord::kCouple) {
        at += kind(at + 2) == TimeWord::kOf ? 3 : 2;
        return 2;
      }
      if (kind(at + 1) == TimeWord::kVague && word(at + 1) == "few") {
        at += 2;
        return 3;
      }
      if (kind(at + 1) != TimeWord::kUnit) return std::nullopt;
      ++at;
      return 1;
    case TimeWord::kVague:
      if (value(at) == 0) return std::nullopt;
      return value(at++);
    default:
      return std::nullopt;
  }
}

// "today", "last year", "next Tuesday", "this spring", "that year", "the following day", "earlier
// this month", "the past decade".
std::optional<TimeMatch> TimeMatcher::pointing(uint32_t at) {
  const TimeWord first = kind(at);
  const Date& now = anchor();
  const Date& said = context_->last_sentence > 0 ? context_->last : context_->written;
  if (first == TimeWord::kDayWord)
    return relative_date(at + 1, whole_unit(now, TimeUnit::kDay, value(at)));
  if (first == TimeWord::kUnit && word(at) == "day" &&
      (kind(at + 1) == TimeWord::kBefore || kind(at + 1) == TimeWord::kAfter) &&
      kind(at + 2) == TimeWord::kDayWord) {
    const int days = kind(at + 1) == TimeWord::kBefore ? -1 : 1;
    return relative_date(at + 3, whole_unit(now, TimeUnit::kDay, days + value(at + 2)));
  }
  // "earlier this year", "later that month", "later in October"
  if (first == TimeWord::kEarlier || first == TimeWord::kLater) {
    uint32_t p = at + 1;
    if (kind(p) == TimeWord::kThis || kind(p) == TimeWord::kThat) return pointing(p);
    if (word(p) == "on" && kind(p + 1) == TimeWord::kThis) return pointing(p + 1);
    if (kind(p) == TimeWord::kThe && kind(p + 1) == TimeWord::kSame) return pointing(p + 1);
    if (kind(p) == TimeWord::kIn) {
      ++p;
      if (kind(p) == TimeWord::kThe) ++p;
      if (kind(p) == TimeWord::kUnit)
        return relative_date(p + 1, whole_unit(now, static_cast<TimeUnit>(value(p)), 0));
      if (kind(p) == TimeWord::kMonth && words_[p].capital && now.known()) {
        const Direction way = first == TimeWord::kLater ? Direction::kFuture : Direction::kPast;
        return relative_date(p + 1, nearest_month(now, value(p), way));
      }
    }
    return std::nullopt;
  }

  uint32_t p = at + 1;
  int step = 0;
  bool from_said = false, stretch_only = false;
  switch (first) {
    case TimeWord::kLast:
      step = -1;
      break;
    case TimeWord::kPast:
      step = -1, stretch_only = true;
      break;
    case TimeWord::kNext:
      step = 1;
      break;
    case TimeWord::kComing:
      step = 1;
      break;
    case TimeWord::kThis:
      step = 0;
      break;
    case TimeWord::kThat:
      from_said = true;
      break;
    case TimeWord::kSame:
      from_said = true;
      break;
    case TimeWord::kFollowing:
      step = 1, from_said = true;
      break;
    case TimeWord::kPrevious:
      step = -1, from_said = true;
      break;
    default:
      return std::nullopt;
  }
  if (first == TimeWord::kThis && (kind(p) == TimeWord::kPast || kind(p) == TimeWord::kComing)) ++p;
  if (first == TimeWord::kThat && kind(p) == TimeWord::kSame) ++p;
  const Date& base = from_said ? said : now;

  // "the last three years", "the next 24 hours", "the past few months"
  uint32_t q = p;
  if (step != 0 && (kind(q) == TimeWord::kDigits || kind(q) == TimeWord::kNumber ||
                    kind(q) == TimeWord::kVague)) {
    const bool vague = kind(q) == TimeWord::kVague;
    const auto count = count_at(q);
    if (!count || kind(q) != TimeWord::kUnit || *count < 1 || *count > 5000) return std::nullopt;
    TimeMatch match = relative_date(q + 1, {});
    match.kind = TimeKind::kRange;
    match.approximate = vague;
    match.duration_days = *count * days_of(static_cast<TimeUnit>(value(q)));
    if (!vague) match.date = stretch(base, static_cast<TimeUnit>(value(q)), step * *count);
    return match;
  }
  switch (kind(p)) {
    case TimeWord::kUnit: {
      const TimeUnit unit = static_cast<TimeUnit>(value(p));
      const bool plural = word(p).back() == 's';
      if (plural) return std::nullopt;
      if (stretch_only ||
          (first == TimeWord::kLast && (unit == TimeUnit::kDecade || unit == TimeUnit::kCentury))) {
        TimeMatch match = relative_date(p + 1, stretch(base, unit, step));
        match.kind = TimeKind::kRange;
        return match;
      }
      if (unit == TimeUnit::kHour || unit == TimeUnit::kMinute) return std::nullopt;
      if (first == TimeWord::kThat && unit != TimeUnit::kDay && unit != TimeUnit::kYear &&
          unit != TimeUnit::kMonth && unit != TimeUnit::kWeek) {
        return std::nullopt;
      }
      const bool weekend_back = unit == TimeUnit::kWeekend && first == TimeWord::kLast;
      return relative_date(p + 1, whole_unit(base, weekend_back ? TimeUnit::kWeekend : unit, step));
    }
    case TimeWord::kMonth: {
      if (!words_[p].capital || !base.known()) return std::nullopt;
      Date date;
      if (first == TimeWord::kLast && base.begin.precision >= Precision::kMonth) {
        // "last October" said in October means that of the year before.
        date = nearest_month(shifted(base, TimeUnit::kMonth, -1), value(p), Direction::kPast);
      } else if (step > 0 && base.begin.precision >= Precision::kMonth) {
        date = nearest_month(shifted(base, TimeUnit::kMonth, 1), value(p), Direction::kFuture);
      } else {
        date = record::make_month(base.begin.year, value(p));
      }
      return relative_date(p + 1, date);
    }
    case TimeWord::kSeason: {
      if (!base.known()) return std::nullopt;
      if (step == 0) return relative_date(p + 1, record::make_season(base.begin.year, value(p)));
      return relative_date(
          p + 1, nearest_season(base, value(p), step < 0 ? Direction::kPast : Direction::kFuture));
    }
    case TimeWord::kWeekday: {
      if (!words_[p].capital) return std::nullopt;
      const Date from = whole_unit(base, TimeUnit::kDay, step);
      if (step == 0) return relative_date(p + 1, nearest_weekday(base, value(p), direction(at)));
      return relative_date(
          p + 1, nearest_weekday(from, value(p), step < 0 ? Direction::kPast : Direction::kFuture));
    }
    case TimeWord::kDayPart: {
      const bool night_before = first == TimeWord::kLast && word(p) == "night";
      if (first == TimeWord::kLast && !night_before) return std::nullopt;
      return relative_date(p + 1, whole_unit(base, TimeUnit::kDay, step));
    }
    default:
      return std::nullopt;
  }
}

// True for the count of "will be held in two weeks"; not in "the first visit in ten years" nor
// "built in two weeks".
bool TimeMatcher::lies_ahead(uint32_t at) const {
  if (at == begin_ || (word(at - 1) != "in" && word(at - 1) != "In")) return false;
  static constexpr std::array<std::string_view, 8> kModals = {
      "will", "'ll", "shall", "would", "scheduled", "due", "expected", "planned"};
  const uint32_t from = at - begin_ > 14 ? at - 14 : begin_;
  for (uint32_t i = at; i-- > from;) {
    if (kind(i) == TimeWord::kOrdinal || tag(i) == "JJS" || tag(i) == "RBS" || word(i) == "only")
      return false;
    if (is_one_of(word(i), kModals)) return true;
  }
  return false;
}

// "three days ago", "a week earlier", "20 years", "three-day", "two weeks before the summit", "half
// a year".
std::optional<TimeMatch> TimeMatcher::counted(uint32_t at) {
  uint32_t p = at;
  double count = 0;
  bool vague = kind(at) == TimeWord::kVague;
  if (kind(p) == TimeWord::kHalf && kind(p + 1) == TimeWord::kArticle &&
      kind(p + 2) == TimeWord::kUnit) {
    return counted_end(p + 2, 0.5, false);
  }
  if (kind(p) == TimeWord::kUnit && kind(at - (at > begin_ ? 1 : 0)) != TimeWord::kNumber) {
    // "days before the vote", "the day before": no count is said.
    const bool plural = word(p).back() == 's';
    const TimeWord next = kind(p + 1);
    if (plural &&
        (next == TimeWord::kBefore || next == TimeWord::kAfter || next == TimeWord::kEarlier ||
         next == TimeWord::kLater || next == TimeWord::kAgo)) {
      TimeMatch match = relative_date(p + 2, {});
      match.kind = TimeKind::kOffset;
      match.approximate = true;
      match.duration_days = 3 * days_of(static_cast<TimeUnit>(value(p)));
      return match;
    }
    if (!plural && at > begin_ && kind(at - 1) == TimeWord::kThe &&
        (next == TimeWord::kBefore || next == TimeWord::kAfter)) {
      return counted_end(p, 1, false);
    }
    // "the year to March 2024".
    if (!plural && at > begin_ && kind(at - 1) == TimeWord::kThe) return running_to(p, 1, false);
    return std::nullopt;
  }
  const uint32_t start = p;
  const auto number = count_at(p);
  if (!number) return std::nullopt;
  if (kind(start) == TimeWord::kArticle && kind(start + 1) == TimeWord::kVague) vague = true;
  count = *number;
  if (kind(p) == TimeWord::kAnd && kind(p + 1) == TimeWord::kArticle &&
      kind(p + 2) == TimeWord::kHalf) {
    count += 0.5;
    p += 3;
  }
  if (kind(p) == TimeWord::kDash) {
    if (!close(p) || !close(p + 1)) return std::nullopt;
    ++p;
  }
  if (kind(p) != TimeWord::kUnit) return std::nullopt;
  if (const std::optional<TimeMatch> run = running_to(p, count, vague)) return run;
  std::optional<TimeMatch> match = counted_end(p, count, vague);
  // "will be held in two weeks" is a date; "in two weeks the bridge was built" is not.
  if (match && match->kind == TimeKind::kDuration && !vague && lies_ahead(at)) {
    const Date date =
        shifted(anchor(), static_cast<TimeUnit>(value(p)), static_cast<int>(count + 0.5));
    if (date.known()) {
      match->kind = TimeKind::kPoint;
      match->date = date;
      match->relative = true;
    }
  }
  return match;
}

// "the twelve months to June 2025", "the year ending March 2024", "the five years through 2020":
// the stretch that ends there.
std::optional<TimeMatch> TimeMatcher::running_to(uint32_t unit_at, double count, bool vague) {
  const TimeUnit unit = static_cast<TimeUnit>(value(unit_at));
  if (vague || count < 1 || (unit != TimeUnit::kMonth && unit != TimeUnit::kYear))
    return std::nullopt;
  uint32_t p = unit_at + 1;
  const std::string_view link = word(p);
  if (link != "to" && link != "through" && link != "ending" && link != "ended" && link != "until")
    return std::nullopt;
  ++p;
  if (kind(p) == TimeWord::kIn || word(p) == "on") ++p;
  const auto inner = date_at(kind(p) == TimeWord::kThe ? p + 1 : p);
  if (!inner || !inner->date.known() || inner->kind != TimeKind::kPoint || inner->date.interval)
    return std::nullopt;
  const bool year = inner->date.precision() == Precision::kYear;
  if (year ? unit != TimeUnit::kYear : inner->date.precision() < Precision::kMonth)
    return std::nullopt;
  const Date end =
      year ? inner->date : record::make_month(inner->date.begin.year, inner->date.begin.month);
  const int whole = static_cast<int>(count + 0.5);
  const Date begin =
      year ? shifted(end, TimeUnit::kYear, 1 - whole)
           : shifted(end, TimeUnit::kMonth, 1 - whole * (unit == TimeUnit::kYear ? 12 : 1));
  if (!begin.known()) return std::nullopt;
  TimeMatch match =
      found(inner->end, begin == end ? end : record::make_interval(begin, end), inner->relative);
  match.kind = TimeKind::kRange;
  return match;
}

std::optional<TimeMatch> TimeMatcher::counted_end(uint32_t unit_at, double count, bool vague) {
  const TimeUnit unit = static_cast<TimeUnit>(value(unit_at));
  if (count <= 0 || count > 5000) return std::nullopt;
  const int whole = static_cast<int>(count + 0.5);
  uint32_t p = unit_at + 1;
  TimeMatch match = relative_date(p, {});
  match.kind = TimeKind::kDuration;
  match.relative = false;
  match.approximate = vague;
  match.duration_days = count * days_of(unit);

  const auto dated = [&](const Date& base, int sign) {
    TimeMatch point = relative_date(p + 1, vague ? Date{} : shifted(base, unit, sign * whole));
    point.duration_days = match.duration_days;
    point.approximate = vague;
    return point;
  };
  // "two days later" leans on what was told just before, be it in the sentence before.
  const Date& said = context_->last_sentence > 0 ? context_->last : anchor();
  switch (kind(p)) {
    case TimeWord::kAgo:
      return dated(anchor(), -1);
    case TimeWord::kEarlier:
      return dated(said, -1);
    case TimeWord::kLater:
      return dated(said, 1);
    case TimeWord::kBefore:
    case TimeWord::kAfter: {
      const int sign = kind(p) == TimeWord::kBefore ? -1 : 1;
      // "three days before 17 January" is a date; "three days before the summit" waits for the
      // summit's.
      if (const auto inner = date_at(kind(p + 1) == TimeWord::kThe ? p + 2 : p + 1);
          inner && inner->date.known()) {
        const Date date = shifted(inner->date, unit, sign * whole);
        if (date.known()) {
          TimeMatch point = relative_date(inner->end, date);
          point.approximate = vague;
          return point;
        }
      }
      const std::string_view next = word(p + 1);
      if (next.empty() || next == "." || next == "," || next == ";" || next == ")")
        return dated(said, sign);
      match.end = p + 1;
      match.kind = TimeKind::kOffset;
      match.offset_days = sign * static_cast<int>(match.duration_days + 0.5);
      return match;
    }
    default:
      break;
  }
  if (word(p) == "ahead" && kind(p + 1) == TimeWord::kOf) {
    match.end = p + 2;
    match.kind = TimeKind::kOffset;
    match.offset_days = -static_cast<int>(match.duration_days + 0.5);
  }
  return match;
}

}  // namespace servanda::language
