// The chain of entity labels against a search over all sequences.
#include "servanda/language/entity_chain.h"

#include <gtest/gtest.h>

#include <random>

namespace servanda::language {
namespace {

using Labels = std::vector<uint8_t>;

float sum_of(const Labels& labels, const std::vector<float>& scores) {
  float sum = 0;
  size_t before = kEntityLabels;
  for (size_t t = 0; t < labels.size(); ++t) {
    if (!entity_label_may_follow(before, labels[t])) return -1e30f;
    sum += scores[t * kEntityLabels + labels[t]];
    before = labels[t];
  }
  return sum;
}

float best_of_all(size_t words, const std::vector<float>& scores) {
  float top = -1e30f;
  Labels labels(words, 0);
  while (true) {
    top = std::max(top, sum_of(labels, scores));
    size_t t = 0;
    while (t < words && ++labels[t] == kEntityLabels) labels[t++] = 0;
    if (t == words) return top;
  }
}

TEST(EntityChain, FindsTheBestOfAllPermittedSequences) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> score(-3, 3);
  std::vector<uint8_t> back;
  for (int round = 0; round < 40; ++round) {
    const size_t words = 1 + round % 4;
    std::vector<float> scores(words * kEntityLabels);
    for (float& x : scores) x = score(random);
    Labels labels(words);
    best_entity_labels(scores.data(), words, back, labels.data());
    EXPECT_NEAR(sum_of(labels, scores), best_of_all(words, scores), 1e-4);
  }
}

TEST(EntityChain, NothingContinuesWhatDidNotBegin) {
  // Each word alone would continue another kind of entity.
  const size_t words = 6;
  std::vector<float> scores(words * kEntityLabels, 0.0f);
  for (size_t t = 0; t < words; ++t) scores[t * kEntityLabels + 2 * (1 + t % 4)] = 5.0f;
  std::vector<uint8_t> back;
  Labels labels(words);
  best_entity_labels(scores.data(), words, back, labels.data());
  size_t before = kEntityLabels;
  for (const uint8_t label : labels) {
    EXPECT_TRUE(entity_label_may_follow(before, label));
    before = label;
  }
}

TEST(EntityChain, LeavesAnEmptySentenceAlone) {
  std::vector<uint8_t> back;
  best_entity_labels(nullptr, 0, back, nullptr);
  EXPECT_TRUE(back.empty());
}

}  // namespace
}  // namespace servanda::language
