// Whether two namings of things mean one thing, or a part of it: "the jets" after "thirty-six
// jets".
#pragma once

#include <string>
#include <vector>

#include "servanda/reading/pledge_objects.h"

namespace servanda::reading {

enum class Relation : uint8_t { kNone, kSame, kPart };

// Tells what the naming `a` is to the earlier naming `b`.
Relation relation(const Thing& a, const Thing& b);

// True if the naming says more than what sort of thing it is.
bool says_something(const Thing& thing);
// True for a paper named by a year: "the agreement of 2001".
bool of_a_year(const Thing& thing);
// Content without the head and without numbers.
std::vector<std::string> modifiers(const Thing& thing);
// True if the lists have a word, or the things a class, in common.
bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b);
bool share_class(const Thing& a, const Thing& b);

}  // namespace servanda::reading
