// Gives actors to what names nobody: roles without a country, 'the two countries', pronouns.
#pragma once

#include <vector>

#include "servanda/actor/actors.h"

namespace servanda::actor {

// Completes the mentions (in text order) and adds those of pronouns and of 'both sides'; those that
// stay without a country are removed. A role takes the country of the place or actor nearest to it;
// 'the two countries' are the two states that the document has named last; a pronoun takes the last
// mention that agrees with it.
void resolve_references(const record::Document& document, const record::Parse& parse,
                        std::vector<Mention>& mentions);

}  // namespace servanda::actor
