// The weights of one linear model that has its part in a choice, while it is fitted: AdaGrad steps
// and averaging.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <unordered_map>

#include "optimise.h"

namespace servanda::tools {

// The weights of one model while it is fitted.
class ChoiceWeights {
 public:
  ChoiceWeights(std::string name, size_t classes) : name_(std::move(name)), classes_(classes) {}

  void count(const std::vector<uint32_t>& features) {
    for (uint32_t f : features) ++counts_[f];
  }

  void start(int min_count) {
    std::vector<uint32_t> keys;
    for (const auto& [feature, count] : counts_) {
      if (count >= static_cast<uint32_t>(min_count)) keys.push_back(feature);
    }
    std::sort(keys.begin(), keys.end());
    keys_ = keys;
    for (uint32_t i = 0; i < keys.size(); ++i) rows_[keys[i]] = i;
    weights_.assign(keys.size() * classes_, 0);
    squares_.assign(keys.size() * classes_, 0.1F);
    sums_.assign(keys.size() * classes_, 0);
  }

  std::vector<uint32_t> rows_of(std::span<const uint32_t> features) const {
    std::vector<uint32_t> out;
    for (uint32_t f : features) {
      if (const auto at = rows_.find(f); at != rows_.end()) out.push_back(at->second);
    }
    return out;
  }

  float sum(const std::vector<uint32_t>& rows, size_t cls) const {
    float out = 0;
    for (uint32_t row : rows) out += weights_[row * classes_ + cls];
    return out;
  }

  void step(const std::vector<uint32_t>& rows, size_t cls, float slope, const FitOptions& options) {
    for (uint32_t row : rows) {
      float& w = weights_[row * classes_ + cls];
      const float gradient = slope + options.decay * w;
      float& square = squares_[row * classes_ + cls];
      square += gradient * gradient;
      w -= options.rate * gradient / std::sqrt(square);
    }
  }

  void remember() {
    ++remembered_;
    for (size_t i = 0; i < weights_.size(); ++i) sums_[i] += weights_[i];
  }

  event::LinearModel model(const std::vector<std::string>& names, const FitOptions& options) const {
    const auto remembered = static_cast<float>(remembered_);
    std::vector<float> means = sums_;
    float largest = 1e-6F;
    for (float& w : means) w /= remembered, largest = std::max(largest, std::abs(w));
    event::LinearModel out;
    out.name = name_;
    out.classes = names;
    out.set_scale(largest / 127);
    for (size_t i = 0; i < keys_.size(); ++i)
      add_in_bytes(keys_[i], std::span(means).subspan(i * classes_, classes_), largest, options,
                   out);
    out.finish();
    return out;
  }

 private:
  std::string name_;
  size_t classes_;
  std::unordered_map<uint32_t, uint32_t> counts_, rows_;
  std::vector<uint32_t> keys_;
  std::vector<float> weights_, squares_, sums_;
  int remembered_ = 0;
};

// Passes over `count` examples in an order by chance; calls `step` with each, and `remember` at the
// end of each pass of the second half.
template <class Step, class Remember>
void pass_over(size_t count, const FitOptions& options, Step step, Remember remember) {
  std::vector<size_t> order(count);
  for (size_t i = 0; i < count; ++i) order[i] = i;
  uint64_t state = options.seed * 0x9E3779B97F4A7C15ull + 1;
  const auto random = [&state] {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return state;
  };
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    for (size_t index : order) step(index);
    if (epoch * 2 >= options.epochs) remember();
  }
}

}  // namespace servanda::tools
