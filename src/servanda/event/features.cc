// Keeps features and their names.
#include "servanda/event/features.h"

#include <utility>

namespace servanda::event {

void Features::make_room() { hashes_.resize(hashes_.size() * 2 + 64); }

void Features::add_name(FeatureName name, std::string_view a, std::string_view b,
                        std::string_view c) {
  std::string text(name.text);
  for (std::string_view part : {a, b, c}) {
    if (!part.empty()) text.append(text.size() == name.text.size() ? "=" : "|").append(part);
  }
  names_.push_back(std::move(text));
}

}  // namespace servanda::event
