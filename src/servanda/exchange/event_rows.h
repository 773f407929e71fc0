// Writes events as rows of other data sets: plain CSV, ICEWS, GDELT 2.0.
#pragma once

#include <string>
#include <string_view>

#include "servanda/record/document.h"
#include "servanda/record/event.h"

namespace servanda::exchange {

enum class RowFormat : uint8_t { kCsv = 0, kIcews = 1, kGdelt = 2 };

// The header line, with its line end; empty for GDELT, whose files have none.
std::string_view header_of(RowFormat format);

// Appends the rows of an event: one for CSV; for ICEWS and GDELT one for each pair of an actor and
// a recipient. Returns how many; 0 where the format cannot say it: CAMEO has no codes for acts that
// are negated, possible, denied, alleged or hostile plans, and both formats need a day, so that
// what is dated more coarsely takes its document's.
size_t append_rows(std::string& out, RowFormat format, const record::Event& event,
                   const record::Document& document);

// Appends one field of CSV, quoted where it must be.
void append_csv(std::string& out, std::string_view field);

}  // namespace servanda::exchange
