// The learned models of the reader: which words tell a step, of what stage, about what, and
// between whom a pledge is (docs/formats/reader_model.md).
#pragma once

#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/reading/decision.h"

namespace servanda::reading {

struct ReaderModel {
  Decision tells;             // classes "no", "step"
  event::LinearModel stage;   // classes: names of stages
  Decision about;             // classes "no", "thing"
  event::LinearModel party;   // classes "no", "party"
  event::LinearModel pledge;  // classes "no", "pledge"

  // Reads a model file. Errors: kInternal if it is damaged or a part is missing.
  static base::Result<ReaderModel> create(std::string_view file);
  // Reads the one built in.
  static base::Result<ReaderModel> create();
};

}  // namespace servanda::reading
