// Reads the models of the reader by name.
#include "servanda/reading/reader_model.h"

#include <array>
#include <utility>

#include "servanda/embedded/kReaderModel.h"
#include "servanda/reading/model_parts.h"

namespace servanda::reading {
namespace {

base::Result<ReaderModel> take(base::Result<event::CoderModel> read) {
  ReaderModel out;
  std::array<event::LinearModel, 2> tells, about;
  SERVANDA_TRY(take_parts(std::move(read), "reader.model",
                          {{"tells_hidden", &tells[0]},
                           {"tells_out", &tells[1]},
                           {"stage", &out.stage},
                           {"about_hidden", &about[0]},
                           {"about_out", &about[1]},
                           {"party", &out.party},
                           {"pledge", &out.pledge}}));
  out.tells = SERVANDA_TRY(Decision::create(std::move(tells[0]), std::move(tells[1])));
  out.about = SERVANDA_TRY(Decision::create(std::move(about[0]), std::move(about[1])));
  return out;
}

}  // namespace

base::Result<ReaderModel> ReaderModel::create(std::string_view file) {
  return take(event::read_coder_model(file));
}

base::Result<ReaderModel> ReaderModel::create() {
  return take(event::read_compiled_model(embedded::kReaderModel()));
}

}  // namespace servanda::reading
