// Folds names to word hashes and matches them.
#include "servanda/actor/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <cstring>
#include <optional>
#include <utility>

#include "servanda/base/prefetch.h"
#include "servanda/base/utf8.h"

namespace servanda::actor {
namespace {

constexpr char kMagic[9] = "SVNT0001";
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

bool all_capitals(std::string_view alias) {
  size_t capitals = 0;
  for (const char c : alias) {
    if (std::islower(static_cast<unsigned char>(c))) return false;
    capitals += std::isupper(static_cast<unsigned char>(c)) != 0;
  }
  return capitals >= 2;
}

// Names begin with a capital, a digit, a letter beyond ASCII or an article.
bool may_begin(std::string_view word) {
  const auto c = static_cast<unsigned char>(word.empty() ? ' ' : word.front());
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80 || word.starts_with("al") ||
         word.starts_with("bin") || word.starts_with("von");
}

}  // namespace

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

// Finds the place of a key, or the free one where it belongs.
size_t NameTable::place_of(std::span<const Key> keys, uint64_t hash) {
  size_t at = first_place(keys, hash);
  while (keys[at].count != 0 && keys[at].hash != hash) at = (at + 1) & (keys.size() - 1);
  return at;
}

base::Result<NameTable> NameTable::open(std::string_view compiled) {
  const base::Error damaged{base::ErrorCode::kInternal, "the table of names is damaged",
                            "names.table"};
  Header header;
  if (compiled.size() < sizeof header) return damaged;
  std::memcpy(&header, compiled.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof header.magic) != 0 ||
      !std::has_single_bit(header.keys) ||
      compiled.size() != sizeof header + header.keys * sizeof(Key) + kPrefixBits / 8 +
                             header.rows * sizeof(Row) + header.order * sizeof(uint32_t) +
                             header.text)
    return damaged;
  const char* at = compiled.data() + sizeof header;
  const auto take = [&at](size_t size) { return std::exchange(at, at + size); };
  NameTable table;
  table.bytes_ = compiled;
  table.keys_ = {reinterpret_cast<const Key*>(take(header.keys * sizeof(Key))), header.keys};
  table.prefixes_ = reinterpret_cast<const uint64_t*>(take(kPrefixBits / 8));
  table.rows_ = reinterpret_cast<const Row*>(take(header.rows * sizeof(Row)));
  table.order_ = reinterpret_cast<const uint32_t*>(take(header.order * sizeof(uint32_t)));
  table.text_ = at;
  return table;
}

// Reads the rows and lays the table out.
class NameCompiler {
 public:
  base::Result<void> read(std::string_view text, char separator, std::string_view file);
  // The rows after this call are those of other sources: where we have written an alias ourselves,
  // they do not count.
  void end_own() { own_rows_ = static_cast<uint32_t>(rows_.size()); }
  base::Result<NameTable> finish();

 private:
  using Key = NameTable::Key;
  using Row = NameTable::Row;

  void index();

  std::string text_;
  std::vector<Row> rows_;
  std::vector<uint64_t> hashes_;  // of the alias of each row
  std::vector<uint64_t> prefixes_ = std::vector<uint64_t>(NameTable::kPrefixBits / 64);
  std::vector<Key> keys_;
  std::vector<uint32_t> order_;
  uint32_t own_rows_ = 0;
};

base::Result<void> NameCompiler::read(std::string_view text, char separator,
                                      std::string_view file) {
  size_t line_number = 0;
  while (!text.empty()) {
    ++line_number;
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    std::array<std::string_view, 8> field{};
    std::string_view rest = line;
    for (std::string_view& one : field) {
      const size_t at = std::min(rest.find(separator), rest.size());
      one = rest.substr(0, at);
      rest.remove_prefix(std::min(at + 1, rest.size()));
    }
    const auto kind = parse_kind(field[3]);
    const char* wrong = !kind                      ? "an unknown kind of name"
                        : field[1].size() != 3     ? "a code is three letters"
                        : line.size() > UINT16_MAX ? "a line is too long"
                        : field[2].size() > UINT8_MAX || field[7].size() > UINT8_MAX
                            ? "a field is too long"
                            : nullptr;
    if (wrong != nullptr) {
      return base::Error{base::ErrorCode::kInternal, wrong,
                         fmt::format("{}:{}", file, line_number)};
    }
    const std::string_view name = field[6].empty() ? field[0] : field[6];
    const auto begin_of = [line](std::string_view part) {
      return static_cast<uint16_t>(part.empty() ? 0 : part.data() - line.data());
    };
    Row& row = rows_.emplace_back();
    row.line = static_cast<uint32_t>(text_.size());
    row.alias_size = static_cast<uint16_t>(field[0].size());
    row.sector_size = static_cast<uint8_t>(field[2].size());
    row.name_begin = begin_of(name);
    row.name_size = static_cast<uint16_t>(name.size());
    row.wikidata_begin = begin_of(field[7]);
    row.wikidata_size = static_cast<uint8_t>(field[7].size());
    row.kind = *kind;
    if (const auto from = record::parse_date(field[4]); from && from->known())
      row.from = record::first_day(*from);
    if (const auto to = record::parse_date(field[5]); to && to->known())
      row.to = record::last_day(*to);
    text_ += line;
    // Word by word, so that the matcher knows how far a match may still grow.
    uint64_t hash = kHashSeed;
    rest = field[0];
    while (!rest.empty()) {
      const size_t joint = std::min(rest.find_first_of(" -'/"), rest.size());
      if (fold_words(rest.substr(0, joint), hash) > 0) {
        const uint64_t bit = NameTable::prefix_bit(hash);
        prefixes_[bit / 64] |= uint64_t{1} << (bit % 64);
      }
      rest.remove_prefix(std::min(joint + 1, rest.size()));
    }
    hashes_.push_back(hash);
  }
  return {};
}

