// Finds provisions that carry a part of what a linked one beside them carries: splits and merges
// that share too few words to be seen by their words alone.
#pragma once

#include <span>
#include <vector>

#include "servanda/record/treaty.h"
#include "servanda/treaty/align.h"
#include "servanda/treaty/likeness.h"

namespace servanda::treaty {

// Returns links of provisions that have none in `links`. A provision is a part of what the
// provision beside it is linked to where they stand in one article and its first field, or most of
// its words, stand there too; or where one of its fields stands in no other provision of the other
// treaty. Another duty is no part, nor is a recital. `likeness` is that of each pair. Linear in the
// provisions.
std::vector<Link> parts_beside(const record::Treaty& a, const record::Treaty& b,
                               std::span<const Link> links, const PairTable& likeness);

}  // namespace servanda::treaty
