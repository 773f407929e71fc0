// What a user asks to see. The same names mean the same thing in every command, on the page and in
// exports.
#pragma once

#include <string>
#include <vector>

#include "servanda/record/document.h"
#include "servanda/record/event.h"

namespace servanda::record {

// Empty fields ask for nothing. Several values of one field: any of them; several fields: all of
// them.
struct Filter {
  Date since;                       // the thing's date may lie on or after its first day
  Date until;                       // the thing's date may lie on or before its last day
  std::vector<std::string> actors;  // "RUS" or "RUS:MIL", on either side
  std::vector<std::string>
      types;  // "AID", or a quad class: "verbal_cooperation", "material_conflict", ...
  std::vector<std::string> domains;   // contexts of events, domains of pledges
  std::vector<std::string> statuses;  // "actual", ...; of a pledge its stage or outcome
  std::vector<std::string> sources;   // Document::source, or the end of it: "example.org"
};

// Undated things pass only where no date is asked for.
bool matches_dates(const Filter& filter, const Date& date);
bool matches_source(const Filter& filter, std::string_view source);
bool matches_any(const std::vector<std::string>& wanted, const std::vector<std::string>& have);
// All fields but the source.
bool matches(const Filter& filter, const Event& event);

std::string_view name(QuadClass quad);  // "verbal_cooperation"

// Returns the first value of `types` or `statuses` that no event can have; empty if all are known.
std::string unknown_value(const Filter& filter);

}  // namespace servanda::record
