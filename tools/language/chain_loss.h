// Loss of entity labels over whole sentences: of all chains that the run time permits, the right
// one is to have the highest share (a conditional random field without weights of transitions).
#pragma once

#include <vector>

namespace servanda::tools {

// Returns minus the logarithm of the share of the chains through `gold` (kUnknown: any label) among
// all permitted ones, for `scores` (words x kEntityLabels), and fills `gradient` (the same shape).
double chain_loss(const std::vector<float>& scores, const std::vector<int>& gold,
                  std::vector<float>& gradient);

}  // namespace servanda::tools
