// Names of modalities and relations.
#include "servanda/record/treaty.h"

#include <array>

namespace servanda::record {

std::string_view name(Modality modality) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "obligation", "prohibition", "effort",     "intention",
      "permission", "declaration", "definition", "procedure"};
  return kNames[static_cast<size_t>(modality)];
}

std::string_view name(Relation relation) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "retained",  "reworded", "strengthened", "weakened",
      "broadened", "narrowed", "dropped",      "new"};
  return kNames[static_cast<size_t>(relation)];
}

}  // namespace servanda::record
