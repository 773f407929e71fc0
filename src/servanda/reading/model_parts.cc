// Reads a file of linear models and hands them out.
#include "servanda/reading/model_parts.h"

#include <string>

#include "servanda/event/coder_model.h"

namespace servanda::reading {

base::Result<void> take_parts(
    std::string_view file, const char* place,
    std::initializer_list<std::pair<std::string_view, event::LinearModel*>> parts) {
  auto read = event::read_coder_model(file);
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
