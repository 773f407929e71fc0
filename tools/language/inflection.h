// Bases of regular English forms that no treebank shows, found among the words that are known.
#pragma once

#include <functional>
#include <string>

namespace servanda::tools {

enum class Inflection { kPast, kGerund, kThirdPerson, kPlural };

// Tells how well a word is known as a base: 0 not at all, more for better known ones.
using Known = std::function<double(const std::string& word)>;

// Finds the base of a form in lower case ('shelled': shell, 'freed': free, 'planned': plan): the
// best known of all that spelling allows, or an empty string.
std::string base_of(const std::string& form, Inflection inflection, const Known& known);

}  // namespace servanda::tools
