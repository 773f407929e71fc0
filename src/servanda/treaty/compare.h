// Compares two treaties provision by provision.
#pragma once

#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/treaty.h"

namespace servanda::treaty {

// Links the provisions of two treaties and says of each link what changed. Provisions that carry the same commitment are
// linked where their words leave them alone, so that a duty is called dropped only when no provision carries it; what
// stands under a looser wording or another trigger is weakened, with both ids. Errors: those of align_texts().
base::Result<std::vector<record::Alignment>> compare(const record::Treaty& a, const record::Treaty& b);

}  // namespace servanda::treaty
