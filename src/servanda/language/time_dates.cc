// Dates by day, month and year, weekdays, decades, and the year that a date leaves out.
#include <algorithm>
#include <array>
#include <string>

#include "servanda/language/characters.h"
#include "servanda/language/time_matcher.h"

namespace servanda::language {

using record::Date;
using record::Precision;

std::optional<TimeMatch> TimeMatcher::date_at(uint32_t at) {
  const TimeWord first = kind(at);
  if (first == TimeWord::kNone) return std::nullopt;
  std::optional<TimeMatch> result;
  const bool mid = words_[at].mid;
  switch (first) {
    case TimeWord::kIsoDate:
      if (words_[at].date.interval) return year(at);
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

// "Resolution 1929", "Regulation 2021/1148", "flight 1549", "No. 1973": the number of a paper, a
// flight or a ship.
bool TimeMatcher::is_numbered(uint32_t at) const {
  static constexpr std::array<std::string_view, 24> kNumbered = {
      "resolution", "resolutions", "regulation", "directive", "decree",   "law",
      "article",    "section",     "flight",     "case",      "docket",   "cable",
      "dispatch",   "document",    "decision",   "order",     "number",   "nos",
      "route",      "highway",     "hull",       "pennant",   "telegram", "no"};
  if (at == begin_) return false;
  uint32_t before = at - 1;
  if (word(before) == "." && before > begin_) --before;
  std::string_view name = word(before);
  if (name.ends_with(".")) name.remove_suffix(1);
  std::string lower;
  for (const char c : name.substr(0, 16)) lower += to_lower_ascii(c);
  // "the decision 2019" is none; the number stands right behind the noun.
  return std::find(kNumbered.begin(), kNumbered.end(), lower) != kNumbered.end();
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
  if (is_numbered(at)) return std::nullopt;
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
  if (kind(p) == TimeWord::kIsoDate && words_[p].date.interval) {  // "2021/22"
    const Date& years = words_[p].date;
    // Fiscal years over two calendar years run from April to March in the states that write them
    // so.
    const Date date = fiscal ? record::make_interval(record::make_month(years.begin.year, 4),
                                                     record::make_month(years.end.year, 3))
                             : years;
    TimeMatch match = found(p + 1, date);
    match.kind = TimeKind::kRange;
    return match;
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
  const auto past = [&](const Date& date) {
    return date.known() &&
           (!written.known() || record::first_day(date) <= record::last_day(written));
  };
  if (near && way != Direction::kFuture) {
    const Date date = make(last.begin.year), next = make(last.begin.year + 1);
    // "prices rose on 12 December 2024, and the party left on 30 January": a tale goes forward.
    constexpr int kHalfYear = 183;
    if (past(next) && record::first_day(next) - record::last_day(last) < kHalfYear &&
        (!date.known() || record::first_day(last) - record::last_day(date) > kHalfYear))
      return next;
    if (past(date)) return date;
  }
  // "On 27 September 2022 the line was opened. At the end of November …": the tale of a past year
  // goes on in the sentence that follows.
  constexpr int kYear = 366;
  const bool told_before = !near && !context_->opens_paragraph && context_->last_sentence > 0 &&
                           last.known() && context_->last_sentence + 1 == context_->sentence &&
                           last.precision() >= Precision::kMonth && written.known() &&
                           record::first_day(written) - record::last_day(last) > kYear;
  if (told_before && way != Direction::kFuture) {
    for (int year = last.begin.year; year <= last.begin.year + 1; ++year) {
      const Date date = make(year);
      if (past(date) && record::last_day(date) >= record::first_day(last)) return date;
    }
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
