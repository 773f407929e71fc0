// Writes names, dates, amounts and quotations as plain English.
#include "servanda/brief/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "servanda/embedded/kBriefCommitments.h"
#include "servanda/embedded/kBriefFields.h"
#include "servanda/embedded/kStateNames.h"

namespace servanda::brief {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 4> kSeasons = {"spring", "summer", "autumn", "winter"};

// Returns a column of the line that begins with `key` and a tab; empty if there is none.
std::string_view look_up(std::string_view table, std::string_view key, int column) {
  for (size_t at = 0; at < table.size();) {
    size_t end = table.find('\n', at);
    if (end == std::string_view::npos) end = table.size();
    std::string_view line = table.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != '\t') continue;
    for (int i = 0; i < column && !line.empty(); ++i) {
      const size_t tab = line.find('\t');
      line = tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
    }
    return line.substr(0, line.find('\t'));
  }
  return {};
}

std::string spaced(std::string_view code) {
  std::string text(code);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string_view month_name(const record::DatePoint& point) {
  return kMonths[(point.month + 11u) % 12];
}
std::string_view season_name(const record::DatePoint& point) {
  return kSeasons[(point.month + 3u) % 4];
}

std::string doubt(const record::DatePoint& point) {
  if (point.approximate) return "about ";
  return point.uncertain ? "probably " : "";
}

// `with_year` false leaves the year out where something else is left.
std::string words_of(const record::DatePoint& point, bool with_year) {
  const std::string year = with_year ? fmt::format(" {}", point.year) : "";
  switch (point.precision) {
    case record::Precision::kUnknown:
      return "";
    case record::Precision::kDecade:
      return fmt::format("the {}s", point.year);
    case record::Precision::kYear:
      return with_year ? fmt::format("{}", point.year) : "";
    case record::Precision::kSeason:
      return fmt::format("{}{}", season_name(point), year);
    case record::Precision::kMonth:
      return fmt::format("{}{}", month_name(point), year);
    case record::Precision::kDay:
      return fmt::format("{} {}{}", point.day, month_name(point), year);
  }
  return "";
}

std::string with_doubt(const record::DatePoint& point) {
  return doubt(point) + words_of(point, true);
}

// Where an interval begins; without its month where that of the end is the same: "22 to 28
// September".
std::string begin_of(const record::Date& date, bool with_year) {
  const bool one_month = date.begin.precision == record::Precision::kDay &&
                         date.end.precision == record::Precision::kDay &&
                         date.begin.year == date.end.year && date.begin.month == date.end.month &&
                         !date.end.approximate;
  return doubt(date.begin) +
         (one_month ? std::to_string(date.begin.day) : words_of(date.begin, with_year));
}

// A state's name, or what of the state acts where no name is known: "Russian media", "Iran's
// parliament".
std::string by_sector(const record::Actor& actor, const std::string& state) {
  const std::string adjective = adjective_of(actor.code);
  if (actor.sector == "LEG") return state + "'s parliament";
  if (adjective.empty()) return state;
  if (actor.sector == "JRN") return adjective + " media";
  if (actor.sector == "MIL") return adjective + " forces";
  if (actor.sector == "BUS") return adjective + " business";
  return state;
}

}  // namespace

std::string name_of(std::string_view code) {
  const std::string_view found = look_up(embedded::kStateNames(), code, 1);
  return std::string(found.empty() ? code : found);
}

std::string adjective_of(std::string_view code) {
  return std::string(look_up(embedded::kStateNames(), code, 2));
}

std::string field_name(std::string_view code) {
  const std::string_view found = look_up(embedded::kBriefFields(), code, 1);
  return found.empty() ? spaced(code) : std::string(found);
}

std::string commitment_name(std::string_view code) {
  const std::string_view found = look_up(embedded::kBriefCommitments(), code, 1);
  return found.empty() ? spaced(code) : std::string(found);
}

std::string in_words(const record::Date& date) {
  if (!date.known()) return "";
  if (!date.interval) return with_doubt(date.begin);
  if (date.open_begin) return "by " + with_doubt(date.end);
  if (date.open_end) return "since " + with_doubt(date.begin);
  const bool same_year = date.begin.year == date.end.year &&
                         date.begin.precision != record::Precision::kYear &&
                         date.end.precision != record::Precision::kYear;
  return begin_of(date, !same_year) + " to " + with_doubt(date.end);
}

