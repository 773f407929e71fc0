// Tests of the mean of a linear model and a network.
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

TEST(Decision, TakesTheMeanOfTheLinearModelAndTheNetwork) {
  const std::vector<std::string> classes = {"no", "yes"};
  // The network: of two units one is positive for the feature, and speaks for "yes".
  const auto made = Decision::create(
      model("it", classes, 1, {{7, {0, 2}}}), model("it_hidden", {"0", "1"}, 0.5F, {{7, {4, -6}}}),
      model("it_out", classes, 0.1F, {{1, {0, 5}}, {2, {90, 0}}, {3, {0, 10}}}));
  ASSERT_TRUE(made) << made.error().text();
  const float linear = 1 / (1 + std::exp(-2.0F));
  const float network = 1 / (1 + std::exp(-(2 * 0.5F + 1)));
  EXPECT_NEAR(made.value().probabilities(std::vector<uint32_t>{7})[1], (linear + network) / 2,
              1e-5);
  // A feature that neither knows leaves the constant.
  EXPECT_NEAR(made.value().probabilities(std::vector<uint32_t>{8})[1],
              (0.5F + 1 / (1 + std::exp(-1.0F))) / 2, 1e-5);
}

TEST(Decision, IsRefusedWhereTheNetworkDecidesOnOtherClasses) {
  const auto made =
      Decision::create(model("it", {"no", "yes"}, 1, {}), model("it_hidden", {"0"}, 1, {}),
                       model("it_out", {"no", "step"}, 1, {}));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, base::ErrorCode::kInternal);
}

}  // namespace
}  // namespace servanda::reading
