// Fits a multinomial logistic model to examples.
#pragma once

#include "examples.h"
#include "servanda/event/linear_model.h"

namespace servanda::tools {

struct FitOptions {
  int epochs = 20;
  float rate = 0.04F;   // AdaGrad step
  float decay = 2e-3F;  // pull to zero, each time a feature is seen
  float dropout = 0;    // share of the features that each pass leaves out by chance
  int min_count = 1;    // features seen in fewer examples are left out
  int least = 1;  // features whose largest weight, in 127ths of the largest, is less are left out
  uint64_t seed = 1;
};

// Returns the options of a model with what variables of the environment set otherwise, to try it:
// name_decay, name_rate, name_dropout, name_epochs, name_count, name_least.
FitOptions with_trials(const std::string& name, FitOptions options);

event::LinearModel fit(const ExampleSet& set, const FitOptions& options);

// Trains every model of the coder; the bytes of the model file. With report, says on stderr how the
// gold was aligned.
std::string train_models(const std::vector<const Annotated*>& documents, bool report);

}  // namespace servanda::tools
