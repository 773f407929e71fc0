// A learned decision over features: a linear model and a small network over the same features,
// whose mean counts.
#pragma once

#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/event/linear_model.h"

namespace servanda::reading {

// The network: rows of features are summed into hidden units, whose positive parts are weighed for
// each class. Both layers are kept as linear models, the second over units (1, 2, ...) and a
// constant (0 units, then their number plus 1).
class Decision {
 public:
  Decision() = default;
  // Errors: kInternal if the network decides on other classes than the linear model.
  static base::Result<Decision> create(event::LinearModel linear, event::LinearModel hidden,
                                       event::LinearModel out);

  const std::vector<std::string>& classes() const { return linear_.classes; }
  // For Features that ask for their weights ahead of their use.
  const event::LinearModel& linear() const { return linear_; }
  // Returns the probabilities of the classes.
  std::vector<float> probabilities(const event::Features& features) const {
    return probabilities(features.hashes());
  }
  std::vector<float> probabilities(const std::vector<uint32_t>& features) const;
  // The three models, as a file keeps them.
  std::vector<event::LinearModel> parts() const { return {linear_, hidden_, out_}; }

 private:
  event::LinearModel linear_, hidden_, out_;
  std::vector<float> weights_;  // unit by unit, then the constant: one for each class
};

}  // namespace servanda::reading
