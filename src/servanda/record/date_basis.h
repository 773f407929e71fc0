// How the date of a document is known, where others ask for it.
#pragma once

#include <string_view>

namespace servanda::record {

// Document::date_basis begins with it where the document was written no earlier than the latest
// date in its text, and nothing says when.
inline constexpr std::string_view kByLatestDate = "inferred: the latest date in the text";

}  // namespace servanda::record
