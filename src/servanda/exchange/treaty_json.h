// Writes treaties and comparisons as the JSON that `servanda treaty` gives.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "servanda/base/json.h"
#include "servanda/record/treaty.h"
#include "servanda/record/treaty_matrix.h"

namespace servanda::exchange {

// Writes one treaty as one object; `file` is the name it was read from.
void write_json(base::JsonWriter& json, const record::Treaty& treaty, std::string_view file);

// Writes one provision as one object.
void write_json(base::JsonWriter& json, const record::Provision& provision);

// Writes the comparison of treaties as one object: which treaty is held against which, as successor
// or as sibling; the alignments of each pair; commitments by treaty with their standing in each
// pair; fields with their share of words; the share of provisions that call for a further
// agreement; terms; and the threads. `names` are the names of the treaties.
void write_comparison(base::JsonWriter& json, std::span<const record::Treaty> treaties,
                      std::span<const std::string> names, const record::TreatyMatrix& matrix);

// Returns the share of the provisions that call for a further agreement instead of binding by
// themselves; recitals do not count. A treaty with a large share is a framework.
double framework_share(const record::Treaty& treaty);

}  // namespace servanda::exchange
