// Reads the words out of the table of names that the brief writes.
#include "servanda/ledger/state_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "servanda/base/ascii.h"
#include "servanda/embedded/kStateNames.h"
#include "servanda/ledger/wording.h"

namespace servanda::ledger {
namespace {

// Words that names of states share with those of plants, canals and banks, folded.
constexpr std::array<std::string_view, 31> kNoNames = {
    "arab",    "bank",     "central", "city",      "coast",    "democrat", "east",   "eastern",
    "federat", "great",    "holy",    "isl",       "island",   "man",      "minor",  "new",
    "north",   "northern", "ocean",   "outlying",  "republic", "saint",    "sea",    "see",
    "south",   "southern", "stat",    "territory", "unit",     "virgin",   "western"};

std::unordered_set<std::string> read_words(std::string_view table) {
  std::unordered_set<std::string> words;
  for (size_t at = 0; at < table.size();) {
    const size_t end = std::min(table.find('\n', at), table.size());
    const std::string_view line = table.substr(at, end - at);
    at = end + 1;
    const size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    for (const Word& word : content_words(line.substr(tab))) {
      if (std::find(kNoNames.begin(), kNoNames.end(), word.folded) == kNoNames.end())
        words.insert(word.folded);
    }
  }
  return words;
}

bool has_words(std::string_view text, std::string_view words) {
  for (size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const size_t end = at + words.size();
    if ((at == 0 || !base::is_letter_byte(text[at - 1])) &&
        (end == text.size() || !base::is_letter_byte(text[end])))
      return true;
  }
  return false;
}

}  // namespace

bool names_state(std::string_view text, std::string_view code) {
  const std::string_view table = embedded::kStateNames();
  for (size_t at = 0; at < table.size();) {
    const size_t end = std::min(table.find('\n', at), table.size());
    std::string_view line = table.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(code) || line.size() <= code.size() || line[code.size()] != '\t')
      continue;
    line.remove_prefix(code.size() + 1);
    if (line.starts_with("the ")) line.remove_prefix(4);
    const size_t tab = line.find('\t');
    const std::string_view adjective =
        tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
    return has_words(text, line.substr(0, tab)) ||
           (!adjective.empty() && has_words(text, adjective));
  }
  return false;
}

bool is_state_word(std::string_view folded) {
  static const std::unordered_set<std::string> words = read_words(embedded::kStateNames());
  return words.contains(std::string(folded));
}

}  // namespace servanda::ledger
