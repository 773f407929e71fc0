// Stochastic gradient with AdaGrad steps, averaging, and features left out by chance.
#include "optimise.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <unordered_map>
#include <utility>

namespace servanda::tools {

FitOptions with_trials(const std::string& name, FitOptions options) {
  const auto number = [&name](const char* what, float otherwise) {
    const char* text = std::getenv((name + "_" + what).c_str());
    return text == nullptr ? otherwise : std::strtof(text, nullptr);
  };
  options.decay = number("decay", options.decay);
  options.rate = number("rate", options.rate);
  options.dropout = number("dropout", options.dropout);
  options.epochs = static_cast<int>(number("epochs", static_cast<float>(options.epochs)));
  options.min_count = static_cast<int>(number("count", static_cast<float>(options.min_count)));
  options.least = static_cast<int>(number("least", static_cast<float>(options.least)));
  return options;
}

void add_in_bytes(uint32_t feature, std::span<const float> weights, float largest,
                  const FitOptions& options, event::LinearModel& model) {
  const float step = largest / 127 * static_cast<float>(options.step);
  const long most_steps = 127 / options.step;
  std::vector<int8_t> row(weights.size());
  int most = 0;
  for (size_t k = 0; k < row.size(); ++k) {
    const long steps = std::clamp(std::lround(weights[k] / step), -most_steps, most_steps);
    const auto byte = static_cast<int8_t>(steps * options.step);
    if (std::abs(byte) >= options.least_weight) row[k] = byte;
    most = std::max(most, std::abs(byte));
  }
  if (most >= std::max(options.least, options.least_weight)) model.set(feature, row);
}

event::LinearModel fit(const ExampleSet& set, const FitOptions& options) {
  const size_t classes = set.classes.size();
  std::unordered_map<uint32_t, uint32_t> counts, rows;
  for (const Example& e : set.examples) {
    for (uint32_t f : e.features) ++counts[f];
  }
  std::vector<uint32_t> keys;
  for (const auto& [feature, count] : counts) {
    if (count >= static_cast<uint32_t>(options.min_count)) keys.push_back(feature);
  }
  std::sort(keys.begin(), keys.end());
  for (uint32_t i = 0; i < keys.size(); ++i) rows[keys[i]] = i;
  std::vector<std::vector<uint32_t>> active(set.examples.size());
  for (size_t i = 0; i < set.examples.size(); ++i) {
    for (uint32_t f : set.examples[i].features) {
      const auto at = rows.find(f);
      if (at != rows.end()) active[i].push_back(at->second);
    }
  }
  std::vector<float> weights(keys.size() * classes), squares(keys.size() * classes, 0.1F),
      sums(keys.size() * classes);
  std::vector<size_t> order(set.examples.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  uint64_t state = options.seed * 0x9E3779B97F4A7C15ull + 1;
  const auto random = [&state] {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return state;
  };
  // The classes [first, end) that each class stands against.
  std::vector<std::pair<size_t, size_t>> rivals(classes, {0, classes});
  for (size_t k = 0; k < classes && !set.groups.empty(); ++k) {
    const auto same = std::equal_range(set.groups.begin(), set.groups.end(), set.groups[k]);
    rivals[k] = {same.first - set.groups.begin(), same.second - set.groups.begin()};
  }
  std::vector<float> p(classes);
  std::vector<uint32_t> kept;
  const auto dropped = static_cast<uint64_t>(options.dropout * 1024);
  int averaged = 0;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    for (size_t index : order) {
      const Example& example = set.examples[index];
      const auto [first, last] = rivals[example.label];
      std::fill(p.begin(), p.end(), 0.0F);
      kept.clear();
      for (uint32_t row : active[index]) {
        if (dropped == 0 || (random() >> 20) % 1024 >= dropped) kept.push_back(row);
      }
      for (uint32_t row : kept) {
        for (size_t k = first; k < last; ++k) p[k] += weights[row * classes + k];
      }
      event::to_probabilities(std::span(p).subspan(first, last - first));
      for (size_t k = first; k < last; ++k)
        p[k] = (p[k] - (k == example.label ? 1.0F : 0.0F)) * example.weight;
      for (uint32_t row : kept) {
        for (size_t k = first; k < last; ++k) {
          float& w = weights[row * classes + k];
          const float gradient = p[k] + options.decay * w;
          float& square = squares[row * classes + k];
          square += gradient * gradient;
          w -= options.rate * gradient / std::sqrt(square);
        }
      }
    }
    if (epoch * 2 < options.epochs) continue;
    ++averaged;
    for (size_t i = 0; i < weights.size(); ++i) sums[i] += weights[i];
  }
  // With all features at once each must count less.
  const float share = (1 - options.dropout) / static_cast<float>(std::max(averaged, 1));
  float largest = 1e-6F;
  for (float& w : sums) w *= share, largest = std::max(largest, std::abs(w));
  event::LinearModel model;
  model.name = set.name;
  model.classes = set.classes;
  model.set_scale(largest / 127);
  for (size_t i = 0; i < keys.size(); ++i)
    add_in_bytes(keys[i], std::span(sums).subspan(i * classes, classes), largest, options, model);
  model.finish();
  return model;
}

}  // namespace servanda::tools
