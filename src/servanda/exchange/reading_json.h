// Writes events and readings as the JSON that `servanda code` and `servanda read` give
// (docs/formats/json.md).
#pragma once

#include <string_view>

#include "servanda/base/json.h"
#include "servanda/record/document.h"
#include "servanda/record/event.h"
#include "servanda/record/reading.h"

namespace servanda::exchange {

// Writes one event, PLOVER field names. `text` is the text of its document.
void write_json(base::JsonWriter& json, const record::Event& event, std::string_view text);

// Writes everything found in one document as one object.
void write_json(base::JsonWriter& json, const record::Reading& reading);

// Writes {"begin":b,"end":e}.
void write_json(base::JsonWriter& json, base::Span span);

// Writes the EDTF text, null for the unknown date.
void write_json(base::JsonWriter& json, const record::Date& date);

void write_json(base::JsonWriter& json, const record::Pledge& pledge);
void write_json(base::JsonWriter& json, const record::Indicator& indicator);
void write_json(base::JsonWriter& json, const record::Forecast& forecast);
void write_json(base::JsonWriter& json, const record::Motive& motive);
void write_json(base::JsonWriter& json, const record::Finding& finding);
void write_json(base::JsonWriter& json, const record::Signal& signal);

}  // namespace servanda::exchange
