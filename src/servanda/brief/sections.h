// The sections of a brief, in the order in which they stand.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "servanda/brief/brief.h"
#include "servanda/ledger/account.h"

namespace servanda::brief {

// An occurrence and the sentence that tells it.
struct ToldAct {
  const ledger::Occurrence* occurrence;
  Sentence sentence;
};

// What the sections share while a brief is written.
struct Draft {
  const ledger::Account& account;
  const BriefOptions& options;
  std::string name_a, name_b;
  std::set<std::string>
      told;  // ids of occurrences that stand in the brief already: none is told twice
  std::set<std::string> quoted;  // sentences in the words of a source that stand there already
  std::vector<ToldAct> acts;     // those of them that were done, with a date
  std::vector<TimelinePoint> timeline;
  std::vector<BalanceRow> balance;
};

// "Russia and Iran".
inline std::string both(const Draft& draft) { return draft.name_a + " and " + draft.name_b; }

Section what_happened(Draft& draft);
Section how_it_came(Draft& draft);
Section treaty_text(Draft& draft);
Section pledges(Draft& draft);
// The passages that tell the last steps of a pledge, at most `limit`.
std::vector<record::Evidence> pledge_evidence(const ledger::PledgeAccount& pledge, size_t limit);
Section words_and_deeds(Draft& draft);
Section figures(Draft& draft);
Section motives(Draft& draft);
Section disputed(Draft& draft);
Section expected(Draft& draft);
Section supported(Draft& draft);

// The treaties of the account by their part in the brief; nullptr where there is none.
struct TreatyParts {
  const record::Treaty* treaty = nullptr;       // the newest between the two
  const record::Treaty* predecessor = nullptr;  // the one before it
  const record::Treaty* sibling = nullptr;      // the newest of one of the two with a third
};
TreatyParts treaty_parts(const ledger::Account& account);

// "the treaty of 2025", "the treaty of 2024 between Russia and North Korea".
std::string treaty_name(const ledger::Account& account, const record::Treaty& treaty);

// Its title and signature in the text.
std::vector<record::Evidence> treaty_evidence(const ledger::Account& account,
                                              const record::Treaty& treaty);

}  // namespace servanda::brief
