// Compares who is bound by provisions.
#include "servanda/record/addressee.h"

namespace servanda::record {

bool is_one_party(std::string_view addressee) {
  return !addressee.empty() && addressee != "each_party" && addressee != "parties_jointly" &&
         addressee != "body";
}

bool is_same_party(std::string_view a, std::string_view b) {
  return a.find(b) != a.npos || b.find(a) != b.npos;
}

}  // namespace servanda::record
