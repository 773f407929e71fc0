// Linear models of one file by name: header, checksum and layout are those of the event model
// (docs/formats/event_model.md).
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "servanda/base/result.h"
#include "servanda/event/linear_model.h"

namespace servanda::reading {

// Moves the models of a file out to where they are wanted. Errors: kInternal, with the place, if
// the file is damaged or lacks one.
base::Result<void> take_parts(
    std::string_view file, const char* place,
    std::initializer_list<std::pair<std::string_view, event::LinearModel*>> parts);

}  // namespace servanda::reading
