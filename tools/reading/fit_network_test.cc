// Tests of the fitting of networks.
#include "fit_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace servanda::tools {
namespace {

// Of two pairs of features one each; what they say depends on both: a sum of weights cannot tell.
ExampleSet crossed() {
  ExampleSet set;
  set.name = "it", set.classes = {"no", "yes"};
  for (uint32_t i = 0; i < 400; ++i) {
    const uint32_t a = i % 2, b = i / 2 % 2;
    set.examples.push_back({.features = {10 + a, 20 + b}, .label = a ^ b});
  }
  set.examples.push_back({.features = {30}, .label = 1});  // seen once
  return set;
}

NetworkOptions all_kept() {
  NetworkOptions options;
  options.epochs = 100;
  options.feature_dropout = options.dropout = 0;
  return options;
}

TEST(FitNetwork, LearnsWhatFeaturesSayTogether) {
  const reading::Decision network = fit_network(crossed(), all_kept());
  for (const uint32_t a : {0U, 1U}) {
    for (const uint32_t b : {0U, 1U}) {
      const float yes = network.probabilities(std::vector<uint32_t>{10 + a, 20 + b})[1];
      EXPECT_EQ(yes > 0.5F, (a ^ b) == 1) << a << b << " " << yes;
      EXPECT_GT(std::max(yes, 1 - yes), 0.9F);
    }
  }
}

TEST(FitNetwork, LeavesOutRareFeaturesAndRepeatsItself) {
  const reading::Decision once = fit_network(crossed(), all_kept());
  const reading::Decision again = fit_network(crossed(), all_kept());
  EXPECT_EQ(once.probabilities(std::vector<uint32_t>{30}),
            once.probabilities(std::vector<uint32_t>{}));
  EXPECT_EQ(once.probabilities(std::vector<uint32_t>{10, 21}),
            again.probabilities(std::vector<uint32_t>{10, 21}));
}

}  // namespace
}  // namespace servanda::tools
