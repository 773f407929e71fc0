// Reads the models of the reader by name.
#include "servanda/reading/reader_model.h"

#include "servanda/embedded/kReaderModel.h"
#include "servanda/reading/model_parts.h"

namespace servanda::reading {

base::Result<ReaderModel> ReaderModel::create(std::string_view file) {
  ReaderModel out;
  SERVANDA_TRY(take_parts(file, "reader.model",
                          {{"tells", &out.tells},
                           {"stage", &out.stage},
                           {"about", &out.about},
                           {"party", &out.party},
                           {"pledge", &out.pledge}}));
  return out;
}

base::Result<ReaderModel> ReaderModel::create() { return create(embedded::kReaderModel()); }

}  // namespace servanda::reading
