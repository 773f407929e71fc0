// Adam (Kingma and Ba 2015), lazily on table rows, and the moving average of the parameters;
// prediction while training.
#include <algorithm>
#include <cmath>

#include "gemm.h"
#include "network.h"
#include "servanda/language/activations.h"

namespace servanda::tools {
namespace {

constexpr float kFirst = 0.9f, kSecond = 0.98f, kEpsilon = 1e-8f;
constexpr double kLargestNorm = 2.0;

double squared_norm(const float* gradient, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; ++i) sum += static_cast<double>(gradient[i]) * gradient[i];
  return sum;
}

void adam(Parameter& p, size_t from, size_t count, float rate, float shrink) {
  for (size_t i = from; i < from + count; ++i) {
    const float g = p.gradient[i] * shrink;
    p.first_moment[i] = kFirst * p.first_moment[i] + (1.0f - kFirst) * g;
    p.second_moment[i] = kSecond * p.second_moment[i] + (1.0f - kSecond) * g * g;
    p.value[i] -= rate * p.first_moment[i] / (std::sqrt(p.second_moment[i]) + kEpsilon);
    p.gradient[i] = 0.0f;
  }
}

size_t best(const float* scores, size_t count) {
  return static_cast<size_t>(std::max_element(scores, scores + count) - scores);
}

}  // namespace

void Network::step(float rate) {
  double norm = 0;
  for (const Parameter& p : parameters_) {
    if (!p.sparse) norm += squared_norm(p.gradient.data(), p.gradient.size());
    for (const uint32_t row : p.touched)
      norm += squared_norm(p.gradient.data() + row * p.columns, p.columns);
  }
  norm = std::sqrt(norm);
  const float shrink = norm > kLargestNorm ? static_cast<float>(kLargestNorm / norm) : 1.0f;
  ++steps_;
  double first = 1, second = 1;
  for (uint64_t i = 0; i < std::min<uint64_t>(steps_, 2000); ++i)
    first *= kFirst, second *= kSecond;
  const float corrected = rate * static_cast<float>(std::sqrt(1 - second) / (1 - first));
  for (Parameter& p : parameters_) {
    if (!p.sparse) adam(p, 0, p.value.size(), corrected, shrink);
    for (const uint32_t row : p.touched) {
      adam(p, row * p.columns, p.columns, corrected, shrink);
      p.is_touched[row] = 0;
    }
    p.touched.clear();
  }
}

void Network::update_average(float decay) {
  for (Parameter& p : parameters_) {
    for (size_t i = 0; i < p.value.size(); ++i)
      p.average[i] += (1.0f - decay) * (p.value[i] - p.average[i]);
  }
}

void Network::swap_average() {
  for (Parameter& p : parameters_) p.value.swap(p.average);
}

void Network::predict(const Batch& batch, std::vector<Target>& out) {
  forward(batch, false);
  const size_t arc = shape_.arc, label = shape_.label, total = columns_.total;
  out.assign(tokens_, {});
  const Parameter& root = parameter("root");
  const Parameter &weights = parameter("labels.weight"), &bias = parameter("labels.bias");
  std::vector<float> squashed(head_out_.size());
  for (size_t i = 0; i < head_out_.size(); ++i) squashed[i] = language::squash(head_out_[i]);
  std::vector<float> pair(label), logits(kDeprels), entity_scores;
  std::vector<uint8_t> back, entities;
  for (size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
    const size_t begin = batch.offsets[s], n = batch.offsets[s + 1] - begin;
    entity_scores.clear();
    for (size_t i = 0; i < n; ++i) {
      const float* row = head_out_.data() + (begin + i) * total;
      Target& target = out[begin + i];
      target.tag = static_cast<int>(best(row + columns_.tag, tags_));
      entity_scores.insert(entity_scores.end(), row + columns_.entity,
                           row + columns_.entity + kEntityLabels);
      const float* dependent = squashed.data() + (begin + i) * total + columns_.dependent;
      float top = -1e9f;
      for (size_t j = 0; j <= n; ++j) {
        if (j == i) continue;
        float dot = 0;
        const float* head = squashed.data() + (begin + j) * total + columns_.head;
        for (size_t c = 0; c < arc; ++c)
          dot += dependent[c] * (j == n ? language::squash(root.value[c]) : head[c]);
        const size_t bucket =
            j == n ? kDistances - 1 : distance_bucket(static_cast<int>(j) - static_cast<int>(i));
        const float score = dot * 0.5f + row[columns_.distance + bucket];
        if (score > top) {
          top = score;
          target.head = static_cast<int>(j == n ? i : j);
        }
      }
      if (static_cast<size_t>(target.head) == i) {
        target.label = static_cast<int>(record::Deprel::kRoot);
        continue;
      }
      const float* head_row = head_out_.data() +
                              (begin + static_cast<size_t>(target.head)) * total +
                              columns_.label_head;
      for (size_t c = 0; c < label; ++c)
        pair[c] = language::squash(row[columns_.label_dependent + c] + head_row[c]);
      logits = bias.value;
      multiply(pair.data(), label, weights.value.data(), kDeprels, logits.data(), kDeprels, 1,
               label, kDeprels, Into::kAdd);
      logits[static_cast<size_t>(record::Deprel::kRoot)] = -1e9f;
      target.label = static_cast<int>(best(logits.data(), kDeprels));
    }
    entities.resize(n);
    language::best_entity_labels(entity_scores.data(), n, back, entities.data());
    for (size_t i = 0; i < n; ++i) out[begin + i].entity = entities[i];
  }
}

}  // namespace servanda::tools
