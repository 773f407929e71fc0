// Any bytes to UTF-8, with the way back to the original bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/document.h"

namespace servanda::import {

struct Decoded {
  std::string text;                       // valid UTF-8; bad sequences are U+FFFD
  std::string charset;                    // "UTF-8", "windows-1251", ...
  std::vector<record::OriginRun> origin;  // empty if the bytes are the text
};

// Decodes by byte order mark, else UTF-8 where the bytes are valid, else `declared` (the document's
// own word; may be empty), else ICU's guess. NUL bytes that remain mean that it is no text. Errors:
// kRefused, without a place.
base::Result<Decoded> decode(std::string_view bytes, std::string_view declared);

}  // namespace servanda::import
