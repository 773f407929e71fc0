// Joins reports into occurrences: eight rewrites of one agency item are one act with eight reports.
#pragma once

#include <vector>

#include "servanda/ledger/account.h"

namespace servanda::ledger {

// Joins reports of one act. Two reports are of one act if type, parties and dates allow it and the
// wording or the object says so. The result does not depend on the order of the reports.
// Occurrences come by date, then id.
std::vector<Occurrence> link_occurrences(std::vector<Report> reports);

// Returns a publisher's name as it is compared: lower case, without scheme, "www." and path.
std::string publisher_of(const record::Document& document);

}  // namespace servanda::ledger
