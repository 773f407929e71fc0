// The file of the coder's models: linear ones and the network of sides behind a checked header.
// docs/formats/event_model.md describes every byte.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/event/linear_model.h"
#include "servanda/event/side_network.h"

namespace servanda::event {

struct CoderModel {
  std::vector<LinearModel> models;
  SideTables sides;

  // Moves the model of that name out; false if there is none.
  bool take(std::string_view name, LinearModel& into);
};

// Checks the header and reads the models. Errors: kInternal, naming what is wrong. Whatever a file
// says of itself, it is unpacked to 32 MB at most, and its tables take some twenty times its parts.
base::Result<CoderModel> read_coder_model(std::string_view file);
// Reads what stands behind the header. Errors: kInternal if a part ends early.
base::Result<CoderModel> read_coder_parts(std::string_view bytes);

// Returns the file of these models.
std::string write_coder_model(const CoderModel& model);
// Returns the file that has these bytes behind its header, deflated, whether or not they are
// models.
std::string pack_coder_parts(std::string_view parts);

// Returns the models as the program has them inside: with their tables ready, so that a start need
// not make them (tools/event/compile_model.cc).
std::string compile_model(const CoderModel& model);
// Reads compiled models. Errors: kInternal if a part does not fit.
base::Result<CoderModel> read_compiled_model(std::string_view bytes);

}  // namespace servanda::event