std::string when(const record::Date& date) {
  if (!date.known()) return "";
  if (date.interval && date.open_begin) return "by " + with_doubt(date.end);
  if (date.interval && date.open_end) return "since " + with_doubt(date.begin);
  if (date.interval) return "between " + with_doubt(date.begin) + " and " + with_doubt(date.end);
  if (date.begin.approximate) return with_doubt(date.begin);  // "about 17 January"
  if (date.begin.precision == record::Precision::kDay) return "on " + with_doubt(date.begin);
  return "in " + with_doubt(date.begin);
}

std::string within_year(const record::Date& date) {
  if (!date.known()) return "";
  if (!date.interval) {
    const std::string words = words_of(date.begin, false);
    return words.empty() ? "" : doubt(date.begin) + words;
  }
  if (date.open_begin)
    return "by " + words_of(date.end, date.end.precision == record::Precision::kYear);
  if (date.open_end)
    return "since " + words_of(date.begin, date.begin.precision == record::Precision::kYear);
  if (date.begin.year == date.end.year && date.begin.precision != record::Precision::kYear &&
      date.end.precision != record::Precision::kYear)
    return begin_of(date, false) + " to " + doubt(date.end) + words_of(date.end, false);
  return in_words(date);
}

record::DayNumber display_day(const record::Date& date) {
  if (date.interval && date.open_begin) return record::last_day(date);
  return record::first_day(date);
}

int year_of(const record::Date& date) {
  if (!date.known()) return 0;
  return date.interval && date.open_begin ? date.end.year : date.begin.year;
}

// Units of measure, codes of currencies and collective nouns have no plural.
std::string plural(std::string unit, double value) {
  constexpr std::array<std::string_view, 21> kSame = {
      "percent", "aircraft", "personnel", "people",   "troops", "kg",    "km",
      "MW",      "GW",       "kWh",       "GWh",      "bpd",    "craft", "TEU",
      "staff",   "crew",     "police",    "children", "men",    "women", "cattle"};
  if (unit == "m3") return "cubic metres";
  const bool code = unit.size() == 3 && std::all_of(unit.begin(), unit.end(),
                                                    [](char c) { return c >= 'A' && c <= 'Z'; });
  if (value == 1 || code || unit.find('/') != std::string::npos || unit.ends_with('s') ||
      unit.ends_with("craft") || std::find(kSame.begin(), kSame.end(), unit) != kSame.end())
    return unit;
  const size_t space =
      unit.find(' ');  // "square metre", but "barrel a day" is counted by its first word
  if (unit.ends_with(" a day") || unit.ends_with(" per day") ||
      unit.find(" of ") != std::string::npos)
    return unit.insert(space, "s");
  if (unit.ends_with('y') && unit.size() > 1 &&
      std::string_view("aeiou").find(unit[unit.size() - 2]) == std::string_view::npos)
    return unit.substr(0, unit.size() - 1) + "ies";
  return unit + "s";
}

