// Fits the network of sides to what the linear models leave unexplained.
#pragma once

#include "examples.h"
#include "servanda/event/side_network.h"

namespace servanda::tools {

struct SideOptions {
  int epochs = 6;
  float rate = 0.002F;  // of Adam, falling to zero
  float embedding_dropout = 0.3F, window_dropout = 0.25F, state_dropout = 0.4F,
        side_dropout = 0.25F;
  float unknown = 0.15F;  // share of the words that are taken for unknown
  float decay = 1e-5F;    // pull to zero in each step
  int min_count = 20;     // words seen less often are unknown
  size_t batch = 24;      // sentences
  uint64_t seed = 2;      // as that of the linear models (train_models.cc)
};

// `linear`: what linear models that have not seen the example say of it. Maximises the likelihood
// of the annotated sides among all ways to give sides, as fit_parties does.
event::SideTables fit_sides(const Examples& examples, const std::vector<event::PartyScores>& linear,
                            const SideOptions& options);

}  // namespace servanda::tools
