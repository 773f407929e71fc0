// Says of one provision who is bound, how strongly, to what, and under which condition.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/record/treaty.h"

namespace servanda::treaty {

// Fills modality, commitment, fields, addressee, act, object, condition, trigger, promptness and
// needs_agreement of the provision from its text. The strongest commitment of its sentences names
// it; obligations are added up for the treaty. The heading of its article tells fields too; it may
// be empty.
void read_norm(record::Provision& provision, std::string_view heading,
               record::Obligations& obligations);

// Finds the fields of a text, the strongest first, at most four: words of the heading count most,
// words of the opening more than the rest. Both are given as plain() makes them.
std::vector<std::string> fields_of(std::string_view plain_text, std::string_view plain_heading);

// Finds the modality of one sentence.
record::Modality modality_of(std::string_view plain_sentence);

}  // namespace servanda::treaty
