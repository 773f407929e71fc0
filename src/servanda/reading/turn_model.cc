// Reads the model of turns by name.
#include "servanda/reading/turn_model.h"

#include <utility>

#include "servanda/embedded/kTurnModel.h"
#include "servanda/reading/model_parts.h"

namespace servanda::reading {
namespace {

base::Result<TurnModel> take(base::Result<event::CoderModel> read) {
  TurnModel out;
  SERVANDA_TRY(take_parts(std::move(read), "turns.model", {{"turn", &out.turn}}));
  return out;
}

}  // namespace

base::Result<TurnModel> TurnModel::create(std::string_view file) {
  return take(event::read_coder_model(file));
}

base::Result<TurnModel> TurnModel::create() {
  return take(event::read_compiled_model(embedded::kTurnModel()));
}

}  // namespace servanda::reading
