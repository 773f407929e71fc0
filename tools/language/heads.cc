// Losses of the heads over the scores of a batch, and their gradients.
#include <algorithm>

#include "chain_loss.h"
#include "gemm.h"
#include "network.h"
#include "numbers.h"
#include "servanda/language/activations.h"

namespace servanda::tools {
namespace {

constexpr float kArcScale = 0.5f;

}  // namespace

// Softmax cross entropy with label smoothing over a part of the head product; writes its gradient.
double Network::classify(size_t row, size_t column, size_t count, int gold, float weight) {
  const float* scores = head_out_.data() + row * columns_.total + column;
  float* gradient = head_gradient_.data() + row * columns_.total + column;
  return softmax_loss(scores, gradient, count, static_cast<size_t>(gold), rates_.smoothing, weight);
}

void Network::arcs_and_labels(const Batch& batch, size_t begin, size_t end, double scale,
                              Loss& loss) {
  const size_t n = end - begin, arc = shape_.arc, label = shape_.label, total = columns_.total;
  const float weight = static_cast<float>(scale);
  // Dependents and heads, through the nonlinearity, with dropout; row n of the heads is the root.
  std::vector<float>& work = scratch_;
  work.resize(n * arc * 4 + arc * 8 + (n + 1) * arc * 2);
  float* dependent = work.data();
  float* head = dependent + n * arc;
  float* dependent_gradient = head + (n + 1) * arc;
  float* head_gradient = dependent_gradient + n * arc;
  float* head_transposed = head_gradient + (n + 1) * arc;
  std::vector<float> mask(2 * arc + label);
  const float keep = 1.0f / (1.0f - rates_.head_dropout);
  for (float& m : mask) m = random_.uniform() < rates_.head_dropout ? 0.0f : keep;
  const Parameter& root = parameter("root");
  for (size_t i = 0; i < n; ++i) {
    const float* out = head_out_.data() + (begin + i) * total;
    for (size_t c = 0; c < arc; ++c) {
      dependent[i * arc + c] =
          round_activation(language::squash(out[columns_.dependent + c])) * mask[c];
      head[i * arc + c] =
          round_activation(language::squash(out[columns_.head + c])) * mask[arc + c];
    }
  }
  for (size_t c = 0; c < arc; ++c)
    head[n * arc + c] = language::squash(root.value[c]) * mask[arc + c];
  transpose(head, arc, head_transposed, n + 1, arc);
  scores_.resize(n * (n + 1) * 2);
  float* gradient = scores_.data() + n * (n + 1);
  multiply(dependent, arc, head_transposed, n + 1, scores_.data(), n + 1, n, arc, n + 1,
           Into::kSet);
  for (size_t i = 0; i < n; ++i) {
    float* row = scores_.data() + i * (n + 1);
    const float* distance = head_out_.data() + (begin + i) * total + columns_.distance;
    float* distance_gradient = head_gradient_.data() + (begin + i) * total + columns_.distance;
    for (size_t j = 0; j <= n; ++j) {
      const size_t bucket =
          j == n ? kDistances - 1 : distance_bucket(static_cast<int>(j) - static_cast<int>(i));
      row[j] = row[j] * kArcScale + distance[bucket];
    }
    row[i] = -1e4f;
    const int gold = batch.targets[begin + i].head;
    const size_t gold_column = static_cast<size_t>(gold) == i ? n : static_cast<size_t>(gold);
    float* g = gradient + i * (n + 1);
    std::fill(g, g + n + 1, 0.0f);
    loss.arc += softmax_loss(row, g, n + 1, gold_column, 0.0f, weight);
    for (size_t j = 0; j <= n; ++j) {
      const size_t bucket =
          j == n ? kDistances - 1 : distance_bucket(static_cast<int>(j) - static_cast<int>(i));
      distance_gradient[bucket] += g[j];
      g[j] *= kArcScale;
    }
  }
  multiply(gradient, n + 1, head, arc, dependent_gradient, arc, n, n + 1, arc, Into::kSet);
  std::vector<float> turned(n * (n + 1));
  transpose(gradient, n + 1, turned.data(), n, n + 1);
  multiply(turned.data(), n, dependent, arc, head_gradient, arc, n + 1, n, arc, Into::kSet);
  for (size_t i = 0; i < n; ++i) {
    const float* out = head_out_.data() + (begin + i) * total;
    float* to = head_gradient_.data() + (begin + i) * total;
    for (size_t c = 0; c < arc; ++c) {
      to[columns_.dependent + c] +=
          dependent_gradient[i * arc + c] * mask[c] * squash_slope(out[columns_.dependent + c]);
      to[columns_.head + c] +=
          head_gradient[i * arc + c] * mask[arc + c] * squash_slope(out[columns_.head + c]);
    }
  }
  Parameter& root_parameter = parameter("root");
  for (size_t c = 0; c < arc; ++c) {
    root_parameter.gradient[c] +=
        head_gradient[n * arc + c] * mask[arc + c] * squash_slope(root.value[c]);
  }

  // Labels of the gold arcs.
  Parameter &weights = parameter("labels.weight"), &bias = parameter("labels.bias");
  std::vector<float> pre(n * label), pair(n * label), logits(n * kDeprels),
      logit_gradient(n * kDeprels, 0.0f), pair_gradient(n * label);
  for (size_t i = 0; i < n; ++i) {
    const size_t j = static_cast<size_t>(batch.targets[begin + i].head);
    const float* from = head_out_.data() + (begin + i) * total + columns_.label_dependent;
    const float* to = head_out_.data() + (begin + j) * total + columns_.label_head;
    for (size_t c = 0; c < label; ++c) {
      pre[i * label + c] = from[c] + to[c];
      pair[i * label + c] =
          round_activation(language::squash(pre[i * label + c])) * mask[2 * arc + c];
    }
  }
  multiply(pair.data(), label, weights.value.data(), kDeprels, logits.data(), kDeprels, n, label,
           kDeprels, Into::kSet);
  for (size_t i = 0; i < n; ++i) {
    const Target& target = batch.targets[begin + i];
    if (static_cast<size_t>(target.head) == i) continue;
    float* row = logits.data() + i * kDeprels;
    for (size_t c = 0; c < kDeprels; ++c) row[c] += bias.value[c];
    loss.label += softmax_loss(row, logit_gradient.data() + i * kDeprels, kDeprels,
                               static_cast<size_t>(target.label), rates_.smoothing, weight);
    for (size_t c = 0; c < kDeprels; ++c) bias.gradient[c] += logit_gradient[i * kDeprels + c];
  }
  std::vector<float> flipped(std::max(n * label, kDeprels * label));
  transpose(pair.data(), label, flipped.data(), n, label);
  multiply(flipped.data(), n, logit_gradient.data(), kDeprels, weights.gradient.data(), kDeprels,
           label, n, kDeprels, Into::kAdd);
  transpose(weights.value.data(), kDeprels, flipped.data(), label, kDeprels);
  multiply(logit_gradient.data(), kDeprels, flipped.data(), label, pair_gradient.data(), label, n,
           kDeprels, label, Into::kSet);
  for (size_t i = 0; i < n; ++i) {
    const size_t j = static_cast<size_t>(batch.targets[begin + i].head);
    if (j == i) continue;
    float* from = head_gradient_.data() + (begin + i) * total + columns_.label_dependent;
    float* to = head_gradient_.data() + (begin + j) * total + columns_.label_head;
    for (size_t c = 0; c < label; ++c) {
      const float g =
          pair_gradient[i * label + c] * mask[2 * arc + c] * squash_slope(pre[i * label + c]);
      from[c] += g;
      to[c] += g;
    }
  }
}

// Loss of the entity labels of a sentence as one chain; writes its gradient.
double Network::entity_chain(const Batch& batch, size_t begin, size_t end, float weight) {
  const size_t n = end - begin;
  std::vector<int> gold(n);
  std::vector<float> scores(n * kEntityLabels), gradient(n * kEntityLabels);
  bool any = false;
  for (size_t i = 0; i < n; ++i) {
    gold[i] = batch.targets[begin + i].entity;
    any = any || gold[i] != kUnknown;
    std::copy_n(head_out_.data() + (begin + i) * columns_.total + columns_.entity, kEntityLabels,
                scores.data() + i * kEntityLabels);
  }
  if (!any) return 0;
  const double loss = chain_loss(scores, gold, gradient);
  for (size_t i = 0; i < n; ++i) {
    float* row = head_gradient_.data() + (begin + i) * columns_.total + columns_.entity;
    for (size_t c = 0; c < kEntityLabels; ++c) row[c] += weight * gradient[i * kEntityLabels + c];
  }
  return loss;
}

Loss Network::sentence_losses(const Batch& batch) {
  Loss loss;
  head_gradient_.assign(head_out_.size(), 0.0f);
  const float scale = 1.0f / static_cast<float>(tokens_);
  for (size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
    const size_t begin = batch.offsets[s], end = batch.offsets[s + 1];
    for (size_t t = begin; t < end; ++t) {
      const Target& target = batch.targets[t];
      if (target.tag >= 0)
        loss.tag += classify(t, columns_.tag, tags_, target.tag, scale * rates_.tag_weight);
      if (target.entity >= 0 && !rates_.chains) {
        loss.entity += classify(t, columns_.entity, kEntityLabels, target.entity,
                                scale * rates_.entity_weight);
      }
    }
    if (rates_.chains) loss.entity += entity_chain(batch, begin, end, scale * rates_.entity_weight);
    if (batch.targets[begin].head >= 0) arcs_and_labels(batch, begin, end, scale, loss);
  }
  return loss;
}

}  // namespace servanda::tools
