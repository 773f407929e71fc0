// Rows of weights by feature: a perfect hash, made once for the features there are. A look-up reads
// one small number and one place of the table, and takes no branch. Both lie anywhere in tables
// that no cache holds, so who looks up many features asks for the numbers of all, then for the
// places of all, and then reads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "servanda/base/large_pages.h"
#include "servanda/base/prefetch.h"

namespace servanda::event {

class WeightTable {
 public:
  // The columns of a table, as compiled models keep them.
  struct Columns {
    std::vector<uint32_t> sizes;       // cells of a row, lines of memory
    std::vector<uint16_t> seeds;       // what sends the features of each group apart
    base::LargeTable<int8_t> records;  // lines of records: a row and its feature
  };
  static constexpr size_t kMostCells = 96;
  static constexpr size_t kStep = 8;  // cells that may be read where a row has fewer
  // No short record lies across two lines of memory.
  static constexpr size_t kLine = base::kMemoryLine;

  WeightTable() { make({}, {}, 0); }
  // Makes the table of features whose rows, of so many cells each, follow each other. Of a feature
  // that comes twice the first counts. False if no hash parts the features: as good as impossible.
  bool make(const std::vector<uint32_t>& features, const std::vector<int8_t>& rows, size_t cells);
  // Takes the columns of another; false if they do not fit together.
  bool take(Columns columns);
  const Columns& columns() const { return columns_; }
  size_t cells() const { return cells_; }

  // Gives the row of a feature; zeros if there is none.
  const int8_t* row(uint32_t feature) const {
    return row_at(record(place_of(stored(feature))), feature);
  }
  // The same in three steps: asks for the number; asks for the place and gives it; reads there.
  void ask_number(uint32_t feature) const {
    base::prefetch(&columns_.seeds[group_of(stored(feature))]);
  }
  const int8_t* ask_place(uint32_t feature) const {
    const int8_t* at = record(place_of(stored(feature)));
    base::prefetch(at, line_);
    return at;
  }
  const int8_t* row_at(const int8_t* at, uint32_t feature) const {
    feature = stored(feature);
    // A branch would be guessed wrong where the feature is not there, and hold up the look-ups that
    // are under way behind it.
    const uintptr_t there = -static_cast<uintptr_t>(feature_at(at) == feature);
    return reinterpret_cast<const int8_t*>((reinterpret_cast<uintptr_t>(at) & there) |
                                           (reinterpret_cast<uintptr_t>(kZeros.data()) & ~there));
  }
  // Calls visit(feature, row) for every feature, in no order.
  template <typename Visit>
  void for_each(const Visit& visit) const {
    for (size_t line = 0; line < lines_; ++line) {
      for (size_t slot = 0; slot < slots_; ++slot) {
        const int8_t* at = record({line, slot});
        if (feature_at(at) != kFree) visit(feature_at(at), std::span(at, cells_));
      }
    }
  }

 private:
  static constexpr uint32_t kFree = 0;
  struct Place {
    size_t line = 0, slot = 0;
    bool operator==(const Place&) const = default;
  };

  // The one feature in four milliards that would look like a free place is taken for its neighbour.
  static uint32_t stored(uint32_t feature) { return feature + (feature == kFree); }
  uint32_t feature_at(const int8_t* record) const {
    uint32_t feature = 0;
    std::memcpy(&feature, record + cells_, sizeof feature);
    return feature;
  }
  size_t group_of(uint32_t feature) const {
    return (uint64_t{feature * 0x9E3779B1u} * columns_.seeds.size()) >> 32;
  }
  Place place_with(uint32_t feature, uint32_t seed) const {
    uint32_t hash = (feature ^ seed * 0x85EBCA6Bu) * 0xC2B2AE35u;
    hash = (hash ^ hash >> 15) * 0x27D4EB2Fu;
    const uint64_t scaled = uint64_t{hash} * lines_;  // its fraction says which slot
    return {scaled >> 32, ((scaled & UINT32_MAX) * slots_) >> 32};
  }
  Place place_of(uint32_t feature) const {
    return place_with(feature, columns_.seeds[group_of(feature)]);
  }
  const int8_t* record(Place place) const {
    return columns_.records.data() + place.line * line_ + place.slot * record_;
  }
  // Finds the seed of each group; false if one has none.
  bool part_groups(const std::vector<uint32_t>& features);

  static constexpr std::array<int8_t, kMostCells> kZeros{};
  Columns columns_;
  size_t cells_ = 0, lines_ = 0;
  size_t record_ = 0, slots_ = 0, line_ = 0;  // bytes of a record, records of a line, its bytes
};

}  // namespace servanda::event
