// States and countries by their names.
#include "servanda/language/places.h"

#include "servanda/language/name_words.h"

namespace servanda::language {
namespace {

using record::EntityType;
using record::Parse;
using record::Token;

// Tells whether tokens [first, last] together are of the kind.
bool are(std::string_view text, const Parse& parse, uint32_t first, uint32_t last, NameWord kind) {
  return is_name_word(
      base::Span{parse.tokens[first].span.begin, parse.tokens[last].span.end}.of(text), kind);
}

// Returns where the state that ends the place [first, last] begins; `first` if none does, or if the
// words before it make one name with it.
uint32_t state_begins(std::string_view text, const Parse& parse, uint32_t first, uint32_t last) {
  uint32_t state = first;
  if (last - first >= 2 && are(text, parse, last - 1, last, NameWord::kRegion))
    state = last - 1;
  else if (are(text, parse, last, last, NameWord::kRegion) ||
           are(text, parse, last, last, NameWord::kPostal))
    state = last;
  for (uint32_t i = first; i < state; ++i) {
    if (are(text, parse, i, i, NameWord::kJoins)) return first;
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
         parse.tokens[i - 1].span.of(text) == "," && are(text, parse, i, i, NameWord::kPostal);
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
          are(text, parse, i, end, NameWord::kOwner)) {
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
