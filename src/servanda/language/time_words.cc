// Reads tokens as words of time: from a table, or from their shape.
#include "servanda/language/time_words.h"

#include <algorithm>
#include <array>

#include "servanda/embedded/kTimeWords.h"
#include "servanda/language/characters.h"
#include "servanda/language/lexicon.h"

namespace servanda::language {
namespace {

struct KindName {
  std::string_view name;
  TimeWord kind;
};
constexpr std::array<KindName, 40> kKinds = {{
    {"month", TimeWord::kMonth},
    {"month_short", TimeWord::kMonthShort},
    {"weekday", TimeWord::kWeekday},
    {"season", TimeWord::kSeason},
    {"number", TimeWord::kNumber},
    {"ordinal", TimeWord::kOrdinal},
    {"unit", TimeWord::kUnit},
    {"dayword", TimeWord::kDayWord},
    {"last", TimeWord::kLast},
    {"next", TimeWord::kNext},
    {"coming", TimeWord::kComing},
    {"this", TimeWord::kThis},
    {"that", TimeWord::kThat},
    {"same", TimeWord::kSame},
    {"past", TimeWord::kPast},
    {"following", TimeWord::kFollowing},
    {"previous", TimeWord::kPrevious},
    {"ago", TimeWord::kAgo},
    {"earlier", TimeWord::kEarlier},
    {"later", TimeWord::kLater},
    {"before", TimeWord::kBefore},
    {"after", TimeWord::kAfter},
    {"since", TimeWord::kSince},
    {"until", TimeWord::kUntil},
    {"by", TimeWord::kBy},
    {"from", TimeWord::kFrom},
    {"between", TimeWord::kBetween},
    {"to", TimeWord::kTo},
    {"and", TimeWord::kAnd},
    {"of", TimeWord::kOf},
    {"in", TimeWord::kIn},
    {"the", TimeWord::kThe},
    {"part", TimeWord::kPart},
    {"half", TimeWord::kHalf},
    {"article", TimeWord::kArticle},
    {"couple", TimeWord::kCouple},
    {"vague", TimeWord::kVague},
    {"daypart", TimeWord::kDayPart},
    {"fiscal", TimeWord::kFiscal},
    {"iranian", TimeWord::kIranianMonth},
}};

int to_number(std::string_view digits) {
  int value = 0;
  for (const char c : digits.substr(0, 8)) value = value * 10 + (c - '0');
  return value;
}

// "2025-01-17", "17/01/2025", "17.01.2025", "01/17/2025": three groups of digits with one mark
// between them. Where day and month may be either, the day comes first unless the mark is '/' (then
// the month does, as American usage has it).
record::Date numeric_date(std::string_view word) {
  std::array<int, 3> parts{};
  std::array<size_t, 3> sizes{};
  size_t group = 0;
  char mark = 0;
  for (const char c : word) {
    if (is_digit_ascii(c)) {
      if (++sizes[group] > 4) return {};
      parts[group] = parts[group] * 10 + (c - '0');
    } else {
      if (mark == 0) mark = c;
      if (c != mark || (c != '-' && c != '/' && c != '.') || sizes[group] == 0 || ++group > 2)
        return {};
    }
  }
  if (group != 2 || sizes[2] == 0) return {};
  int year = 0, month = 0, day = 0;
  if (sizes[0] == 4) {
    year = parts[0], month = parts[1], day = parts[2];
  } else if (sizes[2] == 4 && sizes[0] <= 2 && sizes[1] <= 2) {
    year = parts[2], day = parts[0], month = parts[1];
    if ((mark == '/' && parts[0] <= 12) || month > 12) std::swap(day, month);
  } else {
    return {};
  }
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  const record::Date date = record::make_day(year, month, day);
  // A day that the month lacks comes back from its number as another one.
  return record::day_point(record::first_day(date)) == date.begin ? date : record::Date{};
}

// "2021/22", "2021/2022": from the one year to the next.
record::Date two_years(std::string_view word) {
  const bool shaped = (word.size() == 7 || word.size() == 9) && word[4] == '/' &&
                      std::all_of(word.begin(), word.begin() + 4, is_digit_ascii) &&
                      std::all_of(word.begin() + 5, word.end(), is_digit_ascii);
  if (!shaped) return {};
  const int first = to_number(word.substr(0, 4));
  int second = to_number(word.substr(5));
  if (word.size() == 7) second += first / 100 * 100;
  if (first < 1800 || first > 2199 || second != first + 1) return {};
  return record::make_interval(record::make_year(first), record::make_year(second));
}

TimeToken read_digits(std::string_view word) {
  TimeToken token;
  size_t digits = 0;
  while (digits < word.size() && is_digit_ascii(word[digits])) ++digits;
  const std::string_view tail = word.substr(digits);
  if (digits > 8) return token;
  if (tail.empty()) {
    token.kind = TimeWord::kDigits;
    token.value = to_number(word);
    token.digits = static_cast<uint8_t>(digits);
  } else if ((tail == "th" || tail == "st" || tail == "nd" || tail == "rd") && digits <= 2) {
    token.kind = TimeWord::kOrdinal;
    token.value = to_number(word.substr(0, digits));
    token.digits = static_cast<uint8_t>(digits);
  } else if ((tail == "s" || tail == "'s") && (digits == 4 || digits == 2)) {
    const int year = to_number(word.substr(0, digits));
    if (year % 10 == 0) {
      token.kind = TimeWord::kDecade;
      token.value = digits == 4 ? year : 1900 + year;
    }
  } else if (record::Date years = two_years(word); years.known()) {
    token.kind = TimeWord::kIsoDate;
    token.date = years;
  } else if (record::Date date = numeric_date(word); date.known()) {
    token.kind = TimeWord::kIsoDate;
    token.date = date;
  }
  return token;
}

TimeToken read_value(std::string_view value) {
  TimeToken token;
  const size_t space = value.find(' ');
  const std::string_view kind = value.substr(0, space);
  for (const KindName& known : kKinds) {
    if (known.name == kind) token.kind = known.kind;
  }
  if (kind == "nineties") token.kind = TimeWord::kNineties;
  const std::string_view number = value.substr(space + 1);
  token.value = number.front() == '-' ? -to_number(number.substr(1)) : to_number(number);
  return token;
}

WordMap<TimeToken> read_table(std::string_view lines) {
  WordMap<TimeToken> table;
  read_lines(lines, [&table](std::string_view word, std::string_view meaning) {
    table.add(word, read_value(meaning));
  });
  return table;
}

}  // namespace

TimeToken read_time_word(std::string_view word) {
  static const WordMap<TimeToken> table = read_table(embedded::kTimeWords());
  TimeToken token;
  if (word.empty() || word.size() > 24) return token;
  const char first = word.front();
  if (is_digit_ascii(first)) return read_digits(word);
  // Most words say nothing of time, which their first letter and their length tell.
  const bool in_parts = word.size() > 4 && word[3] == '-';  // "mid-March"
  if (is_letter_ascii(first) && first != 'F' && !in_parts &&
      !table.may_hold(to_lower_ascii(first), word.size()))
    return token;
  if (word == ",") {
    token.kind = TimeWord::kComma;
    return token;
  }
  if (word == "-" || word == "\xE2\x80\x93" || word == "\xE2\x80\x94" || word == "--" ||
      word == "/") {
    token.kind = TimeWord::kDash;
    return token;
  }
  // "FY2023", "FY24".
  if (word.size() >= 4 && word.size() <= 6 && word.starts_with("FY") && is_digit_ascii(word[2])) {
    token = read_digits(word.substr(2));
    if (token.kind == TimeWord::kDigits && token.digits == 2) token.value += 2000, token.digits = 4;
    return token;
  }
  if (first == '\'' || word.starts_with("\xE2\x80\x99") || word.starts_with("\xE2\x80\x98")) {
    const std::string_view rest = word.substr(first == '\'' ? 1 : 3);
    return rest.size() == 3 && is_digit_ascii(rest[0]) ? read_digits(rest) : token;
  }
  std::array<char, 24> small;
  std::transform(word.begin(), word.end(), small.begin(), to_lower_ascii);
  const std::string_view lower(small.data(), word.size());
  if (in_parts && lower.starts_with("mid-")) {
    token = read_time_word(word.substr(4));
    token.mid = true;
    return token;
  }
  if (!is_letter_ascii(first)) return token;
  const TimeToken* known = table.find(lower);
  if (known == nullptr) return token;
  token = *known;
  token.capital = is_upper_ascii(first);
  return token;
}

}  // namespace servanda::language