void NameCompiler::index() {
  size_t size = 16;
  while (size * 2 < hashes_.size() * 3) size *= 2;
  keys_.assign(size, {});
  std::vector<uint32_t> places;
  for (uint32_t row = 0; row < hashes_.size(); ++row) {
    const size_t place = NameTable::place_of(keys_, hashes_[row]);
    Key& key = keys_[place];
    if (key.count == 0) key = {hashes_[row], row, 0};  // `begin` is the first row for now
    const bool counts = row < own_rows_ || key.begin >= own_rows_;
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

base::Result<NameTable> NameCompiler::finish() {
  index();
  NameTable::Header header{};
  std::memcpy(header.magic, kMagic, sizeof header.magic);
  header.keys = static_cast<uint32_t>(keys_.size());
  header.rows = static_cast<uint32_t>(rows_.size());
  header.order = static_cast<uint32_t>(order_.size());
  header.text = static_cast<uint32_t>(text_.size());
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
  const auto append = [&bytes](const auto& part) {
    bytes.append(reinterpret_cast<const char*>(part.data()), part.size() * sizeof part[0]);
  };
  append(keys_), append(prefixes_), append(rows_), append(order_), append(text_);
  std::vector<uint64_t> owned((bytes.size() + 7) / 8);
  std::memcpy(owned.data(), bytes.data(), bytes.size());
  NameTable table =
      SERVANDA_TRY(NameTable::open({reinterpret_cast<const char*>(owned.data()), bytes.size()}));
  table.owned_ = std::move(owned);  // the views stay where they are
  return table;
}

base::Result<NameTable> NameTable::create(std::string_view own, std::string_view derived) {
  NameCompiler compiler;
  SERVANDA_TRY(compiler.read(own, '|', "own.tsv"));
  compiler.end_own();
  SERVANDA_TRY(compiler.read(derived, '\t', "names.tsv"));
  return compiler.finish();
}

void NameTable::ask(std::string_view word) const {
  if (!may_begin(word)) return;
  uint64_t hash = kHashSeed;
  fold_words(word, hash);
  base::prefetch(&prefixes_[prefix_bit(hash) / 64]);
  base::prefetch(&keys_[first_place(keys_, hash)]);
}

NameMatch NameTable::match(std::string_view text, const record::Parse& parse, uint32_t token,
                           uint32_t end) const {
  NameMatch best;
  if (!may_begin(parse.tokens[token].span.of(text))) return best;
  uint64_t hash = kHashSeed;
  for (uint32_t i = token; i < std::min(end, token + kLongestName); ++i) {
    // A part joined to the word before ("al" "-" "Qaeda") folds to words of its own; punctuation
    // folds to none.
    if (fold_words(parse.tokens[i].span.of(text), hash) == 0) {
      if (i == token) return best;
      continue;
    }
    if ((prefixes_[prefix_bit(hash) / 64] >> (prefix_bit(hash) % 64) & 1) == 0) break;
    const Key& key = keys_[place_of(keys_, hash)];
    if (key.count != 0) {
      const std::span<const uint32_t> rows(order_ + key.begin, key.count);
      const std::string_view alias = row(rows.front()).alias;
      const base::Span span{parse.tokens[token].span.begin, parse.tokens[i].span.end};
      // "WHO", "US" and "IS" are names only in capitals.
      if (!all_capitals(alias) || alias.size() > 6 || all_capitals(span.of(text)))
        best = {token, i, rows};
    }
  }
  return best;
}

}  // namespace servanda::actor
