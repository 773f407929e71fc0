// Tells which fields of cooperation the words of a provision belong to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace servanda::treaty {

// Finds the fields of a text by the terms of treaties (data/treaties/fields.tsv), the strongest
// first, at most four: words of the heading count most, words of the opening and of what the duty
// is about (its object, where it has one) more than the rest. All are given as plain() makes them.
// Empty where no term stands in them.
std::vector<std::string> fields_of(std::string_view plain_text, std::string_view plain_heading,
                                   std::string_view plain_object = "");

// Finds the fields of a provision likewise; where it has no term of treaties, by the things that it
// names (data/treaties/things.tsv): lorries, vineyards, fugitives.
std::vector<std::string> fields_of_provision(std::string_view plain_text,
                                             std::string_view plain_heading,
                                             std::string_view plain_object = "");

}  // namespace servanda::treaty
