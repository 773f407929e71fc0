// Says how much a provision binds, finer than its modality: what is left to the means, the laws or
// the discretion of the one who is bound, what is only striven for, what is only weighed.
#pragma once

#include <string>
#include <string_view>

#include "servanda/record/treaty.h"

namespace servanda::treaty {

// What the sentence asks for.
enum class Asked : uint8_t {
  kAct,            // "shall open its ports"
  kEffort,         // "shall endeavour to open", "shall, where possible, open", "undertakes to seek"
  kConsideration,  // "shall examine the possibility of opening"
};

// Tells what an English sentence, as plain() makes it, asks for. "Shall cooperate in science and
// shall encourage the exchange of teachers" asks for the act: what is joined to a duty by "and"
// does not loosen it. A sentence that asks for nothing asks for an act.
Asked asked_by(std::string_view plain_sentence);

// Names the strength of a sentence of this modality, strongest first: "firm"; "qualified", left to
// the laws or the discretion of the one who is bound; "effort"; "consideration"; "intention";
// "permission"; "declaration". Empty for definitions and procedures.
std::string strength_name(record::Modality modality, std::string_view plain_sentence);

// The place of a strength: 6 for "firm" down to 0 for "declaration"; -1 for none.
int strength_rank(std::string_view strength);

}  // namespace servanda::treaty
