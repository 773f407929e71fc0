// The learned model of turns: which clauses tell a finding, a forecast or a motive
// (docs/formats/reader_model.md).
#pragma once

#include <string_view>

#include "servanda/base/result.h"
#include "servanda/event/linear_model.h"

namespace servanda::reading {

struct TurnModel {
  event::LinearModel turn;  // classes: names of Turn

  // Reads a model file. Errors: kInternal if it is damaged or a part is missing.
  static base::Result<TurnModel> create(std::string_view file);
  // Reads the one built in.
  static base::Result<TurnModel> create();
};

}  // namespace servanda::reading
