// Finds measured amounts in provisions.
#include "servanda/treaty/amounts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "servanda/treaty/phrases.h"
#include "servanda/treaty/terms.h"

namespace servanda::treaty {
namespace {

// What stands behind a number that can be measured.
constexpr std::array<std::string_view, 34> kUnits = {
    "tons",     "tonnes",   "barrels",  "metres",    "meters", "kilometres", "kilometers",
    "miles",    "men",      "troops",   "soldiers",  "cent",   "percent",    "dollars",
    "euros",    "pounds",   "francs",   "roubles",   "rubles", "yuan",       "yen",
    "rupees",   "crowns",   "hectares", "kilowatts", "head",   "litres",     "students",
    "warships", "aircraft", "hours",    "days",      "weeks",  "months"};
constexpr std::array<std::pair<std::string_view, double>, 4> kTimes = {
    {{"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}}};

std::optional<double> times_in(std::string_view word) {
  for (const auto& [name, value] : kTimes)
    if (word == name) return value;
  return std::nullopt;
}

bool is_number(std::string_view word) { return times_in(word) || number_in(word); }

// "forty thousand" is 40,000; so is "40 000", as plain() cuts digits at commas.
double value_of(const std::vector<std::string_view>& words, size_t first, size_t last) {
  double all = 0, part = 0;
  for (size_t i = first; i < last; ++i) {
    const bool group = i > first && words[i].size() == 3 && number_in(words[i]) && part > 0 &&
                       words[i].find_first_not_of("0123456789") == std::string_view::npos;
    if (const auto times = times_in(words[i])) {
      part = (part > 0 ? part : 1) * *times;
      if (*times >= 1e3) all += part, part = 0;
    } else if (group) {
      part = part * 1e3 + *number_in(words[i]);
    } else {
      part += number_in(words[i]).value_or(0);
    }
  }
  return all + part;
}

Amount::Bound bound_before(const std::vector<std::string_view>& words, size_t first) {
  const auto word = [&](size_t back) {
    return first >= back ? words[first - back] : std::string_view();
  };
  const std::string_view last = word(1), before = word(2);
  if (last == "within") return Amount::Bound::kWithin;
  if (last == "exceeding" || last == "exceed" || (before == "up" && last == "to") ||
      (before == "more" && last == "than") || (before == "at" && last == "most"))
    return Amount::Bound::kAtMost;
  if ((before == "less" && last == "than") || (before == "at" && last == "least"))
    return Amount::Bound::kAtLeast;
  return Amount::Bound::kNone;
}

}  // namespace

Amount amount_in(std::string_view plain_text) {
  const std::vector<std::string_view> words = words_in(plain_text);
  for (size_t i = 1; i < words.size(); ++i) {
    if (std::find(kUnits.begin(), kUnits.end(), words[i]) == kUnits.end()) continue;
    const size_t last = words[i - 1] == "per" || words[i - 1] == "cubic" ? i - 1 : i;
    size_t first = last;
    while (first > 0 && is_number(words[first - 1])) --first;
    if (first == last) continue;
    return {std::string(words[first].data(), words[i].data() + words[i].size()),
            std::string(words[i]), value_of(words, first, last), bound_before(words, first)};
  }
  return {};
}

}  // namespace servanda::treaty
