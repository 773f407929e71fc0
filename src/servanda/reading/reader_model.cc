// Reads the models of the reader by name.
#include "servanda/reading/reader_model.h"

#include <utility>

#include "servanda/embedded/kReaderModel.h"
#include "servanda/reading/model_parts.h"

namespace servanda::reading {
namespace {

base::Result<ReaderModel> take(base::Result<event::CoderModel> read) {
  ReaderModel out;
  SERVANDA_TRY(take_parts(std::move(read), "reader.model",
                          {{"tells", &out.tells},
                           {"stage", &out.stage},
                           {"about", &out.about},
                           {"party", &out.party},
                           {"pledge", &out.pledge}}));
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
