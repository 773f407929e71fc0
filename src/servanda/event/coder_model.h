// The file of the coder's models: models one after the other behind a checked header.
// docs/formats/event_model.md describes every byte.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/event/linear_model.h"

namespace servanda::event {

// Checks the header and reads the models. Errors: kInternal, naming what is wrong.
base::Result<std::vector<LinearModel>> read_coder_model(std::string_view file);
// Reads what stands behind the header. Errors: kInternal if a model ends early.
base::Result<std::vector<LinearModel>> read_coder_models(std::string_view bytes);

// Returns the file of these models.
std::string write_coder_model(const std::vector<LinearModel>& models);

}  // namespace servanda::event