std::string in_words(double value, std::string_view unit, record::Approximation approximation) {
  struct Scale {
    double from;
    std::string_view name;
  };
  constexpr std::array<Scale, 3> kScales = {
      {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}}};
  std::string number;
  const double size = std::fabs(value);
  for (const Scale& scale : kScales) {
    if (size < scale.from) continue;
    number = fmt::format("{:.4g}{}", value / scale.from, scale.name);
    break;
  }
  if (number.empty()) {
    number = fmt::format("{:.6g}", value);
    if (size >= 10000 && size == std::floor(size)) {  // 13000 reads 13,000
      number = fmt::format("{:.0f}", value);
      for (int at = static_cast<int>(number.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
        number.insert(static_cast<size_t>(at), ",");
    }
  }
  struct Unit {
    std::string_view code, words;
  };
  constexpr std::array<Unit, 13> kUnits = {{{"RUB", "roubles"},
                                            {"IRR", "rials"},
                                            {"JPY", "yen"},
                                            {"INR", "rupees"},
                                            {"CNY", "yuan"},
                                            {"KRW", "won"},
                                            {"AED", "dirhams"},
                                            {"CHF", "Swiss francs"},
                                            {"PHP", "Philippine pesos"},
                                            {"PKR", "Pakistani rupees"},
                                            {"TRY", "lira"},
                                            {"t", "tonnes"},
                                            {"bbl/d", "barrels a day"}}};
  const auto known = std::find_if(kUnits.begin(), kUnits.end(),
                                  [&](const Unit& entry) { return entry.code == unit; });
  std::string text;
  if (unit == "USD")
    text = "$" + number;
  else if (unit == "EUR")
    text = "€" + number;
  else if (unit == "GBP")
    text = "£" + number;
  else if (known != kUnits.end())
    text = fmt::format("{} {}", number, known->words);
  else if (unit.empty())
    text = number;
  else
    text = fmt::format("{} {}", number, plural(spaced(unit), value));
  switch (approximation) {
    case record::Approximation::kAbout:
      return "about " + text;
    case record::Approximation::kAtLeast:
      return "at least " + text;
    case record::Approximation::kMoreThan:
      return "more than " + text;
    case record::Approximation::kAtMost:
      return "at most " + text;
    case record::Approximation::kLessThan:
      return "less than " + text;
    case record::Approximation::kExact:
    case record::Approximation::kRange:
      return text;
  }
  return text;
}

std::string in_words(const record::Amount& amount) {
  std::string text = in_words(amount.value, amount.unit, amount.approximation);
  if (amount.approximation == record::Approximation::kRange && amount.upper > amount.value) {
    text += " to " + in_words(amount.upper, amount.unit, record::Approximation::kExact);
  }
  return text;
}

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

std::string names_of(const std::vector<record::Actor>& actors) {
  std::vector<std::string> names;
  for (const record::Actor& actor : actors) {
    const std::string state = name_of(actor.code);
    std::string name = actor.name.empty() ? state : actor.name;
    if (actor.name.empty() || actor.name == state || "the " + actor.name == state)
      name = by_sector(actor, state);
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return join(names);
}

std::string names_of_codes(const std::vector<std::string>& codes) {
  std::vector<std::string> names;
  for (const std::string& code : codes) {
    std::string name = name_of(code);
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return join(names);
}

std::string tidy(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space)
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

std::string shortened(std::string text, size_t limit) {
  if (text.size() <= limit) return text;
  size_t cut = text.rfind(' ', limit);
  if (cut == std::string::npos) cut = limit;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + " …";
}

std::string quoted(std::string_view text, size_t limit) {
  const std::string words = shortened(tidy(text), limit);
  // Quotation marks inside become single ones.
  std::string inner;
  for (size_t i = 0; i < words.size();) {
    const std::string_view rest = std::string_view(words).substr(i);
    if (rest.starts_with("“"))
      inner += "‘", i += 3;
    else if (rest.starts_with("”"))
      inner += "’", i += 3;
    else if (rest.front() == '"')
      inner += inner.empty() || inner.back() == ' ' ? "‘" : "’", i += 1;
    else
      inner += words[i++];
  }
  return "“" + inner + "”";
}

std::string capitalised(std::string text) {
  constexpr std::string_view kMark = "“";
  const size_t first = text.starts_with(kMark) ? kMark.size() : 0;
  if (first < text.size() && text[first] >= 'a' && text[first] <= 'z')
    text[first] = static_cast<char>(text[first] - 'a' + 'A');
  return text;
}

std::string number_words(size_t number) {
  constexpr std::array<std::string_view, 11> kNumbers = {
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  return number < kNumbers.size() ? std::string(kNumbers[number]) : fmt::format("{}", number);
}

std::string counted(size_t number, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", number_words(number), number == 1 ? singular : plural);
}

std::string known_publisher(const record::Document& document) {
  if (!document.source.empty()) return document.source;
  if (!document.title.empty()) return document.title;
  // A file is known by its name; lines of a stream only by their id.
  const bool file =
      !document.path.empty() && document.path != "-" && document.media_type != "application/json";
  return file ? document.path.substr(document.path.find_last_of('/') + 1) : "";
}

std::string publisher(const record::Document& document) {
  const std::string known = known_publisher(document);
  return known.empty() ? document.id : known;
}

}  // namespace servanda::brief
