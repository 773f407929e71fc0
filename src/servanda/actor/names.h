// The table of names: who is called what, when; and its longest matches in a text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/date.h"
#include "servanda/record/parse.h"

namespace servanda::actor {

enum class NameKind : uint8_t {
  kState,
  kDemonym,
  kCapital,
  kCity,
  kRegion,
  kPlace,
  kPerson,
  kSurname,
  kOrgan,
  kOrganisation,
  kGroup,
  kCompany,
  kNobody,
  kProduct,
  kMinister
};

// One row of data/actors/own.tsv or names.tsv.
struct Name {
  std::string_view alias, code, sector, name, wikidata;  // views into the table
  NameKind kind = NameKind::kState;
  record::DayNumber from = INT32_MIN, to = INT32_MAX;  // first and last day on which it holds
};

// A match: tokens [first, last], and the rows that share the alias.
struct NameMatch {
  uint32_t first = 0, last = 0;
  std::span<const uint32_t> rows;
};

// Immutable. Compiled when the program is built and used as it lies in the program: reading the
// rows would take longer than all the rest of a start.
class NameTable {
 public:
  NameTable(NameTable&&) = default;
  NameTable& operator=(NameTable&&) = default;

  // Compiles our own rows (separated by bars) and those derived from other tables (by tabs);
  // columns: alias, code, sector, kind, first day, last day, name, Wikidata id. Our own win.
  // Errors: kInternal with file and line.
  static base::Result<NameTable> create(std::string_view own, std::string_view derived);
  // Opens a compiled table, which must outlive it, at an address that 8 divides. Errors: kInternal.
  static base::Result<NameTable> open(std::string_view compiled);
  // The compiled table.
  std::string_view bytes() const { return bytes_; }

  Name row(uint32_t index) const {
    const Row& row = rows_[index];
    const auto text = [&](size_t begin, size_t size) {
      return std::string_view(text_ + row.line + begin, size);
    };
    return {.alias = text(0, row.alias_size),
            .code = text(row.alias_size + 1u, 3),
            .sector = text(row.alias_size + 5u, row.sector_size),
            .name = text(row.name_begin, row.name_size),
            .wikidata = text(row.wikidata_begin, row.wikidata_size),
            .kind = row.kind,
            .from = row.from,
            .to = row.to};
  }
  // Asks for what match() will read where a name may begin with this word.
  void ask(std::string_view word) const;
  // Finds the longest match that begins at the token and ends within [token, end). Case decides:
  // names begin with a capital, acronyms are all capitals. rows is empty if there is none.
  NameMatch match(std::string_view text, const record::Parse& parse, uint32_t token,
                  uint32_t end) const;

 private:
  friend class NameCompiler;
  NameTable() = default;

  // The parts of the table, one behind the other: this, keys, prefixes, rows, order, text.
  struct Header {
    char magic[8];
    uint32_t keys, rows, order, text;
  };
  // The rows of one alias: numbers [begin, begin + count) of `order`.
  struct Key {
    uint64_t hash = 0;  // of the alias' folded words
    uint32_t begin = 0, count = 0;
  };
  // Where the fields of a line lie, counted from its begin.
  struct Row {
    uint32_t line = 0;
    record::DayNumber from = INT32_MIN, to = INT32_MAX;
    uint16_t alias_size = 0, name_begin = 0, name_size = 0, wikidata_begin = 0;
    uint8_t wikidata_size = 0, sector_size = 0;
    NameKind kind = NameKind::kState;
    uint8_t unused = 0;
  };
  static constexpr size_t kPrefixBits = size_t{1} << 22;

  static uint64_t prefix_bit(uint64_t hash) { return (hash ^ (hash >> 31)) % kPrefixBits; }
  static size_t first_place(std::span<const Key> keys, uint64_t hash) {
    return (hash ^ (hash >> 32)) & (keys.size() - 1);
  }
  static size_t place_of(std::span<const Key> keys, uint64_t hash);

  std::vector<uint64_t> owned_;  // the table, if it was not opened
  std::string_view bytes_;
  std::span<const Key> keys_;           // open addressing; count 0 is free
  const uint64_t* prefixes_ = nullptr;  // a bit for each beginning of an alias; a bit set by chance
                                        // costs one look-up more
  const Row* rows_ = nullptr;
  const uint32_t* order_ = nullptr;  // rows by alias
  const char* text_ = nullptr;
};

// Adds the folded words of a piece of text to a running hash: lower case, without accents, full
// stops and hyphens; each word is followed by a separator. Returns the number of words added.
int fold_words(std::string_view text, uint64_t& hash);

}  // namespace servanda::actor
