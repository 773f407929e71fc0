// Says how strongly a sentence binds.
#pragma once

#include <string_view>

#include "servanda/record/treaty.h"

namespace servanda::treaty {

// Finds the modality of one sentence, English or French, given as plain() makes it. Exceptions
// ("this Article shall not apply to ...") are permissions.
record::Modality modality_of(std::string_view plain_sentence);

}  // namespace servanda::treaty
