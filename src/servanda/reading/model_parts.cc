// Hands out linear models by name.
#include "servanda/reading/model_parts.h"

#include <string>

namespace servanda::reading {

base::Result<void> take_parts(
    base::Result<event::CoderModel> read, const char* place,
    std::initializer_list<std::pair<std::string_view, event::LinearModel*>> parts) {
  if (!read) return base::Error{read.error().code, read.error().message, place};
  for (const auto& [name, into] : parts) {
    if (!read.value().take(name, *into)) {
      return base::Error{base::ErrorCode::kInternal,
                         "a part of the model is missing: " + std::string(name), place};
    }
  }
  return {};
}

}  // namespace servanda::reading
