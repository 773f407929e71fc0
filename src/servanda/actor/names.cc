// Folds names to word hashes and matches them.
#include "servanda/actor/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "servanda/base/utf8.h"

namespace servanda::actor {
namespace {

constexpr uint64_t kHashSeed = 1469598103934665603ull, kHashPrime = 1099511628211ull;
constexpr uint32_t kLongestName = 12;  // tokens

void add(uint64_t& hash, char c) { hash = (hash ^ static_cast<unsigned char>(c)) * kHashPrime; }

// Letters of Latin-1 and Latin Extended-A without their marks.
char base_letter(uint32_t c) {
  static constexpr std::string_view kLatin1 =
      "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";  // U+00C0 to U+00FF
  static constexpr std::string_view kExtended =
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllnnnnnnnnnnoooooooorrrrrrss"
      "ssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // U+0100 to U+017F
  if (c >= 0xC0 && c <= 0xFF) return kLatin1[c - 0xC0];
  if (c >= 0x100 && c <= 0x17F && c - 0x100 < kExtended.size()) return kExtended[c - 0x100];
  return '\0';
}

std::optional<NameKind> parse_kind(std::string_view word) {
  static constexpr std::array<std::string_view, 15> kKinds = {
      "state", "demonym",      "capital", "city",    "region", "place",   "person",  "surname",
      "organ", "organisation", "group",   "company", "nobody", "product", "minister"};
  for (size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i] == word) return static_cast<NameKind>(i);
  }
  return std::nullopt;
}

bool all_capitals(std::string_view alias) {
  size_t capitals = 0;
  for (const char c : alias) {
    if (std::islower(static_cast<unsigned char>(c))) return false;
    capitals += std::isupper(static_cast<unsigned char>(c)) != 0;
  }
  return capitals >= 2;
}

}  // namespace

bool is_organisation(std::string_view code) {
  return code == "UNO" || code == "EUR" || code == "IGO" || code == "NGO" || code == "ISM" ||
         code == "IMG" || code == "MNC";
}

int fold_words(std::string_view text, uint64_t& hash) {
  int words = 0;
  bool in_word = false;
  for (size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    char letter = '\0';
    size_t length = 1;
    if (c < 0x80) {
      if (std::isalnum(c) || c == '+') letter = static_cast<char>(std::tolower(c));
      if (c == '.') {  // "U.S." is "us"
        ++i;
        continue;
      }
    } else {
      length = std::max<size_t>(1, base::utf8_sequence_length(text.substr(i)));
      const uint32_t point = base::utf8_code_point(text.substr(i));
      letter = base_letter(point);
      if (letter == '\0' && point > 0x17F && !(point >= 0x2000 && point < 0x2C00))
        letter = static_cast<char>('a' + point % 26);
    }
    if (letter != '\0' && letter != ' ') {
      add(hash, letter);
      in_word = true;
    } else if (in_word) {
      add(hash, ' ');
      ++words;
      in_word = false;
    }
    i += length;
  }
  if (in_word) {
    add(hash, ' ');
    ++words;
  }
  return words;
}

base::Result<NameTable> NameTable::create(std::string_view own, std::string_view derived) {
  NameTable table;
  table.prefixes_.assign(0x400000 / 64, 0);
  const size_t lines = static_cast<size_t>(std::count(own.begin(), own.end(), '\n') +
                                           std::count(derived.begin(), derived.end(), '\n'));
  table.rows_.reserve(lines + 2);
  table.by_key_.reserve(lines + 2);
  SERVANDA_TRY(table.read(own, '|', "own.tsv"));
  const size_t own_rows = table.rows_.size();
  SERVANDA_TRY(table.read(derived, '\t', "names.tsv"));
  // Where we have written an alias ourselves, the rows of other sources do not count.
  for (auto& [hash, rows] : table.by_key_) {
    if (rows.front() < own_rows)
      std::erase_if(rows, [own_rows](uint32_t row) { return row >= own_rows; });
  }
  return table;
}

base::Result<void> NameTable::read(std::string_view text, char separator, std::string_view file) {
  size_t line_number = 0;
  while (!text.empty()) {
    ++line_number;
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    std::array<std::string_view, 8> field{};
    for (std::string_view& one : field) {
      const size_t at = std::min(line.find(separator), line.size());
      one = line.substr(0, at);
      line.remove_prefix(std::min(at + 1, line.size()));
    }
    const auto kind = parse_kind(field[3]);
    if (!kind || field[1].size() != 3) {
      return base::Error{base::ErrorCode::kInternal,
                         kind ? "a code is three letters" : "an unknown kind of name",
                         fmt::format("{}:{}", file, line_number)};
    }
    Name name{.alias = field[0],
              .code = field[1],
              .sector = field[2],
              .name = field[6].empty() ? field[0] : field[6],
              .wikidata = field[7],
              .kind = *kind};
    if (!field[4].empty()) {
      if (const auto from = record::parse_date(field[4]); from && from->known())
        name.from = record::first_day(*from);
    }
    if (!field[5].empty()) {
      if (const auto to = record::parse_date(field[5]); to && to->known())
        name.to = record::last_day(*to);
    }
    // Word by word, so that the matcher knows how far a match may still grow.
    uint64_t hash = kHashSeed;
    std::string_view rest = field[0];
    while (!rest.empty()) {
      const size_t space = std::min(rest.find_first_of(" -'/"), rest.size());
      if (fold_words(rest.substr(0, space), hash) > 0)
        prefixes_[prefix_bit(hash) / 64] |= uint64_t{1} << (prefix_bit(hash) % 64);
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    by_key_[hash].push_back(static_cast<uint32_t>(rows_.size()));
    rows_.push_back(name);
  }
  return {};
}

NameMatch NameTable::match(std::string_view text, const record::Parse& parse, uint32_t token,
                           uint32_t end) const {
  NameMatch best;
  const std::string_view first = parse.tokens[token].span.of(text);
  const auto c = static_cast<unsigned char>(first.empty() ? ' ' : first.front());
  if (!std::isupper(c) && !std::isdigit(c) && c < 0x80 && !first.starts_with("al") &&
      !first.starts_with("bin") && !first.starts_with("von"))
    return best;
  uint64_t hash = kHashSeed;
  for (uint32_t i = token; i < std::min(end, token + kLongestName); ++i) {
    // A part joined to the word before ("al" "-" "Qaeda") folds to words of its own; punctuation
    // folds to none.
    if (fold_words(parse.tokens[i].span.of(text), hash) == 0) {
      if (i == token) return best;
      continue;
    }
    if ((prefixes_[prefix_bit(hash) / 64] >> (prefix_bit(hash) % 64) & 1) == 0) break;
    const auto found = by_key_.find(hash);
    if (found != by_key_.end()) {
      const std::string_view alias = rows_[found->second.front()].alias;
      const base::Span span{parse.tokens[token].span.begin, parse.tokens[i].span.end};
      // "WHO", "US" and "IS" are names only in capitals.
      if (!all_capitals(alias) || alias.size() > 6 || all_capitals(span.of(text)))
        best = {token, i, &found->second};
    }
  }
  return best;
}

}  // namespace servanda::actor
