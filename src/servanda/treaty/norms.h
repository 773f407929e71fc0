// Says of one provision who is bound, how strongly, to what, and under which condition.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/record/treaty.h"

namespace servanda::treaty {

// What stands before a provision and belongs to its norm.
struct Lead {
  std::string chapeau;   // "Each Party shall", which the points of a list complete; empty: none
  std::string sentence;  // the last one of the article, for "in that event"
};

// Returns the chapeau of a list of points: the last sentence of a text that ends in a colon,
// without it; empty where the text ends otherwise.
std::string chapeau_of(std::string_view text);

// Fills modality, commitment, fields, addressee, act, object, condition, trigger, promptness and
// needs_agreement of the provision from its text. The strongest commitment of its sentences names
// it; obligations are added up for the treaty. The heading of its article tells fields too; it may
// be empty. A point is read together with its chapeau; a sentence that begins "in that event" has
// the condition of the one before it. `lead` is what stands before; its sentence is carried on.
void read_norm(record::Provision& provision, std::string_view heading,
               record::Obligations& obligations, Lead& lead);

}  // namespace servanda::treaty
