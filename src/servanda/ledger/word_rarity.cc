// Reads the table of common words.
#include "servanda/ledger/word_rarity.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "servanda/embedded/kCommonWords.h"

namespace servanda::ledger {
namespace {

// Quarters of a natural logarithm; the level of what is in no line.
constexpr int kRarest = 29;

std::unordered_map<std::string_view, int> read_levels(std::string_view table) {
  std::unordered_map<std::string_view, int> levels;
  while (!table.empty()) {
    const size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    int level = kRarest;
    const size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    std::from_chars(line.data(), line.data() + tab, level);
    line.remove_prefix(tab + 1);
    while (!line.empty()) {
      const size_t space = std::min(line.find(' '), line.size());
      levels.emplace(line.substr(0, space), level);
      line.remove_prefix(std::min(space + 1, line.size()));
    }
  }
  return levels;
}

}  // namespace

double rarity_of(std::string_view folded) {
  static const std::unordered_map<std::string_view, int> levels =
      read_levels(embedded::kCommonWords());
  const auto found = levels.find(folded);
  return static_cast<double>(found == levels.end() ? kRarest : found->second) / kRarest;
}

}  // namespace servanda::ledger
