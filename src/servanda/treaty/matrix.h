// Holds several treaties against each other: a treaty, those that it replaces, and its siblings.
#pragma once

#include <span>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/treaty_matrix.h"

namespace servanda::treaty {

// Compares a list of treaties, the oldest first. Treaties between the same parties replace each
// other: each is compared with the next of them. The last of them that replaces another is then
// compared with each of the others, its siblings. Where no two treaties have the same parties, the
// last one is held against all others. Two treaties are always taken as the old and the new one.
// `siblings` names the places of treaties that are siblings whatever their parties. Errors: those
// of compare().
base::Result<record::TreatyMatrix> compare_all(std::span<const record::Treaty> treaties,
                                               std::span<const size_t> siblings = {});

}  // namespace servanda::treaty
