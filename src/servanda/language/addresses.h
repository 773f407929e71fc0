// Web and mail addresses inside written words.
#pragma once

#include <string_view>

#include "servanda/base/span.h"

namespace servanda::language {

// Finds the first URL or e-mail address in a stretch without white space, without the brackets,
// quotes and full stops around it. Returns an empty span if there is none. Linear time, any bytes.
base::Span find_address(std::string_view stretch);

}  // namespace servanda::language
