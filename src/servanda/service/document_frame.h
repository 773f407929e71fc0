// A document as bytes between the import child and its parent.
#pragma once

#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/record/document.h"

namespace servanda::service {

// Writes id, title, text, date, source, digest, media type, blocks and origin runs: each as its
// length (8 bytes, little endian) and its bytes. Both ends are the same program on the same
// machine.
std::string write_frame(const record::Document& document);

// Reads it back; the child is not trusted, so every length is checked. Errors: kRejected.
base::Result<record::Document> read_frame(std::string_view bytes);

}  // namespace servanda::service
