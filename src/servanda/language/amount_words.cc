// Reads the table of amount words once and looks words up in it.
#include "servanda/language/amount_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "servanda/embedded/kAmountWords.h"
#include "servanda/language/characters.h"
#include "servanda/language/lexicon.h"

namespace servanda::language {
namespace {

using Row = std::pair<std::string_view, AmountEntry>;

constexpr std::array<std::pair<std::string_view, AmountWord>, 10> kKinds = {{
    {"number", AmountWord::kNumber},
    {"scale", AmountWord::kScale},
    {"fraction", AmountWord::kFraction},
    {"sign", AmountWord::kSign},
    {"code", AmountWord::kCode},
    {"currency", AmountWord::kCurrency},
    {"measure", AmountWord::kMeasure},
    {"label", AmountWord::kLabel},
    {"before", AmountWord::kBefore},
    {"after", AmountWord::kAfter},
}};

constexpr std::array<std::pair<std::string_view, record::Approximation>, 6> kApproximations = {{
    {"exact", record::Approximation::kExact},
    {"about", record::Approximation::kAbout},
    {"at_least", record::Approximation::kAtLeast},
    {"more_than", record::Approximation::kMoreThan},
    {"at_most", record::Approximation::kAtMost},
    {"less_than", record::Approximation::kLessThan},
}};

double to_double(std::string_view digits) {
  double value = 1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

AmountEntry read_entry(std::string_view kind, std::string_view value) {
  AmountEntry entry;
  for (const auto& [name, word] : kKinds) {
    if (name == kind) entry.kind = word;
  }
  switch (entry.kind) {
    case AmountWord::kNumber:
    case AmountWord::kScale:
    case AmountWord::kFraction:
      entry.value = to_double(value);
      break;
    case AmountWord::kSign:
    case AmountWord::kCode:
    case AmountWord::kCurrency:
    case AmountWord::kMeasure: {
      const size_t space = value.find(' ');
      entry.unit = value.substr(0, space);
      if (space != value.npos) entry.others = value.substr(space + 1);
      if (const size_t star = entry.unit.find('*'); star != entry.unit.npos) {
        entry.value = to_double(entry.unit.substr(star + 1));
        entry.unit = entry.unit.substr(0, star);
      }
      break;
    }
    case AmountWord::kBefore:
    case AmountWord::kAfter:
      for (const auto& [name, approximation] : kApproximations) {
        if (name == value) entry.approximation = approximation;
      }
      break;
    case AmountWord::kLabel:
    case AmountWord::kNone:
      break;
  }
  return entry;
}

std::vector<Row> read_table(std::string_view lines) {
  std::vector<Row> rows;
  while (!lines.empty()) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const size_t first = line.find('\t');
    const size_t second = first == line.npos ? line.npos : line.find('\t', first + 1);
    if (line.starts_with('#') || second == line.npos) continue;
    rows.emplace_back(line.substr(0, first), read_entry(line.substr(first + 1, second - first - 1),
                                                        line.substr(second + 1)));
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.first < b.first; });
  return rows;
}

const AmountEntry* find_exact(std::string_view words) {
  static const std::vector<Row> rows = read_table(embedded::kAmountWords());
  static const WordSieve sieve = [] {
    WordSieve all;
    for (const Row& row : rows) all.add(row.first);
    return all;
  }();
  if (!sieve.may_hold(words)) return nullptr;
  const auto at =
      std::lower_bound(rows.begin(), rows.end(), words,
                       [](const Row& row, std::string_view w) { return row.first < w; });
  return at != rows.end() && at->first == words ? &at->second : nullptr;
}

}  // namespace

const AmountEntry* find_amount_word(std::string_view words) {
  std::array<char, 64> small{};
  if (words.empty() || words.size() > small.size()) return nullptr;
  if (const AmountEntry* entry = find_exact(words)) return entry;
  std::transform(words.begin(), words.end(), small.begin(), to_lower_ascii);
  return find_exact(std::string_view(small.data(), words.size()));
}

std::string_view currency_with(const AmountEntry& entry, std::string_view adjective) {
  std::string_view rest = entry.others;
  while (!rest.empty()) {
    const size_t space = std::min(rest.find(' '), rest.size());
    const std::string_view pair = rest.substr(0, space);
    rest.remove_prefix(std::min(space + 1, rest.size()));
    const size_t equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == adjective) return pair.substr(equals + 1);
  }
  return entry.unit;
}

}  // namespace servanda::language
