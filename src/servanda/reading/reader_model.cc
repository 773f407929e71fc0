// Reads the models of the reader by name.
#include "servanda/reading/reader_model.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "servanda/embedded/kReaderModel.h"
#include "servanda/event/coder_model.h"

namespace servanda::reading {

base::Result<ReaderModel> ReaderModel::create(std::string_view file) {
  constexpr const char* kPlace = "reader.model";
  auto read = event::read_coder_model(file);
  if (!read) return base::Error{read.error().code, read.error().message, kPlace};
  std::vector<event::LinearModel> models = std::move(read.value().models);
  ReaderModel out;
  for (const auto& [name, into] :
       {std::pair<std::string_view, event::LinearModel*>{"tells", &out.tells},
        {"stage", &out.stage},
        {"about", &out.about},
        {"party", &out.party},
        {"pledge", &out.pledge}}) {
    const auto at = std::find_if(models.begin(), models.end(),
                                 [&](const event::LinearModel& one) { return one.name == name; });
    if (at == models.end()) {
      return base::Error{base::ErrorCode::kInternal,
                         "a part of the model of the reader is missing: " + std::string(name),
                         kPlace};
    }
    *into = std::move(*at);
  }
  return out;
}

base::Result<ReaderModel> ReaderModel::create() { return create(embedded::kReaderModel()); }

}  // namespace servanda::reading
