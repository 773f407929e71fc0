// Lets the program link until the real files of this stage land: whoever lands one deletes what it defines here.
#include "servanda/language/amounts.h"

namespace servanda::language {
std::vector<record::Amount> find_amounts(std::string_view, const record::Parse&) { return {}; }
}  // namespace servanda::language
