// Only what happened is counted, and each pledge once.
#include "servanda/dyad/balance.h"

#include <gtest/gtest.h>

namespace servanda::dyad {
namespace {

ledger::Occurrence occurrence(record::EventType type, std::string context,
                              record::Status status = record::Status::kActual,
                              ledger::Standing standing = ledger::Standing::kStated) {
  ledger::Occurrence result;
  result.type = type;
  result.contexts = {std::move(context)};
  result.status = status;
  result.standing = standing;
  result.date = record::make_day(2024, 5, 3);
  return result;
}

TEST(Balance, LeavesOutWhatIsPlannedDeniedOrAlleged) {
  ledger::Account account;
  account.occurrences = {occurrence(record::EventType::kAid, "arms"),
                         occurrence(record::EventType::kAid, "arms", record::Status::kPlanned),
                         occurrence(record::EventType::kAid, "arms", record::Status::kActual,
                                    ledger::Standing::kDenied),
                         occurrence(record::EventType::kAid, "arms", record::Status::kActual,
                                    ledger::Standing::kAlleged),
                         occurrence(record::EventType::kConsult, "arms")};
  const Balance result = balance(account);
  ASSERT_EQ(result.domains.size(), 1u);
  EXPECT_EQ(result.domains[0].domain, "arms");
  EXPECT_EQ(result.domains[0].events.material_cooperation, 1u);
  EXPECT_EQ(result.domains[0].events.verbal_cooperation, 1u);
  EXPECT_DOUBLE_EQ(result.domains[0].deeds_share, 0.5);
  EXPECT_LE(result.domains[0].deeds_low, 0.5);
  EXPECT_GE(result.domains[0].deeds_high, 0.5);
}

TEST(Balance, CountsAPledgeAtItsOutcome) {
  ledger::Account account;
  ledger::PledgeAccount pledge;
  pledge.domain = "transport";
  pledge.standing.stage = record::Stage::kSigned;
  account.pledges.push_back(pledge);
  pledge.standing.outcome = ledger::Outcome::kUnverified;
  account.pledges.push_back(pledge);
  const Balance result = balance(account);
  EXPECT_EQ(result.total.pledges.agreed, 1u);
  EXPECT_EQ(result.total.pledges.unverified, 1u);
  EXPECT_EQ(result.total.pledges.all(), 2u);
}

TEST(DomainOf, PrefersTheFinestField) {
  EXPECT_EQ(domain_of({"economic", "nuclear_energy"}), "nuclear_energy");
  EXPECT_EQ(domain_of({"economic"}), "trade");
  EXPECT_EQ(domain_of({}), "other");
}

TEST(Monthly, KeepsZeroMonths) {
  ledger::Account account;
  account.occurrences = {occurrence(record::EventType::kConsult, "diplomatic")};
  const Series series = monthly(account, month_number(2024, 8));
  EXPECT_EQ(series.first, month_number(2024, 5));
  EXPECT_EQ(series.counts, (std::vector<double>{1, 0, 0, 0}));
}

}  // namespace
}  // namespace servanda::dyad
