// Sums the two layers of a small network.
#include "servanda/reading/decision.h"

#include <array>
#include <utility>

namespace servanda::reading {

using event::LinearModel;

base::Result<Decision> Decision::create(LinearModel hidden, LinearModel out) {
  const std::vector<LinearModel::Row> units = out.rows();
  if (out.classes.size() < 2 ||
      (!units.empty() && units.back().feature > hidden.classes.size() + 1))
    return base::Error{base::ErrorCode::kInternal, "the layers of the network do not fit",
                       out.name};
  Decision made;
  for (uint32_t unit = 1; unit <= hidden.classes.size() + 1; ++unit) {
    for (size_t k = 0; k < out.classes.size(); ++k) made.weights_.push_back(out.weight(unit, k));
  }
  made.hidden_ = std::move(hidden), made.out_ = std::move(out);
  return made;
}

std::vector<float> Decision::probabilities(std::span<const uint32_t> features) const {
  const size_t units = hidden_.classes.size(), count = out_.classes.size();
  std::array<float, LinearModel::kMostClasses> hidden{};
  hidden_.sums(features, hidden);
  std::vector<float> p(weights_.end() - static_cast<std::ptrdiff_t>(count), weights_.end());
  for (size_t unit = 0; unit < units; ++unit) {
    if (hidden[unit] <= 0) continue;
    for (size_t k = 0; k < count; ++k) p[k] += hidden[unit] * weights_[unit * count + k];
  }
  event::to_probabilities(p);
  return p;
}

}  // namespace servanda::reading
