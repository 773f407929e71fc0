// States and countries by their names.
#include "servanda/language/places.h"

#include <algorithm>
#include <array>

#include "servanda/embedded/kPlaces.h"
#include "servanda/language/characters.h"
#include "servanda/language/lexicon.h"

namespace servanda::language {
namespace {

using record::EntityType;
using record::Parse;
using record::Token;

constexpr size_t kLongest = 24;  // bytes of a name in the table

// Looks up the text of tokens [first, last] in small letters, or as it is written.
bool is_in_table(std::string_view text, const Parse& parse, uint32_t first, uint32_t last,
                 std::string_view cls) {
  static const WordTable table(embedded::kPlaces());
  const std::string_view name =
      base::Span{parse.tokens[first].span.begin, parse.tokens[last].span.end}.of(text);
  if (name.empty() || name.size() > kLongest) return false;
  if (cls == "postal") {
    const std::string_view* found = table.find(name);
    return found != nullptr && *found == cls;
  }
  std::array<char, kLongest> small{};
  std::transform(name.begin(), name.end(), small.begin(), to_lower_ascii);
  const std::string_view* found = table.find({small.data(), name.size()});
  return found != nullptr && *found == cls;
}

// Returns where the state that ends the place [first, last] begins; `first` if none does, or if the
// words before it make one name with it.
uint32_t state_begins(std::string_view text, const Parse& parse, uint32_t first, uint32_t last) {
  uint32_t state = first;
  if (last - first >= 2 && is_in_table(text, parse, last - 1, last, "region"))
    state = last - 1;
  else if (is_in_table(text, parse, last, last, "region") ||
           is_in_table(text, parse, last, last, "postal"))
    state = last;
  for (uint32_t i = first; i < state; ++i) {
    if (is_in_table(text, parse, i, i, "joins")) return first;
  }
  return state;
}

bool begins_organisation(const Token& token) {
  return token.entity == EntityType::kOrganisation && token.entity_begins;
}

// "Salem, OR": true for the letters.
bool is_state_behind_comma(std::string_view text, const Parse& parse, uint32_t first, uint32_t i) {
  if (parse.tokens[i].span.size() != 2 || i < first + 2) return false;
  return parse.tokens[i - 2].entity == EntityType::kLocation &&
         parse.tokens[i - 1].span.of(text) == "," && is_in_table(text, parse, i, i, "postal");
}

}  // namespace

void part_places(std::string_view text, Parse& parse, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; ++i) {
    Token& token = parse.tokens[i];
    if (token.entity == EntityType::kNone) {
      if (!is_state_behind_comma(text, parse, first, i)) continue;
      token.entity = EntityType::kLocation;
      token.entity_begins = true;
    } else if (token.entity == EntityType::kLocation && token.entity_begins) {
      uint32_t end = i;
      while (end + 1 < last && parse.tokens[end + 1].entity == EntityType::kLocation &&
             !parse.tokens[end + 1].entity_begins)
        ++end;
      if (end + 1 < last && begins_organisation(parse.tokens[end + 1]) &&
          is_in_table(text, parse, i, end, "owner")) {
        for (uint32_t k = i; k <= end; ++k) parse.tokens[k].entity = EntityType::kOrganisation;
        parse.tokens[end + 1].entity_begins = false;
      } else if (end > i) {
        parse.tokens[state_begins(text, parse, i, end)].entity_begins = true;
      }
      i = end;
    }
  }
}

}  // namespace servanda::language
