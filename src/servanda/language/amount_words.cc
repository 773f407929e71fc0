// Reads the table of amount words once and looks words up in it.
#include "servanda/language/amount_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "servanda/embedded/kAmountWords.h"
#include "servanda/language/characters.h"
#include "servanda/language/lexicon.h"

namespace servanda::language {
namespace {

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

WordMap<AmountEntry> read_table(std::string_view lines) {
  WordMap<AmountEntry> table;
  read_lines(lines, [&table](std::string_view words, std::string_view meaning) {
    const size_t tab = meaning.find('\t');
    if (tab != meaning.npos)
      table.add(words, read_entry(meaning.substr(0, tab), meaning.substr(tab + 1)));
  });
  return table;
}

}  // namespace

const AmountEntry* find_amount_word(std::string_view words) {
  static const WordMap<AmountEntry> table = read_table(embedded::kAmountWords());
  std::array<char, 64> small;
  if (words.empty() || words.size() > small.size()) return nullptr;
  if (const AmountEntry* entry = table.find(words)) return entry;
  if (!table.may_hold(to_lower_ascii(words.front()), words.size()) ||
      std::none_of(words.begin(), words.end(), is_upper_ascii))
    return nullptr;
  std::transform(words.begin(), words.end(), small.begin(), to_lower_ascii);
  return table.find(std::string_view(small.data(), words.size()));
}

bool has_state_before(const AmountEntry& entry) { return entry.others.starts_with("* "); }

std::string_view currency_with(const AmountEntry& entry, std::string_view state) {
  std::string_view rest = entry.others;
  while (!rest.empty()) {
    const size_t space = std::min(rest.find(' '), rest.size());
    const std::string_view pair = rest.substr(0, space);
    rest.remove_prefix(std::min(space + 1, rest.size()));
    const size_t equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == state) return pair.substr(equals + 1);
  }
  return {};
}

}  // namespace servanda::language
