// Features, their hashes and the model that weighs them.
#include "servanda/event/linear_model.h"

#include <gtest/gtest.h>

namespace servanda::event {
namespace {

uint32_t hash_of_feature(const HashedText& a, const HashedText& b) {
  Features features;
  features.add("subj", a, b);
  return features.hashes().front();
}

TEST(HashedText, IsTheSameHoweverItIsMade) {
  const std::string text = "sanction";
  EXPECT_EQ(HashedText("sanction").hash, HashedText(std::string_view(text)).hash);
  EXPECT_EQ(AnyText(text).hash, AnyText(std::string_view("sanctions").substr(0, 8)).hash);
  EXPECT_NE(HashedText("sanction").hash, HashedText("sanctions").hash);
  EXPECT_EQ(HashedText("sanction"), text);
}

TEST(HashedText, WritesANumberInOneDigit) {
  EXPECT_EQ(digit(3), "3");
  EXPECT_EQ(digit(12), "9");
  EXPECT_EQ(digit(3).hash, HashedText("3").hash);
}

TEST(Features, TellOrderAndBoundaryOfPartsApart) {
  EXPECT_NE(hash_of_feature("ab", "c"), hash_of_feature("c", "ab"));
  EXPECT_NE(hash_of_feature("ab", "c"), hash_of_feature("a", "bc"));
  EXPECT_EQ(hash_of_feature("ab", ""), hash_of_feature("", "ab"));
  Features features;
  features.add("obj", "ab", "c");
  EXPECT_NE(features.hashes().front(), hash_of_feature("ab", "c"));
}

TEST(Features, KeepNamesWhereAsked) {
  Features features(true);
  features.add("subj", "", "GOV", "x");
  features.add("bias");
  EXPECT_EQ(features.names(), (std::vector<std::string>{"subj=GOV|x", "bias"}));
}

TEST(Features, AreAddedAgainForAStyleOfTheirOwn) {
  Features features(true);
  features.add("subj", "GOV");
  features.add("bias");
  features.add_again("long");
  ASSERT_EQ(features.hashes().size(), 4u);
  EXPECT_EQ(features.names()[2], "subj=GOV|long");
  Features others;
  others.add("subj", "GOV");
  others.add_again("back");
  EXPECT_EQ(features.hashes()[0], others.hashes()[0]);
  EXPECT_NE(features.hashes()[2], others.hashes()[1]);
}

LinearModel small_model() {
  LinearModel model;
  model.name = "type";
  model.classes = {"none", "AID", "AGREE"};
  model.set_scale(0.5F);
  model.set(7, {1, -2, 3});
  model.set(7 + 16, {10, 20, -30});  // the same place of a small table
  model.finish();
  return model;
}

TEST(LinearModel, SumsTheWeightsOfTheFeaturesItKnows) {
  const LinearModel model = small_model();
  EXPECT_EQ(model.sums(std::vector<uint32_t>{7, 99, 7 + 16, 7}), (std::vector<float>{6, 8, -12}));
  EXPECT_EQ(model.weight(7, 2), 1.5F);
  EXPECT_EQ(model.weight(99, 2), 0);
}

TEST(LinearModel, SumsTheSameOfWeightsAskedForBefore) {
  const LinearModel model = small_model();
  const std::vector<uint32_t> first = {7, 99}, second = {7 + 16, 7};
  LinearModel::Places places;
  model.ask(first);
  model.ask(first, places);
  model.ask(second, places);
  ASSERT_EQ(places.size(), 4u);
  std::array<float, 3> sums{}, chances{};
  model.sums(second, std::span(places).subspan(2), sums);
  EXPECT_EQ(std::vector<float>(sums.begin(), sums.end()), model.sums(second));
  model.probabilities(first, std::span(places).first(2), chances);
  EXPECT_EQ(std::vector<float>(chances.begin(), chances.end()), model.probabilities(first));
}

}  // namespace
}  // namespace servanda::event
