// Tells what a line of a treaty is: the name of a part, a recital, the end.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace servanda::treaty {

// Reads "PART II", "CHAPTER 3", "SECTION A", "ANNEX I", "PROTOCOL", "SCHEDULE": gives the id,
// "part_2"; nullopt: the line names no part.
std::optional<std::string> division(std::string_view line);

// Tells whether articles are numbered anew in the part with this id, as in an annex.
bool restarts_numbers(std::string_view id);

// Returns the line without the marks of Markdown around it: "## Protocol", "**Protocol**".
std::string_view without_marks(std::string_view line);

// Tells whether the words before the first article only name the parties and say that they agree,
// without a reason why.
bool only_names_parties(std::string_view preamble);

// Tells whether the line begins the signatures: "IN WITNESS WHEREOF", "Done at ...".
bool conclusion_begins(std::string_view line);

// Tells whether the line begins a recital: "Desiring ...", "Recalling ...".
bool recital_begins(std::string_view line);

// Tells whether the parties begin to speak in the line, so that the title is over.
bool preamble_begins(std::string_view line);

// Tells whether the line names a party that the title named already: "The Republic of Arland and
// ..." under a treaty between the Republic of Arland and another.
bool names_again(std::string_view title, std::string_view line);

}  // namespace servanda::treaty
