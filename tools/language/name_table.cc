// Splits names into words as texts are split.
#include "name_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "servanda/language/features.h"
#include "servanda/language/known_names.h"
#include "servanda/language/tokens.h"
#include "servanda/record/parse.h"

namespace servanda::tools {
namespace {

using language::KnownNames;

constexpr std::array<std::string_view, 17> kKinds = {
    "",      "company", "web",  "media",  "agency", "group",   "university", "chain", "team",
    "place", "county",  "city", "region", "state",  "capital", "organ",      "first"};

uint8_t kind_of(std::string_view name) {
  const auto found = std::find(kKinds.begin() + 1, kKinds.end(), name);
  return found == kKinds.end() ? uint8_t{0} : static_cast<uint8_t>(found - kKinds.begin());
}

class Names {
 public:
  void add(std::string_view name, uint8_t kind) {
    language::split(name, parse_);
    if (kind == 0 || parse_.tokens.empty() || parse_.tokens.size() > KnownNames::kLongest ||
        name.size() < kShortest)
      return;
    uint64_t hash = 0;
    for (const record::Token& token : parse_.tokens) {
      const uint64_t word = language::features_of(token.span.of(name)).word;
      if (hash == 0) first_words_.push_back(word);
      hash = KnownNames::extend(hash, word);
    }
    names_.emplace_back(hash, kind);
  }
  NameTable table() const {
    NameTable table{language::known_name_cells(names_),
                    std::vector<uint8_t>(KnownNames::kFirstWordBits / 8, 0)};
    for (const uint64_t word : first_words_) {
      const size_t bit = KnownNames::first_word_bit(word);
      table.first_words[bit / 8] = static_cast<uint8_t>(table.first_words[bit / 8] | 1 << bit % 8);
    }
    return table;
  }

 private:
  static constexpr size_t kShortest = 2;  // bytes
  record::Parse parse_;
  std::vector<std::pair<uint64_t, uint8_t>> names_;
  std::vector<uint64_t> first_words_;
};

template <typename Take>
void each_line(std::string_view lines, const Take& take) {
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    if (!line.empty() && line[0] != '#') take(line);
  }
}

std::string_view column(std::string_view line, size_t n) {
  for (; n > 0 && line.find('\t') != std::string_view::npos; --n)
    line.remove_prefix(line.find('\t') + 1);
  return line.substr(0, line.find('\t'));
}

}  // namespace

NameTable make_name_table(const std::vector<std::string_view>& lists, std::string_view actors) {
  Names names;
  for (const std::string_view list : lists) {
    each_line(list,
              [&](std::string_view line) { names.add(column(line, 0), kind_of(column(line, 1))); });
  }
  each_line(actors,
            [&](std::string_view line) { names.add(column(line, 0), kind_of(column(line, 3))); });
  return names.table();
}

}  // namespace servanda::tools
