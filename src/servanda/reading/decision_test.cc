// Tests of the small network.
#include "servanda/reading/decision.h"

#include <cmath>

#include "gtest/gtest.h"

namespace servanda::reading {
namespace {

event::LinearModel model(const std::string& name, std::vector<std::string> classes, float scale,
                         const std::vector<std::pair<uint32_t, std::vector<int8_t>>>& rows) {
  event::LinearModel made;
  made.name = name, made.classes = std::move(classes);
  made.set_scale(scale);
  for (const auto& [feature, weights] : rows) made.set(feature, weights);
  EXPECT_TRUE(made.finish());
  return made;
}

TEST(Decision, WeighsThePositivePartsOfItsUnits) {
  // Of two units one is positive for the feature, and speaks for "yes".
  const auto made = Decision::create(
      model("it_hidden", {"0", "1"}, 0.5F, {{7, {4, -6}}}),
      model("it_out", {"no", "yes"}, 0.1F, {{1, {0, 5}}, {2, {90, 0}}, {3, {0, 10}}}));
  ASSERT_TRUE(made) << made.error().text();
  EXPECT_NEAR(made.value().probabilities(std::vector<uint32_t>{7})[1],
              1 / (1 + std::exp(-(2 * 0.5F + 1))), 1e-5);
  // A feature that it does not know leaves the constant.
  EXPECT_NEAR(made.value().probabilities(std::vector<uint32_t>{8})[1], 1 / (1 + std::exp(-1.0F)),
              1e-5);
}

TEST(Decision, IsRefusedWhereTheLayersDoNotFit) {
  const auto made = Decision::create(model("it_hidden", {"0"}, 1, {}),
                                     model("it_out", {"no", "step"}, 1, {{3, {1, 2}}}));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, base::ErrorCode::kInternal);
  EXPECT_FALSE(Decision::create(model("it_hidden", {"0"}, 1, {}), model("it_out", {"no"}, 1, {})));
}

}  // namespace
}  // namespace servanda::reading
