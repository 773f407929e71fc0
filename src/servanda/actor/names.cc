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

// ASCII letters in lower case, digits and the plus sign; 0 for all that ends a word.
constexpr std::array<char, 128> kFolded = [] {
  std::array<char, 128> folded{};
  for (char c = '0'; c <= '9'; ++c) folded[static_cast<size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    folded[static_cast<size_t>(c)] = c;
    folded[static_cast<size_t>(c - 32)] = c;
  }
  folded['+'] = '+';
  return folded;
}();

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

bool is_joint(char c) { return c == ' ' || c == '-' || c == '\'' || c == '/'; }

// "2012-05-07", as nearly all days of the tables are written; anything else takes the long way.
std::optional<record::DayNumber> plain_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [text](size_t at, size_t size) {
    int value = 0;
    for (size_t i = at; i < at + size; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > 28) return std::nullopt;
  return record::day_number(year, month, day);
}

std::optional<record::DayNumber> first_day_of(std::string_view text) {
  if (const auto day = plain_day(text)) return day;
  const auto date = record::parse_date(text);
  return date && date->known() ? std::optional(record::first_day(*date)) : std::nullopt;
}

std::optional<record::DayNumber> last_day_of(std::string_view text) {
  if (const auto day = plain_day(text)) return day;
  const auto date = record::parse_date(text);
  return date && date->known() ? std::optional(record::last_day(*date)) : std::nullopt;
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
      letter = kFolded[c];
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
  std::vector<uint64_t> hashes;
  hashes.reserve(lines + 2);
  table.rows_.reserve(lines + 2);
  SERVANDA_TRY(table.read(own, '|', "own.tsv", hashes));
  const auto own_rows = static_cast<uint32_t>(table.rows_.size());
  SERVANDA_TRY(table.read(derived, '\t', "names.tsv", hashes));
  table.index(hashes, own_rows);
  return table;
}

// Where we have written an alias ourselves, the rows of other sources do not count.
void NameTable::index(const std::vector<uint64_t>& hashes, uint32_t own_rows) {
  size_t size = 16;
  while (size * 2 < hashes.size() * 3) size *= 2;
  keys_.assign(size, {});
  std::vector<uint32_t> places;
  places.reserve(hashes.size());
  for (uint32_t row = 0; row < hashes.size(); ++row) {
    const size_t place = place_of(hashes[row]);
    Key& key = keys_[place];
    if (key.count == 0) key = {hashes[row], row, 0};  // `begin` is the first row for now
    const bool counts = row < own_rows || key.begin >= own_rows;
    key.count += counts;
    places.push_back(counts ? static_cast<uint32_t>(place) : UINT32_MAX);
  }
  uint32_t begin = 0;
  for (Key& key : keys_) {
    key.begin = begin;
    begin += key.count;
    key.count = 0;
  }
  order_.resize(begin);
  for (uint32_t row = 0; row < places.size(); ++row) {
    if (places[row] == UINT32_MAX) continue;
    Key& key = keys_[places[row]];
    order_[key.begin + key.count++] = row;
  }
}

// The place of a key, or the free one where it belongs.
size_t NameTable::place_of(uint64_t hash) const {
  size_t at = (hash ^ (hash >> 32)) & (keys_.size() - 1);
  while (keys_[at].count != 0 && keys_[at].hash != hash) at = (at + 1) & (keys_.size() - 1);
  return at;
}

base::Result<void> NameTable::read(std::string_view text, char separator, std::string_view file,
                                   std::vector<uint64_t>& hashes) {
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
    Name& name = rows_.emplace_back();
    name.alias = field[0];
    name.code = field[1];
    name.sector = field[2];
    name.name = field[6].empty() ? field[0] : field[6];
    name.wikidata = field[7];
    name.kind = *kind;
    if (!field[4].empty()) name.from = first_day_of(field[4]).value_or(name.from);
    if (!field[5].empty()) name.to = last_day_of(field[5]).value_or(name.to);
    // Word by word, so that the matcher knows how far a match may still grow.
    uint64_t hash = kHashSeed;
    std::string_view rest = field[0];
    while (!rest.empty()) {
      const auto* joint = std::find_if(rest.begin(), rest.end(), is_joint);
      const std::string_view part = rest.substr(0, static_cast<size_t>(joint - rest.begin()));
      if (fold_words(part, hash) > 0)
        prefixes_[prefix_bit(hash) / 64] |= uint64_t{1} << (prefix_bit(hash) % 64);
      rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    }
    hashes.push_back(hash);
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
    const Key& key = keys_[place_of(hash)];
    if (key.count != 0) {
      const std::span<const uint32_t> rows(order_.data() + key.begin, key.count);
      const std::string_view alias = rows_[rows.front()].alias;
      const base::Span span{parse.tokens[token].span.begin, parse.tokens[i].span.end};
      // "WHO", "US" and "IS" are names only in capitals.
      if (!all_capitals(alias) || alias.size() > 6 || all_capitals(span.of(text)))
        best = {token, i, rows};
    }
  }
  return best;
}

}  // namespace servanda::actor
