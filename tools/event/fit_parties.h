// Fits the models of who is who: the likelihood of the annotated sides among all ways to give sides
// to the countries.
#pragma once

#include "optimise.h"

namespace servanda::tools {

// Returns the models role, pair, shape and agreement.
std::vector<event::LinearModel> fit_parties(const std::vector<const PartyExample*>& examples,
                                            const FitOptions& options);

}  // namespace servanda::tools
