// Fits the model of dates: the likelihood of the annotated date among all ways to date an act.
#pragma once

#include "optimise.h"

namespace servanda::tools {

// Returns the model "date", whose one class is being chosen.
event::LinearModel fit_dates(const std::vector<DateExample>& examples, const FitOptions& options);

}  // namespace servanda::tools
