// Fits the network of a decision to examples.
#pragma once

#include <string>

#include "../event/optimise.h"
#include "servanda/reading/decision.h"

namespace servanda::tools {

struct NetworkOptions {
  size_t width = 16;  // hidden units
  int epochs = 8;
  size_t batch = 64;
  float rate = 3e-3F;            // of Adam; falls to nothing
  float feature_dropout = 0.3F;  // share of the features that each pass leaves out by chance
  float dropout = 0.3F;          // and of the hidden units
  int min_count = 60;            // features seen in fewer examples are left out
  uint64_t seed = 1;
};

// Returns the options of a network with what variables of the environment set otherwise, to try it:
// net_width, net_epochs, net_rate, net_fdrop, net_drop, net_count.
NetworkOptions with_trials(NetworkOptions options);

// Fits the network to examples.
reading::Decision fit_network(const ExampleSet& set, const NetworkOptions& options);

}  // namespace servanda::tools
