// The nonlinearities of the network: rational functions of exactly rounded operations, so their
// bits are the same everywhere.
#pragma once

#include <cstdint>

namespace servanda::language {

// Approximates tanh: x (27 + x^2) / (9 (3 + x^2)), which reaches 1 with slope 0 at x = 3.
inline float squash(float x) {
  x = x < -3.0f ? -3.0f : x;
  x = x > 3.0f ? 3.0f : x;
  const float square = x * x;
  return x * (27.0f + square) / (27.0f + 9.0f * square);
}

// Approximates the logistic function; exactly 0 and 1 beyond -6 and 6.
inline float gate(float x) { return 0.5f + 0.5f * squash(0.5f * x); }

// Values in [-1, 1] enter the integer products as 1 to 127, with zero at 64.
constexpr float kActivationScale = 63.0f;
constexpr int kActivationZero = 64;
inline uint8_t quantise(float x) {
  return static_cast<uint8_t>(static_cast<int32_t>(x * kActivationScale + 64.5f));
}

}  // namespace servanda::language
