// Fits a multinomial logistic model to examples.
#pragma once

#include <span>

#include "examples.h"
#include "servanda/event/linear_model.h"

namespace servanda::tools {

struct FitOptions {
  int epochs = 20;
  float rate = 0.04F;   // AdaGrad step
  float decay = 2e-3F;  // pull to zero, each time a feature is seen
  float dropout = 0;    // share of the features that each pass leaves out by chance
  int min_count = 1;    // features seen in fewer examples are left out
  // In 127ths of the largest weight: features whose largest weight is less are left out, and single
  // weights that are less.
  int least = 1, least_weight = 1;
  int step = 1;  // weights are multiples of so many 127ths: fewer values deflate better
  uint64_t seed = 1;
};

// Returns the options of a model with what variables of the environment set otherwise, to try it:
// name_decay, name_rate, name_dropout, name_epochs, name_count, name_least.
FitOptions with_trials(const std::string& name, FitOptions options);

// Adds a feature with its weights in bytes, 127 for `largest`, less what the options leave out.
void add_in_bytes(uint32_t feature, std::span<const float> weights, float largest,
                  const FitOptions& options, event::LinearModel& model);

event::LinearModel fit(const ExampleSet& set, const FitOptions& options);

// Trains every model of the coder; the bytes of the model file. With report, says on stderr how the
// gold was aligned.
std::string train_models(const std::vector<const Annotated*>& documents, bool report);

}  // namespace servanda::tools
