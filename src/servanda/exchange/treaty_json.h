// Writes treaties and comparisons as the JSON that `servanda treaty` gives.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "servanda/base/json.h"
#include "servanda/record/treaty.h"

namespace servanda::exchange {

// Writes one treaty as one object; `file` is the name it was read from.
void write_json(base::JsonWriter& json, const record::Treaty& treaty, std::string_view file);

// Writes the comparison of treaties as one object: alignments of each treaty with the next, commitments by treaty, fields
// with their share of words. `names` are the names of the treaties, `alignments[i]` links treaty i and i + 1.
void write_comparison(base::JsonWriter& json, std::span<const record::Treaty> treaties, std::span<const std::string> names,
                      std::span<const std::vector<record::Alignment>> alignments);

}  // namespace servanda::exchange
