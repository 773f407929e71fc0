// Reads the model of turns by name.
#include "servanda/reading/turn_model.h"

#include "servanda/embedded/kTurnModel.h"
#include "servanda/reading/model_parts.h"

namespace servanda::reading {

base::Result<TurnModel> TurnModel::create(std::string_view file) {
  TurnModel out;
  SERVANDA_TRY(take_parts(file, "turns.model", {{"turn", &out.turn}}));
  return out;
}

base::Result<TurnModel> TurnModel::create() { return create(embedded::kTurnModel()); }

}  // namespace servanda::reading
