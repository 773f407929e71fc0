// Reads the models of the reader by name.
#include "servanda/reading/reader_model.h"

#include <utility>

#include "servanda/embedded/kReaderModel.h"
#include "servanda/event/coder_model.h"

namespace servanda::reading {

base::Result<ReaderModel> ReaderModel::create(std::string_view file) {
  constexpr const char* kPlace = "reader.model";
  auto read = event::read_coder_model(file);
  if (!read) return base::Error{read.error().code, read.error().message, kPlace};
  ReaderModel out;
  for (const auto& [name, into] :
       {std::pair<std::string_view, event::LinearModel*>{"tells", &out.tells},
        {"stage", &out.stage},
        {"about", &out.about},
        {"party", &out.party},
        {"pledge", &out.pledge}}) {
    if (!read.value().take(name, *into)) {
      return base::Error{base::ErrorCode::kInternal,
                         "a part of the model of the reader is missing: " + std::string(name),
                         kPlace};
    }
  }
  return out;
}

base::Result<ReaderModel> ReaderModel::create() { return create(embedded::kReaderModel()); }

}  // namespace servanda::reading
