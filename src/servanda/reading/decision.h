// A learned decision: a small network over features.
#pragma once

#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/event/linear_model.h"

namespace servanda::reading {

// Rows of features are summed into hidden units, whose positive parts are weighed for each class.
// Both layers are kept as linear models, the second over the units (1, 2, ...) and a constant (the
// number of units plus 1).
class Decision {
 public:
  Decision() = default;
  // Errors: kInternal if the second layer has more units than the first, or fewer than two classes.
  static base::Result<Decision> create(event::LinearModel hidden, event::LinearModel out);

  const std::vector<std::string>& classes() const { return out_.classes; }
  // Returns the probabilities of the classes.
  std::vector<float> probabilities(const event::Features& features) const {
    return probabilities(features.hashes());
  }
  std::vector<float> probabilities(std::span<const uint32_t> features) const;
  // The two models, as a file keeps them.
  std::vector<event::LinearModel> parts() const { return {hidden_, out_}; }

 private:
  event::LinearModel hidden_, out_;
  std::vector<float> weights_;  // unit by unit, then the constant: one for each class
};

}  // namespace servanda::reading
