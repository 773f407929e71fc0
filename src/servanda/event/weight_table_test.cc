// The perfect hash of the weights: every feature finds its own row, any other finds zeros.
#include "servanda/event/weight_table.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace servanda::event {
namespace {

int8_t cell(uint32_t feature, size_t k) { return static_cast<int8_t>(feature * 7 + k * 3 + 1); }

TEST(WeightTable, FindsTheRowsOfItsFeaturesAndOfNoOther) {
  for (const size_t cells :
       {size_t{1}, size_t{3}, size_t{17}, size_t{60}, size_t{61}, size_t{96}}) {
    std::vector<uint32_t> features;
    std::vector<int8_t> rows;
    for (uint32_t i = 0; i < 5000; ++i) {
      features.push_back(i * i * 2654435761u);
      for (size_t k = 0; k < cells; ++k) rows.push_back(cell(features.back(), k));
    }
    WeightTable table;
    ASSERT_TRUE(table.make(features, rows, cells));
    for (const uint32_t feature : features) {
      const int8_t* row = table.row(feature);
      for (size_t k = 0; k < cells; ++k) ASSERT_EQ(row[k], cell(feature, k)) << feature;
    }
    std::sort(features.begin(), features.end());
    for (uint32_t i = 0; i < 5000; ++i) {
      const uint32_t other = i * 40503u + 12345;
      if (std::binary_search(features.begin(), features.end(), other)) continue;
      for (size_t k = 0; k < cells; ++k) ASSERT_EQ(table.row(other)[k], 0) << other;
    }
  }
}

TEST(WeightTable, TakesTheFirstOfTwoRowsAndNoughtForOne) {
  WeightTable table;
  ASSERT_TRUE(table.make({9, 0, 9}, {1, 2, 3}, 1));
  EXPECT_EQ(table.row(9)[0], 1);
  EXPECT_EQ(table.row(0)[0], 2);
  EXPECT_EQ(table.row(1)[0], 2);
  std::vector<uint32_t> all;
  table.for_each([&](uint32_t feature, std::span<const int8_t>) { all.push_back(feature); });
  std::sort(all.begin(), all.end());
  EXPECT_EQ(all, (std::vector<uint32_t>{1, 9}));
}

TEST(WeightTable, RefusesColumnsThatDoNotFit) {
  WeightTable whole, table;
  ASSERT_TRUE(whole.make({9, 4}, {1, 2, 3, 4}, 2));
  const auto refuses = [&](const auto& damage) {
    WeightTable::Columns columns = whole.columns();
    damage(columns);
    return !table.take(std::move(columns));
  };
  EXPECT_FALSE(refuses([](auto&) {}));
  EXPECT_TRUE(refuses([](auto& columns) { columns.seeds.clear(); }));
  EXPECT_TRUE(refuses([](auto& columns) {
    columns.records = {columns.records.data(), columns.records.size() - 1};
  }));
  EXPECT_TRUE(refuses([](auto& columns) { columns.sizes[0] = 97; }));
  EXPECT_TRUE(refuses([](auto& columns) { columns.sizes[1] += 1; }));
  EXPECT_TRUE(refuses([](auto& columns) { columns.sizes.pop_back(); }));
}

}  // namespace
}  // namespace servanda::event
