// Activations, exponential and softmax out of exactly rounded operations, so that training gives
// the same bits on every machine.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "servanda/language/activations.h"

namespace servanda::tools {

// Computes e to the x within 2 units in the last place for x in [-87, 87] (Cephes' polynomial).
inline float exponential(float x) {
  x = std::max(-87.0f, std::min(87.0f, x));
  const float n = std::floor(x * 1.44269504f + 0.5f);
  x -= n * 0.693359375f;
  x += n * 2.12194440e-4f;
  float y = 1.9875691500e-4f;
  y = y * x + 1.3981999507e-3f;
  y = y * x + 8.3334519073e-3f;
  y = y * x + 4.1665795894e-2f;
  y = y * x + 1.6666665459e-1f;
  y = y * x + 5.0000001201e-1f;
  y = y * (x * x) + x + 1.0f;
  const int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
  float power;
  std::memcpy(&power, &bits, sizeof power);
  return y * power;
}

// Rounds to the steps that activations have at run time.
inline float round_activation(float x) {
  return std::floor(x * language::kActivationScale + 0.5f) * (1.0f / language::kActivationScale);
}

// Returns the derivative of language::squash.
inline float squash_slope(float x) {
  const float square = std::min(x * x, 9.0f);
  const float top = 9.0f - square, bottom = 3.0f + square;
  return top * top / (9.0f * bottom * bottom);
}

// Returns the cross entropy against `gold` and adds `weight` times its gradient (with label
// smoothing).
inline double softmax_loss(const float* scores, float* gradient, size_t count, size_t gold,
                           float smoothing, float weight) {
  float top = scores[0];
  for (size_t i = 1; i < count; ++i) top = std::max(top, scores[i]);
  const float even = smoothing / static_cast<float>(count);
  float sum = 0.0f, gold_share = 0.0f;
  for (size_t i = 0; i < count; ++i) sum += exponential(scores[i] - top);
  const float inverse = 1.0f / sum;
  for (size_t i = 0; i < count; ++i) {
    const float share = exponential(scores[i] - top) * inverse;
    if (i == gold) gold_share = share;
    gradient[i] += weight * (share - even - (i == gold ? 1.0f - smoothing : 0.0f));
  }
  return -std::log(static_cast<double>(std::max(gold_share, 1e-12f)));
}

}  // namespace servanda::tools
