// A universal tag with a Penn tag, as the network gives them together.
#pragma once

#include <cstdint>

#include "servanda/record/parse.h"

namespace servanda::language {

struct Tag {
  record::Upos upos = record::Upos::kX;
  uint8_t xpos = 0;
};

}  // namespace servanda::language
