// Matches the rules of the treaty lexicons on a sentence: words, in lower case, with single spaces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/span.h"

namespace servanda::treaty {

// Returns the words in lower case between single spaces, with a space in front and behind: " each
// party shall consult ". Hyphens, apostrophes and bytes above 127 belong to words; a hyphen at the
// end of a line is taken away with the break.
std::string plain(std::string_view text);

// One condition: one of the phrases must stand in the sentence (or, if absent, none may).
struct Condition {
  std::vector<std::string> phrases;  // " consult": matched from the beginning of a word
  bool absent = false;
};

struct Rule {
  std::string name;
  std::vector<Condition> conditions;
};

// Reads "name TAB condition & condition" lines; '#' begins a comment line. Data of ours: a bad line
// is passed over.
std::vector<Rule> read_rules(std::string_view table);

// Tells whether all conditions hold.
bool matches(const Rule& rule, std::string_view plain_sentence);

// Tells whether the phrase stands in the text, from the beginning of a word.
bool contains(std::string_view plain_sentence, std::string_view phrase);

// Cuts a text at the ends of sentences: full stops and semicolons before a space, not after numbers
// or initials.
std::vector<base::Span> sentences(std::string_view text, base::Span within);

}  // namespace servanda::treaty
