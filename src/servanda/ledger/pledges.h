// Follows a pledge through documents and time: who promised what, what came of it, how it stands at
// a date.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "servanda/ledger/account.h"

namespace servanda::ledger {

// What a user decided about which mentions are one pledge, by their ids.
struct PledgeLinks {
  std::vector<std::pair<std::string, std::string>> joined;
  std::set<std::string> alone;
};

// Joins mentions of one pledge by giver, receiver, object and place; links parts to their umbrella.
// The standings are those at `as_of`. Pledges come by their first event, then id.
std::vector<PledgeAccount> link_pledges(std::vector<PledgeMention> mentions,
                                        record::DayNumber as_of, int no_evidence_months,
                                        const PledgeLinks& links = {});

// Returns, for each wording of a pledge of one state alone, whether it may be told of the thing of
// one of the others: both name it, or share two words for it. What this leaves out, link_pledges
// does not join either.
std::vector<bool> may_concern(const std::vector<std::string>& of_both,
                              const std::vector<std::string>& of_one);

// True for what is only said or written of an act to come: proposed, agreed, signed, in force.
bool is_undertaking(record::Stage stage);

// Computes the standing at a date from the events that were known to have happened by then.
PledgeStanding standing_at(const PledgeAccount& pledge, record::DayNumber as_of,
                           int no_evidence_months);

}  // namespace servanda::ledger
