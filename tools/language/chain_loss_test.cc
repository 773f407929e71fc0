// The loss over chains against the sum over all of them, written out.
#include "chain_loss.h"

#include <gtest/gtest.h>

#include <cmath>

#include "corpus.h"
#include "servanda/language/entity_chain.h"

namespace servanda::tools {
namespace {

using language::kEntityLabels;

// Sums exp(score) over the permitted chains of three words that agree with `gold`.
double sum_of_chains(const std::vector<float>& scores, const std::vector<int>& gold) {
  double sum = 0;
  for (size_t code = 0; code < kEntityLabels * kEntityLabels * kEntityLabels; ++code) {
    const size_t labels[] = {code / kEntityLabels / kEntityLabels,
                             code / kEntityLabels % kEntityLabels, code % kEntityLabels};
    bool permitted = true;
    double score = 0;
    for (size_t i = 0; i < 3; ++i) {
      permitted =
          permitted &&
          language::entity_label_may_follow(i == 0 ? kEntityLabels : labels[i - 1], labels[i]) &&
          (gold[i] == kUnknown || static_cast<size_t>(gold[i]) == labels[i]);
      score += static_cast<double>(scores[i * kEntityLabels + labels[i]]);
    }
    if (permitted) sum += std::exp(score);
  }
  return sum;
}

std::vector<float> scores() {
  std::vector<float> scores(3 * kEntityLabels);
  for (size_t i = 0; i < scores.size(); ++i)
    scores[i] = 0.25f * static_cast<float>((i * 7) % 11) - 1.0f;
  return scores;
}

TEST(ChainLoss, IsTheShareOfTheRightChains) {
  const std::vector<float> given = scores();
  const std::vector<int> any = {kUnknown, kUnknown, kUnknown};
  for (const std::vector<int>& gold :
       {std::vector<int>{0, 5, 6}, std::vector<int>{1, 2, 0}, std::vector<int>{kUnknown, 3, 0}}) {
    std::vector<float> gradient(given.size());
    EXPECT_NEAR(chain_loss(given, gold, gradient),
                std::log(sum_of_chains(given, any) / sum_of_chains(given, gold)), 1e-5);
  }
}

TEST(ChainLoss, HasTheGradientOfItsValue) {
  const std::vector<float> given = scores();
  const std::vector<int> gold = {0, 5, 6};
  std::vector<float> gradient(given.size()), unused(given.size());
  chain_loss(given, gold, gradient);
  for (size_t i = 0; i < given.size(); ++i) {
    std::vector<float> more = given, less = given;
    more[i] += 0.01f, less[i] -= 0.01f;
    const double slope = (chain_loss(more, gold, unused) - chain_loss(less, gold, unused)) / 0.02;
    EXPECT_NEAR(static_cast<double>(gradient[i]), slope, 1e-3) << i;
  }
}

}  // namespace
}  // namespace servanda::tools
