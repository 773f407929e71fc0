// The date of a document that carries none, from what its text says.
#pragma once

#include <string>
#include <string_view>

#include "servanda/record/date.h"
#include "servanda/record/parse.h"

namespace servanda::language {

struct DocumentDate {
  record::Date date;  // unknown if the text gives none
  std::string basis;  // "inferred: ..." with the words that it rests on; empty if unknown
};

// Infers when a text was written: from a date line ("Policy note, 15 September 2025"), a dateline
// ("MOSCOW, Jan 17 (Reuters) -"), a day without a year in its first sentences, whose year the
// latest date in the text decides ("On 17 January" beside "December 2024" is 2025-01-17), else from
// the latest date itself. Dates that are to come are left aside.
DocumentDate infer_document_date(std::string_view text, const record::Parse& parse);

}  // namespace servanda::language
