// Forward and backward sums over chains, scaled word by word.
#include "chain_loss.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "corpus.h"
#include "numbers.h"
#include "servanda/language/entity_chain.h"

namespace servanda::tools {
namespace {

using language::kEntityLabels;

constexpr float kLeast = 1e-30f;

bool continues(size_t label) { return label != 0 && label % 2 == 0; }

// Fills `shares`: of each label of each word among the chains that `gold`, if given, leaves open.
// `emit` are the exponentials of the scores. Returns the logarithm of the sum over those chains.
double label_shares(const std::vector<float>& emit, const std::vector<int>* gold,
                    std::vector<float>& shares) {
  constexpr size_t k = kEntityLabels;
  const size_t n = emit.size() / k;
  const auto open = [&](size_t i, size_t c) {
    return gold == nullptr || (*gold)[i] == kUnknown || static_cast<size_t>((*gold)[i]) == c;
  };
  double logarithm = 0;
  std::vector<float> ahead(n * k, 0.0f);
  for (size_t i = 0; i < n; ++i) {
    const float* before = i == 0 ? nullptr : ahead.data() + (i - 1) * k;
    float any = i == 0 ? 1.0f : 0.0f, sum = 0.0f;
    for (size_t c = 0; c < k && i > 0; ++c) any += before[c];
    for (size_t c = 0; c < k; ++c) {
      if (!open(i, c)) continue;
      const float from = !continues(c) ? any : i == 0 ? 0.0f : before[c] + before[c - 1];
      sum += ahead[i * k + c] = from * emit[i * k + c];
    }
    sum = std::max(sum, kLeast);
    for (size_t c = 0; c < k; ++c) ahead[i * k + c] /= sum;
    logarithm += std::log(static_cast<double>(sum));
  }
  shares.assign(n * k, 0.0f);
  std::array<float, k> behind{}, next{};
  behind.fill(1.0f);
  for (size_t i = n; i-- > 0; behind = next) {
    float sum = 0.0f;
    for (size_t c = 0; c < k; ++c) sum += ahead[i * k + c] * behind[c];
    sum = std::max(sum, kLeast);
    for (size_t c = 0; c < k; ++c) shares[i * k + c] = ahead[i * k + c] * behind[c] / sum;
    std::array<float, k> through{};
    float any = 0.0f, top = kLeast;
    for (size_t c = 0; c < k; ++c) {
      through[c] = open(i, c) ? emit[i * k + c] * behind[c] : 0.0f;
      if (!continues(c)) any += through[c];
    }
    for (size_t c = 0; c < k; ++c) {
      next[c] = any + (c == 0 ? 0.0f : continues(c) ? through[c] : through[c + 1]);
      top = std::max(top, next[c]);
    }
    for (float& x : next) x /= top;
  }
  return logarithm;
}

}  // namespace

double chain_loss(const std::vector<float>& scores, const std::vector<int>& gold,
                  std::vector<float>& gradient) {
  std::vector<float> emit(scores.size()), right;
  for (size_t i = 0; i < scores.size(); i += kEntityLabels) {
    const auto from = scores.begin() + static_cast<std::ptrdiff_t>(i);
    const float top = *std::max_element(from, from + kEntityLabels);
    for (size_t c = i; c < i + kEntityLabels; ++c) emit[c] = exponential(scores[c] - top);
  }
  const double all = label_shares(emit, nullptr, gradient);
  const double through_gold = label_shares(emit, &gold, right);
  for (size_t i = 0; i < gradient.size(); ++i) gradient[i] -= right[i];
  return all - through_gold;
}

}  // namespace servanda::tools
