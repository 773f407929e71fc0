// Follows a pledge through documents and time: who promised what, what came of it, how it stands at a date.
#pragma once

#include <vector>

#include "servanda/ledger/account.h"

namespace servanda::ledger {

// Joins mentions of one pledge by giver, receiver, object and place; links parts to their umbrella.
// The standings are those at `as_of`. Pledges come by their first event, then id.
std::vector<PledgeAccount> link_pledges(std::vector<PledgeMention> mentions, record::DayNumber as_of, int no_evidence_months);

// Computes the standing at a date from the events that were known to have happened by then.
PledgeStanding standing_at(const PledgeAccount& pledge, record::DayNumber as_of, int no_evidence_months);

}  // namespace servanda::ledger
