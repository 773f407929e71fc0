// Which parts of a thing a text speaks of: "units 2 and 3", "the second stage", "Harbour Line 2".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace servanda::ledger {

// Parts of one kind. An empty kind: numbers that follow a name, which may be of any kind.
struct NumberedParts {
  std::string kind;          // "unit", "stage", ...
  std::vector<int> numbers;  // 1 to 20, sorted, each once
};

// Returns the parts that a text numbers, by figures, number words or ordinals. Lots that come one
// after the other ("the second batch") are no parts. Linear; any bytes.
std::vector<NumberedParts> numbered_parts(std::string_view text);

// True if both number parts of one kind, and share none: "stage one" and "stage three".
bool other_parts(const std::vector<NumberedParts>& a, const std::vector<NumberedParts>& b);
// True if both number the same two or more parts of one kind: "units 2 and 3".
bool same_parts(const std::vector<NumberedParts>& a, const std::vector<NumberedParts>& b);
// True if both number parts of one kind, and share one: "unit 2" and "units 2 and 3".
bool shared_parts(const std::vector<NumberedParts>& a, const std::vector<NumberedParts>& b);

}  // namespace servanda::ledger
