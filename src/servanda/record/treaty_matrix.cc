// Names of the standings of a commitment.
#include "servanda/record/treaty_matrix.h"

#include <array>

namespace servanda::record {

std::string_view name(Standing standing) {
  static constexpr std::array<std::string_view, 6> kNames = {"neither", "kept", "stronger",
                                                             "weaker",  "new",  "dropped"};
  return kNames[static_cast<size_t>(standing)];
}

}  // namespace servanda::record
