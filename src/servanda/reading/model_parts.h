// Linear models of one file by name: header, checksum and layout are those of the event model
// (docs/formats/event_model.md).
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "servanda/base/result.h"
#include "servanda/event/coder_model.h"

namespace servanda::reading {

// Moves the models of a file that was read out to where they are wanted. Errors: kInternal, with
// the place, if it could not be read or lacks one.
base::Result<void> take_parts(
    base::Result<event::CoderModel> read, const char* place,
    std::initializer_list<std::pair<std::string_view, event::LinearModel*>> parts);

}  // namespace servanda::reading
