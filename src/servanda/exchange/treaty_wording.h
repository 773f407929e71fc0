// The words in which comparisons of treaties are told to a reader, on the page and in Markdown.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/record/treaty_matrix.h"

namespace servanda::exchange {

// Returns "no aid to aggressor" for "no_aid_to_aggressor".
std::string spoken(std::string_view code);

// Says where a provision stands as a reader cites it: "Art. 5(4)" for "art_5__para_4", "recital 2"
// for "preamble__recital_2".
std::string cited(std::string_view id);

// Cites a list of provisions, a comma between them.
std::string cited(const std::vector<std::string>& ids);

// Says a reason as a reader cites it: "Art. 5(4)" for "art_5__para_4", "foreign policy" for
// "foreign_policy".
std::string told(std::string_view why);

// Returns the name of a treaty as it stands in headings: the name of its file without the ending.
std::string short_name(std::string_view file);

// Says who is held against whom: "old → new" for a successor, "new beside other" for a sibling.
std::string heading_of(const record::TreatyPair& pair, std::span<const std::string> names);

// Says how a commitment stands: "renewed", "dropped"; of siblings "only in other", "both".
std::string told(record::Standing standing, const record::TreatyPair& pair,
                 std::span<const std::string> names);

// Says what a link tells: "weakened", "new"; of siblings "weaker in other", "only in other".
std::string told(record::Relation relation, const record::TreatyPair& pair,
                 std::span<const std::string> names);

// Returns the place of the treaty that is looked at: the newest of a line of succession, the one
// that the siblings stand beside.
size_t looked_at(const record::TreatyMatrix& matrix);

// Lists the terms of the treaties, a name and one text for each treaty; names that no treaty fills
// are left out.
std::vector<std::pair<std::string, std::vector<std::string>>> terms_of(
    std::span<const record::Treaty> treaties);

// Lists the fields in the order of their weight in the treaty that is looked at: a name and for
// each treaty its share of the words and the place of its first provision; empty where it has none.
std::vector<std::pair<std::string, std::vector<std::string>>> fields_of(
    std::span<const record::Treaty> treaties, size_t by);

}  // namespace servanda::exchange
