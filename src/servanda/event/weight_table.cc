// Finds the perfect hash of a table (hash and displace).
#include "servanda/event/weight_table.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace servanda::event {
namespace {

constexpr size_t kGroup = 4;  // features of a group, on average
constexpr size_t kMostInGroup = 64;
constexpr uint32_t kSeeds = 1u << 16;

constexpr size_t kLine = WeightTable::kLine, kStep = WeightTable::kStep;

// Bytes of a row and its feature.
constexpr size_t record_of(size_t cells) { return cells + sizeof(uint32_t); }

// Bytes of a line of records; a long record is one by itself.
constexpr size_t line_of(size_t cells) { return std::max(kLine, record_of(cells)); }

// Records of a line, in which the last has room for a vector too.
constexpr size_t slots_of(size_t cells) {
  const size_t record = record_of(cells), line = line_of(cells);
  return record < kStep ? (line - kStep) / record + 1 : line / record;
}

}  // namespace

bool WeightTable::part_groups(const std::vector<uint32_t>& features) {
  std::vector<std::vector<uint32_t>> groups(columns_.seeds.size());
  for (const uint32_t feature : features) groups[group_of(feature)].push_back(feature);
  std::vector<size_t> order(groups.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return groups[a].size() > groups[b].size(); });
  std::vector<bool> taken(lines_ * slots_);
  std::vector<size_t> places;
  for (const size_t g : order) {
    const std::vector<uint32_t>& group = groups[g];
    if (group.size() > kMostInGroup) return false;
    bool parted = false;
    for (uint32_t seed = 0; seed < kSeeds && !parted; ++seed) {
      places.clear();
      parted = true;
      for (const uint32_t feature : group) {
        const auto [line, slot] = place_with(feature, seed);
        const size_t place = line * slots_ + slot;
        parted = !taken[place] && std::find(places.begin(), places.end(), place) == places.end();
        if (!parted) break;
        places.push_back(place);
      }
      columns_.seeds[g] = static_cast<uint16_t>(seed);
    }
    if (!parted) return false;
    for (const size_t place : places) taken[place] = true;
  }
  return true;
}

bool WeightTable::make(const std::vector<uint32_t>& features, const std::vector<int8_t>& rows,
                       size_t cells) {
  std::vector<uint32_t> distinct;
  for (const uint32_t feature : features) distinct.push_back(stored(feature));
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  const size_t slots = slots_of(cells), places = distinct.size() + distinct.size() / 10 + 1;
  Columns columns;
  columns.sizes = {static_cast<uint32_t>(cells), static_cast<uint32_t>(places / slots + 1)};
  columns.seeds.resize(distinct.size() / kGroup + 1);
  columns.records = base::LargeTable<int8_t>(columns.sizes[1] * line_of(cells));
  std::memset(columns.records.data(), 0, columns.records.size());
  if (!take(std::move(columns)) || !part_groups(distinct)) return false;
  for (size_t i = 0; i < features.size(); ++i) {
    const uint32_t feature = stored(features[i]);
    const auto [line, slot] = place_of(feature);
    int8_t* into = columns_.records.data() + line * line_ + slot * record_;
    if (feature_at(into) == feature) continue;
    if (cells > 0) std::memcpy(into, rows.data() + i * cells, cells);
    std::memcpy(into + cells, &feature, sizeof feature);
  }
  return true;
}

bool WeightTable::take(Columns columns) {
  if (columns.sizes.size() != 2 || columns.seeds.empty()) return false;
  const size_t cells = columns.sizes[0], lines = columns.sizes[1];
  if (cells > kMostCells || lines == 0 || columns.records.size() != lines * line_of(cells))
    return false;
  columns_ = std::move(columns);
  cells_ = cells, lines_ = lines;
  record_ = record_of(cells), line_ = line_of(cells), slots_ = slots_of(cells);
  return true;
}

}  // namespace servanda::event
