// Sums both layers and takes the mean.
#include "servanda/reading/decision.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace servanda::reading {

using event::LinearModel;

base::Result<Decision> Decision::create(LinearModel linear, LinearModel hidden, LinearModel out) {
  if (linear.classes != out.classes)
    return base::Error{base::ErrorCode::kInternal, "the network decides on other classes",
                       linear.name};
  Decision made;
  for (uint32_t unit = 1; unit <= hidden.classes.size() + 1; ++unit) {
    for (size_t k = 0; k < out.classes.size(); ++k) made.weights_.push_back(out.weight(unit, k));
  }
  made.linear_ = std::move(linear), made.hidden_ = std::move(hidden), made.out_ = std::move(out);
  return made;
}

std::vector<float> Decision::probabilities(const std::vector<uint32_t>& features) const {
  std::vector<float> mean = linear_.probabilities(features);
  const size_t units = hidden_.classes.size(), count = mean.size();
  std::array<float, LinearModel::kMostClasses> hidden{}, sums{};
  hidden_.sums(features, hidden);
  for (size_t k = 0; k < count; ++k) sums[k] = weights_[units * count + k];
  for (size_t unit = 0; unit < units; ++unit) {
    if (hidden[unit] <= 0) continue;
    for (size_t k = 0; k < count; ++k) sums[k] += hidden[unit] * weights_[unit * count + k];
  }
  const float top =
      *std::max_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count));
  float total = 0;
  for (size_t k = 0; k < count; ++k) total += sums[k] = std::exp(sums[k] - top);
  for (size_t k = 0; k < count; ++k) mean[k] = (mean[k] + sums[k] / total) / 2;
  return mean;
}

}  // namespace servanda::reading
