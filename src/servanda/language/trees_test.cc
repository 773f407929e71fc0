// The trees of the decoder are the best that can be drawn without crossing arcs.
#include "servanda/language/trees.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

namespace servanda::language {
namespace {

using Heads = std::vector<uint32_t>;

// Scores with steps of 1/1024, which the decoder holds exactly.
std::vector<float> random_scores(size_t n, std::mt19937& random) {
  std::vector<float> scores(n * (n + 1));
  for (float& score : scores) score = static_cast<float>(random() % 8192) / 1024.0f - 4.0f;
  for (size_t i = 0; i < n; ++i) scores[i * (n + 1) + i] = -4.0f;
  return scores;
}

Heads greedy(const std::vector<float>& scores, size_t n) {
  Heads heads(n);
  for (size_t i = 0; i < n; ++i) {
    size_t best = n;
    for (size_t j = 0; j < n; ++j) {
      if (j != i && scores[i * (n + 1) + j] > scores[i * (n + 1) + best]) best = j;
    }
    heads[i] = static_cast<uint32_t>(best == n ? i : best);
  }
  return heads;
}

float sum(const std::vector<float>& scores, const Heads& heads) {
  float total = 0;
  const size_t n = heads.size();
  for (size_t i = 0; i < n; ++i) total += scores[i * (n + 1) + (heads[i] == i ? n : heads[i])];
  return total;
}

bool hangs_on(const Heads& heads, size_t word, size_t above) {
  for (size_t steps = 0; steps <= heads.size() && word != above; ++steps) word = heads[word];
  return word == above;
}

// One root, no cycle, and every word between the ends of an arc hangs on its head.
bool is_good(const Heads& heads) {
  size_t roots = 0;
  for (size_t i = 0; i < heads.size(); ++i) {
    roots += heads[i] == i;
    for (size_t k = std::min<size_t>(i, heads[i]) + 1; k < std::max<size_t>(i, heads[i]); ++k) {
      if (!hangs_on(heads, k, heads[i])) return false;
    }
  }
  if (roots != 1) return false;
  const auto root =
      static_cast<size_t>(std::find_if(heads.begin(), heads.end(),
                                       [&, i = 0u](uint32_t h) mutable { return h == i++; }) -
                          heads.begin());
  for (size_t i = 0; i < heads.size(); ++i) {
    if (!hangs_on(heads, i, root)) return false;
  }
  return true;
}

Heads decoded(const Kernels& kernels, const std::vector<float>& scores, size_t n) {
  Heads heads = greedy(scores, n);
  TreeDecoder decoder;
  decoder.decode(kernels, scores.data(), n, heads.data());
  return heads;
}

// Tries every choice of heads.
float best_of_all(const std::vector<float>& scores, size_t n) {
  Heads heads(n, 0);
  float best = -1e9f;
  for (;;) {
    if (is_good(heads)) best = std::max(best, sum(scores, heads));
    size_t at = 0;
    while (at < n && ++heads[at] == n) heads[at++] = 0;
    if (at == n) return best;
  }
}

TEST(TreeDecoder, FindsTheBestTreeOfShortSentencesWithoutCrossingArcs) {
  std::mt19937 random(5);
  for (const Kernel kernel : {Kernel::kScalar, Kernel::kAvx2, Kernel::kAvx512}) {
    const Kernels* chosen = kernels(kernel);
    if (chosen == nullptr) continue;  // this processor lacks its instructions
    for (size_t n = 1; n <= 5; ++n) {
      for (int trial = 0; trial < 60; ++trial) {
        const std::vector<float> scores = random_scores(n, random);
        const Heads heads = decoded(*chosen, scores, n);
        EXPECT_TRUE(is_good(heads));
        EXPECT_EQ(sum(scores, heads), best_of_all(scores, n)) << chosen->name << " " << n;
      }
    }
  }
}

TEST(TreeDecoder, MakesProjectiveTreesOfLongSentences) {
  std::mt19937 random(6);
  for (const size_t n : {17u, 64u, 192u}) {
    const std::vector<float> scores = random_scores(n, random);
    const Heads heads = decoded(kScalarKernels, scores, n);
    EXPECT_TRUE(is_good(heads)) << n;
    if (const Kernels* best = kernels(Kernel::kBest)) {
      EXPECT_EQ(decoded(*best, scores, n), heads) << n;
    }
  }
}

TEST(TreeDecoder, KeepsATreeInWhichEachWordHasItsBestHead) {
  // "Officials of two states met": of <- states, two <- states, states -> officials -> met.
  const Heads wanted = {4, 3, 3, 0, 4};
  std::vector<float> scores(5 * 6, -1.0f);
  for (size_t i = 0; i < 5; ++i) scores[i * 6 + (wanted[i] == i ? 5 : wanted[i])] = 1.0f;
  EXPECT_EQ(decoded(kScalarKernels, scores, 5), wanted);
}

TEST(TreeDecoder, TakesScoresFarApart) {
  std::vector<float> scores(3 * 4, -1e8f);
  scores[0 * 4 + 2] = scores[1 * 4 + 0] = scores[2 * 4 + 1] = 1e8f;  // a circle
  EXPECT_TRUE(is_good(decoded(kScalarKernels, scores, 3)));
}

}  // namespace
}  // namespace servanda::language
