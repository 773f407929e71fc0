// Takes verbs back to the form in which a dictionary has them, without a dictionary.
#pragma once

#include <string>
#include <string_view>

namespace servanda::treaty {

// Returns "carry" for "carries", "cede" for "cedes"; a word that does not end in s as it is.
std::string base_of_present(std::string_view verb);

// Returns "deprive" for "deprived", "set" for "set", "hold" for "held"; a word that is no
// participle as it is. Right for regular verbs but for a few whose silent e cannot be told.
std::string base_of_participle(std::string_view participle);

}  // namespace servanda::treaty
