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
  std::string_view alias, code, sector, name, wikidata;  // views into the embedded table
  NameKind kind = NameKind::kState;
  record::DayNumber from = INT32_MIN, to = INT32_MAX;  // first and last day on which it holds
};

// A match: tokens [first, last], and the rows that share the alias.
struct NameMatch {
  uint32_t first = 0, last = 0;
  std::span<const uint32_t> rows;
};

// Immutable after create().
class NameTable {
 public:
  // Reads our own rows (separated by bars) and those derived from other tables (by tabs); columns:
  // alias, code, sector, kind, first day, last day, name, Wikidata id. Our own win. Errors:
  // kInternal with file and line.
  static base::Result<NameTable> create(std::string_view own, std::string_view derived);

  const Name& row(uint32_t index) const { return rows_[index]; }
  // Finds the longest match that begins at the token and ends within [token, end). Case decides:
  // names begin with a capital, acronyms are all capitals. rows is empty if there is none.
  NameMatch match(std::string_view text, const record::Parse& parse, uint32_t token,
                  uint32_t end) const;

 private:
  // The rows of one alias: numbers [begin, begin + count) of order_.
  struct Key {
    uint64_t hash = 0;  // of the alias' folded words
    uint32_t begin = 0, count = 0;
  };
  static uint64_t prefix_bit(uint64_t hash) { return (hash ^ (hash >> 31)) & 0x3FFFFF; }
  // Reads rows and gives the key of each.
  base::Result<void> read(std::string_view text, char separator, std::string_view file,
                          std::vector<uint64_t>& hashes);
  void index(const std::vector<uint64_t>& hashes, uint32_t own_rows);
  size_t place_of(uint64_t hash) const;

  std::vector<Name> rows_;
  std::vector<uint32_t> order_;     // rows by alias
  std::vector<Key> keys_;           // open addressing; count 0 is free
  std::vector<uint64_t> prefixes_;  // a bit for each beginning of an alias; a bit set by chance
                                    // costs one look-up more
};

// True for codes that are no state and take no sector: UNO EUR IGO NGO ISM IMG MNC.
bool is_organisation(std::string_view code);

// Adds the folded words of a piece of text to a running hash: lower case, without accents, full
// stops and hyphens; each word is followed by a separator. Returns the number of words added.
int fold_words(std::string_view text, uint64_t& hash);

}  // namespace servanda::actor
