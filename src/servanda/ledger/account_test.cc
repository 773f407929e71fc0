// Tests what the ledger concludes from reports: occurrences, claims, pledges and their standing.

#include "servanda/ledger/account.h"

#include <gtest/gtest.h>

#include "servanda/ledger/pledges.h"
#include "servanda/ledger/test_readings.h"

namespace servanda::ledger {
namespace {

TEST(Account, JoinsTwoRewritesOfOneItemIntoOneOccurrenceWithTwoReports) {
  const Account account =
      build({told("a", "one.example", "2016-10-11",
                  "Russia has delivered the S-300 air defence systems to Iran."),
             told("b", "two.example", "2016-10-12",
                  "Moscow delivered S-300 air defence systems to Tehran.")});
  ASSERT_EQ(account.occurrences.size(), 1u);
  EXPECT_EQ(account.occurrences[0].reports.size(), 2u);
  EXPECT_EQ(account.occurrences[0].standing, Standing::kConfirmed);
}

TEST(Account, KeepsDeliveriesOfDifferentMonthsApart) {
  const Account account = build(
      {told("a", "one.example", "2016-04-11", "Russia delivered the first S-300 systems to Iran."),
       told("b", "two.example", "2016-10-12", "Russia delivered the last S-300 systems to Iran.")});
  EXPECT_EQ(account.occurrences.size(), 2u);
}

TEST(Account, DoesNotCountOnePublisherTwice) {
  const Account account = build({told("a", "https://www.one.example/news", "2016-10-11",
                                      "Russia delivered S-300 systems to Iran."),
                                 told("b", "one.example", "2016-10-11",
                                      "Russia delivered S-300 systems to Iran on Tuesday.")});
  ASSERT_EQ(account.occurrences.size(), 1u);
  EXPECT_EQ(account.occurrences[0].publishers, 1u);
  EXPECT_EQ(account.occurrences[0].standing, Standing::kStated);
}

TEST(Account, HoldsTwoLoansOfNoKnownTimeForNoDispute) {
  Reading reading =
      told("a", "one.example", "2025-01-24", "Russia lends 1.3 billion, then 3 billion.");
  for (const auto& [value, at] : {std::pair{1.3e9, 0u}, {3e9, 10u}})
    reading.indicators.push_back({.name = "loan",
                                  .dyad = {"RUS", "IRN"},
                                  .period = {},
                                  .value = value,
                                  .unit = "EUR",
                                  .change = {},
                                  .evidence = {"a", {at, at + 6}}});
  Account account = build({reading});
  ASSERT_EQ(account.indicators.size(), 2u);
  for (record::Indicator& loan : reading.indicators) loan.period = date("2025");
  account = build({reading});
  ASSERT_EQ(account.indicators.size(), 1u);
  EXPECT_TRUE(account.indicators[0].disputed);
}

TEST(Account, CallsADeliveryThatAPartyDeniesDisputed) {
  const Account account =
      build({told("a", "one.example", "2016-10-11", "Russia delivered S-300 systems to Iran."),
             told("b", "two.example", "2016-10-11",
                  "Iran denied that Russia delivered S-300 systems to Iran.", Claim::kDenied,
                  {state("IRN")})});
  ASSERT_EQ(account.occurrences.size(), 1u);
  EXPECT_EQ(account.occurrences[0].standing, Standing::kDisputed);
}

TEST(Account, ReadsNothingPublishedAfterItsDate) {
  const Account account =
      build({told("a", "one.example", "2016-10-11", "Russia delivered S-300 systems to Iran.")},
            "2016-01-01");
  EXPECT_TRUE(account.occurrences.empty());
  EXPECT_TRUE(account.documents.empty());
}

TEST(Account, DoesNotDependOnTheOrderOfReadings) {
  const Reading a =
      told("a", "one.example", "2016-10-11", "Russia delivered S-300 systems to Iran.");
  const Reading b =
      told("b", "two.example", "2016-10-12", "Moscow delivered S-300 systems to Tehran.");
  const Account one = build({a, b}), other = build({b, a});
  ASSERT_EQ(one.occurrences.size(), other.occurrences.size());
  EXPECT_EQ(one.occurrences[0].id, other.occurrences[0].id);
}

TEST(Account, QuotesTheWordsOfAnEvidence) {
  const Account account =
      build({told("a", "one.example", "2016-10-11", "Russia delivered S-300 systems to Iran.")});
  EXPECT_EQ(quote(account, {"a", {0, 6}}), "Russia");
  EXPECT_EQ(quote(account, {"z", {0, 6}}), "");
}

TEST(Account, FollowsOnePledgeThroughDocuments) {
  const Account account =
      build({pledged("a", "2007-12-01", "S-300 air defence systems", Stage::kSigned),
             pledged("b", "2010-09-22", "the S-300 systems", Stage::kSuspended),
             pledged("c", "2016-10-11", "S-300s", Stage::kDelivered)});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].events.size(), 3u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kFulfilled);
  EXPECT_EQ(account.pledges[0].standing.level, 3);
}

TEST(Account, AnswersForAnEarlierDate) {
  const Account account =
      build({pledged("a", "2007-12-01", "S-300 air defence systems", Stage::kSigned),
             pledged("b", "2010-09-22", "the S-300 systems", Stage::kSuspended),
             pledged("c", "2016-10-11", "S-300s", Stage::kDelivered)},
            "2012-01-01");
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kStalled);
}

TEST(Account, LeavesTheStandingWhereItWasAfterADeniedDelivery) {
  const Account account = build({pledged("a", "2023-03-01", "Su-35 fighters", Stage::kSigned),
                                 pledged("b", "2023-04-05", "Su-35 fighters", Stage::kDelivered,
                                         record::PledgeClaim::kDenied)});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.stage, Stage::kSigned);
}

TEST(Account, CallsADeliveryThatIsOnlyClaimedUnverified) {
  std::vector<Reading> readings = {
      pledged("a", "2024-05-01", "Fath-360 missiles", Stage::kCancelled),
      pledged("b", "2024-09-10", "Fath-360 missiles", Stage::kDelivered,
              record::PledgeClaim::kClaimed)};
  EXPECT_EQ(build(readings).pledges.at(0).standing.outcome, Outcome::kUnverified);
  EXPECT_EQ(build(readings).pledges.at(0).standing.stage, Stage::kDelivered);
  readings.push_back(pledged("c", "2024-09-12", "Fath-360 missiles", Stage::kDelivered,
                             record::PledgeClaim::kAdmitted));
  EXPECT_EQ(build(readings).pledges.at(0).standing.outcome, Outcome::kFulfilled);
}

TEST(Account, TakesNoThirdForAPartyThatFewReportsName) {
  std::vector<Reading> readings = {
      pledged("a", "2007-12-01", "S-300 air defence systems", Stage::kSigned),
      pledged("b", "2010-09-22", "S-300 air defence systems", Stage::kSuspended),
      pledged("c", "2011-04-11", "S-300 air defence systems", Stage::kDelayed)};
  readings[2].pledges[0].parties = readings[2].pledges[0].receivers = {"RUS", "IRN", "CHE"};
  const std::vector<std::string> two = {"RUS", "IRN"};
  EXPECT_EQ(build(readings).pledges.at(0).parties, two);
  readings[1].pledges[0].parties.push_back("CHE");
  EXPECT_EQ(build(readings).pledges.at(0).parties.size(), 3u);
  // An organisation stands for one of the two.
  readings[1].pledges[0].parties = {"IGO", "IRN"};
  readings[1].pledges[0].givers = {"IGO"};
  readings[1].document.extra.emplace_back("dyad", "\"RUS-IRN\"");
  readings[2].pledges[0].parties = readings[2].pledges[0].receivers = {"RUS", "IRN"};
  EXPECT_EQ(build(readings).pledges.at(0).parties, two);
}

TEST(Account, KeepsADeliveryWhereItIsWhenAPartIsToldAfterwards) {
  const Account account = build({pledged("a", "2016-10-11", "S-300s", Stage::kDelivered),
                                 pledged("b", "2016-11-01", "S-300s", Stage::kPartlyDelivered)});
  ASSERT_EQ(account.pledges.size(), 1U);
  EXPECT_EQ(account.pledges[0].standing.stage, Stage::kDelivered);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kFulfilled);
}

TEST(Account, NeverCallsSilenceABreach) {
  const Account account = build({pledged("a", "2019-01-01", "a railway to Astara", Stage::kSigned,
                                         record::PledgeClaim::kStated, "2021")});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kNoEvidence);
}

// The same, but its document names the buyer only.
Reading told_by_buyer(const std::string& id, const std::string& published, const std::string& what,
                      Stage stage) {
  Reading reading = pledged(id, published, what, stage);
  reading.pledges[0].givers = {"IRN"}, reading.pledges[0].receivers = {},
  reading.pledges[0].parties = {"IRN"};
  return reading;
}

TEST(Account, TakesInAStepThatNamesOneStateOnlyIfItNamesTheThing) {
  const Account account =
      build({pledged("a", "2007-12-01", "S-300 air defence systems", Stage::kSigned),
             told_by_buyer("b", "2016-10-11", "the S-300s", Stage::kDelivered),
             told_by_buyer("c", "2016-11-01", "new locomotives", Stage::kSigned)});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kFulfilled);
  EXPECT_NE(find_document(account, "b"), nullptr);
  EXPECT_EQ(find_document(account, "c"), nullptr);
}

TEST(Account, TakesInWhatAnOrganisationSignedOnTheSameThing) {
  Reading union_ = pledged("b", "2023-12-25", "full free trade pact", Stage::kSigned);
  union_.pledges[0].givers = union_.pledges[0].receivers =
      union_.pledges[0].parties = {"IGO", "IRN"};
  const Account account =
      build({pledged("a", "2023-06-19", "free trade pact", Stage::kNegotiating), union_});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.stage, Stage::kSigned);
  Reading other = union_;
  other.pledges[0].what = "loan for a dam";
  EXPECT_EQ(build({pledged("a", "2023-06-19", "free trade pact", Stage::kNegotiating), other})
                .pledges.size(),
            1u);
}

TEST(Account, TakesTheNamesOfThePartiesForNoNameOfAThing) {
  const Account account =
      build({pledged("a", "2022-08-19", "first batch of Iranian drones", Stage::kDelivered),
             pledged("b", "2024-11-04", "two Iranian satellites", Stage::kAnnounced)});
  EXPECT_EQ(account.pledges.size(), 2u);
}

TEST(Account, CountsADealThatWasPromisedAndIsInForceAsFulfilled) {
  const Account account =
      build({pledged("a", "2023-06-19", "free trade agreement", Stage::kNegotiating,
                     record::PledgeClaim::kStated, "2023-12-31"),
             pledged("b", "2025-05-15", "free trade agreement", Stage::kInForce)});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kFulfilledLate);
}

TEST(Account, CallsAClaimThatIsDeniedUnverified) {
  const Account account = build(
      {pledged("a", "2023-03-10", "Su-35 fighters", Stage::kAgreed, record::PledgeClaim::kClaimed),
       pledged("b", "2023-04-05", "Su-35 fighters", Stage::kDelivered,
               record::PledgeClaim::kDenied)});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kUnverified);
}

TEST(Account, JoinsAPromiseForADayWithTheDeedOfThatDay) {
  Reading promise = pledged("a", "2024-11-04", "two small satellites", Stage::kAnnounced,
                            record::PledgeClaim::kStated, "2024-11-05");
  std::swap(promise.pledges[0].givers, promise.pledges[0].receivers);
  const Account account =
      build({promise, pledged("b", "2024-11-05", "53 small satellites", Stage::kDelivered)});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kFulfilled);
}

TEST(Account, PutsWhatIsKnownByADayAtThatDay) {
  Reading by = pledged("c", "2016-08-30", "S-300 systems", Stage::kPartlyDelivered);
  by.pledges[0].history[0].date = date("../2016-08-30");
  const std::vector<Reading> readings = {
      pledged("a", "2007-12-01", "S-300 systems", Stage::kSigned),
      pledged("b", "2015-04-13", "S-300 systems", Stage::kResumed), by};
  EXPECT_EQ(build(readings).pledges[0].standing.outcome, Outcome::kPartly);
  EXPECT_EQ(build(readings, "2015-12-31").pledges[0].standing.outcome, Outcome::kInProgress);
}

TEST(Account, ShowsADeliveryBeforeThePromiseAsDisputed) {
  const Account account =
      build({pledged("a", "2012-03-01", "the Astara railway", Stage::kSigned),
             pledged("b", "2010-03-01", "the Astara railway", Stage::kDelivered)});
  ASSERT_EQ(account.pledges.size(), 1u);
  ASSERT_EQ(account.pledges[0].disputes.size(), 1u);
  EXPECT_EQ(account.pledges[0].disputes[0].field, "date");
}

// Both act together: "the two presidents signed"; `act` is the word for it.
Reading signed_together(const std::string& id, const std::string& day, const std::string& text,
                        EventType type, const std::string& act = "signed") {
  Reading reading = told(id, id + ".example", day, text);
  if (const size_t at = text.find(act); at != std::string::npos)
    reading.events[0].trigger = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + act.size())};
  reading.events[0].type = type;
  reading.events[0].actors = {state("RUS"), state("IRN")}, reading.events[0].recipients = {};
  reading.events[0].what = "";
  return reading;
}

TEST(Account, JoinsWhatTwoStatesSignOnOneDayInOtherWords) {
  const Account account =
      build({signed_together("a", "2025-01-17",
                             "The partnership was sealed in the Kremlin by both leaders.",
                             EventType::kSupport, "sealed"),
             signed_together("b", "2025-01-17",
                             "Presidents put their names to a broad partnership treaty.",
                             EventType::kSupport, "put")});
  EXPECT_EQ(account.occurrences.size(), 1u);
}

TEST(Account, TakesWhatATreatySaysOfItselfForNoReport) {
  record::Treaty treaty;
  treaty.document = "a";
  const Account account = build_account(
      {told("a", "one.example", "2016-10-11", "The goods are delivered to Iran under this Treaty."),
       told("b", "two.example", "2016-10-12", "Moscow delivered S-300 systems to Tehran.")},
      {treaty}, {.a = "RUS", .b = "IRN", .as_of = record::first_day(date("2030-01-01"))});
  ASSERT_EQ(account.occurrences.size(), 1u);
  EXPECT_EQ(account.occurrences[0].reports[0].event.document, "b");
}

TEST(Account, LeavesOutUndatedDocumentsWhereADateIsAskedFor) {
  const std::vector<Reading> readings = {
      told("dated", "one.example", "2016-10-11", "Russia delivered S-300 systems to Iran."),
      told("undated", "two.example", "", "Russia delivered S-300 systems to Iran.")};
  EXPECT_EQ(build_account(readings, {}, {.a = "RUS", .b = "IRN"}).documents.size(), 2u);
  const Account then = build_account(
      readings, {}, {.a = "RUS", .b = "IRN", .as_of = record::first_day(date("2020-01-01"))});
  ASSERT_EQ(then.documents.size(), 1u);
  EXPECT_EQ(then.documents[0].id, "dated");
}

TEST(Account, TakesTheSurestDateOfAllReports) {
  Reading week = signed_together(
      "a", "2025-09-26", "Russia and Iran signed a deal on four reactors.", EventType::kSupport);
  week.events[0].date = date("2025-09-22/2025-09-28");
  const Account account = build(
      {week, signed_together("b", "2025-09-26", "Russia and Iran signed the deal on four reactors.",
                             EventType::kSupport)});
  ASSERT_EQ(account.occurrences.size(), 1u);
  EXPECT_EQ(record::print(account.occurrences[0].date), "2025-09-26");
}

TEST(Account, KeepsStrikesOfTwoDaysWithOtherTollsApart) {
  Reading one = told("a", "x.example", "2024-11-03",
                     "Three people are killed and nine others injured in strikes on the port.");
  Reading two = told("b", "x.example", "2024-11-04",
                     "Five people are killed and twelve others injured in strikes on the port.");
  one.events[0].type = two.events[0].type = EventType::kAssault;
  EXPECT_EQ(build({one, two}).occurrences.size(), 2u);
}

TEST(Account, KeepsPledgesOfDifferentThingsApart) {
  const Account account = build({pledged("a", "2019-01-01", "Su-35 fighters", Stage::kSigned),
                                 pledged("b", "2019-02-01", "Mi-28 helicopters", Stage::kSigned)});
  EXPECT_EQ(account.pledges.size(), 2u);
}

TEST(Account, KeepsNumberedPartsOfOneThingApart) {
  const Account account =
      build({pledged("a", "2024-11-11", "stage one of the card link", Stage::kStarted),
             pledged("b", "2025-05-13", "stage three of the card link", Stage::kAnnounced)});
  EXPECT_EQ(account.pledges.size(), 2u);
}

TEST(Account, DoesNotMoveATreatyBackByWordsOfItsNegotiation) {
  const Account account =
      build({pledged("a", "2025-01-17", "the partnership treaty", Stage::kSigned),
             pledged("b", "2025-02-01", "the partnership treaty", Stage::kNegotiating)});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.stage, Stage::kSigned);
}

TEST(Account, CallsWhatIsInForceNotLate) {
  Reading reading = pledged("a", "2026-01-19", "partnership treaty", Stage::kInForce);
  const record::Evidence words{"a", {0, 4}};
  reading.pledges[0].history = {
      {date("2024-10"), Stage::kNegotiating, record::PledgeClaim::kStated, words},
      {date("2025-10-02"), Stage::kInForce, record::PledgeClaim::kStated, words},
      {{}, Stage::kDelayed, record::PledgeClaim::kStated, words}};
  const Account account = build({reading});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kFulfilled);
}

TEST(Account, PutsAnUndatedStepBeforeTheDatedOneThatFollowsIt) {
  Reading reading = pledged("a", "2026-01-19", "nuclear fuel", Stage::kDelivered);
  reading.pledges[0].history = {
      {{}, Stage::kDelayed, record::PledgeClaim::kStated, {"a", {0, 4}}},
      {date("2007-12"), Stage::kDelivered, record::PledgeClaim::kStated, {"a", {0, 4}}}};
  const Account account = build({reading});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.stage, Stage::kDelivered);
}

TEST(Account, CountsWhatWasPutIntoUseAsFulfilledAndTheStartOfWorksNot) {
  const auto outcome = [](const std::string& words) {
    Reading begun = pledged("b", "2025-05-13", words, Stage::kStarted);
    begun.pledges[0].what = "second stage of the card link";
    return build({pledged("a", "2024-11-14", "second stage of the card link", Stage::kAnnounced,
                          record::PledgeClaim::kStated, "2025-01"),
                  begun})
        .pledges.at(0)
        .standing.outcome;
  };
  EXPECT_EQ(outcome("The second stage of the card link was launched."), Outcome::kFulfilledLate);
  EXPECT_EQ(outcome("Construction of the second stage of the card link was launched."),
            Outcome::kInProgress);
  EXPECT_EQ(outcome("Talks on the second stage of the card link were opened."),
            Outcome::kInProgress);
}

TEST(Account, CountsWhatIsOpenAgainAsFulfilled) {
  const auto outcome = [](const std::string& words) {
    Reading again = pledged("b", "2015-08-14", words, Stage::kResumed);
    again.pledges[0].what = "embassies";
    return build({pledged("a", "2014-12-17", "embassies", Stage::kAnnounced), again})
        .pledges.at(0)
        .standing.outcome;
  };
  EXPECT_EQ(outcome("Kerry reopens the embassies."), Outcome::kFulfilled);
  EXPECT_EQ(outcome("Work on the embassies was resumed."), Outcome::kInProgress);
}

TEST(Account, CallsADelayAfterAPartPartly) {
  const Account account = build({pledged("a", "2021-12-06", "S-400s", Stage::kPartlyDelivered),
                                 pledged("b", "2025-06-27", "S-400s", Stage::kDelayed)});
  ASSERT_EQ(account.pledges.size(), 1u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kPartly);
}

TEST(Account, TakesFurtherUnitsForOthersThanTheFirst) {
  const Account account =
      build({pledged("a", "1995-01-08", "first unit of the Angra plant", Stage::kSigned),
             pledged("b", "2011-09-12", "first unit of the Angra plant", Stage::kDelivered),
             pledged("c", "2014-11-11", "two more units of the Angra plant", Stage::kSigned)});
  EXPECT_EQ(account.pledges.size(), 2u);
}

TEST(Account, TakesTheFieldOfTheWordingWhereTwoAreNamedAsOften) {
  std::vector<Reading> readings = {
      pledged("a", "2023-05-17", "agreement on the Rasht-Astara railway", Stage::kSigned),
      pledged("b", "2025-01-17", "Rasht-Astara railway", Stage::kAgreed)};
  readings[0].pledges[0].domain = "transport", readings[1].pledges[0].domain = "energy";
  ASSERT_EQ(build(readings).pledges.size(), 1u);
  EXPECT_EQ(build(readings).pledges[0].domain, "transport");
}

TEST(Account, JoinsAPartWithTheWholeThatNumbersIt) {
  const Account account =
      build({pledged("a", "2014-11-11", "contract for units 2 and 3", Stage::kSigned),
             pledged("b", "2017-03-15", "unit 2", Stage::kStarted),
             pledged("c", "2008-01-01", "the first unit", Stage::kAnnounced)});
  ASSERT_EQ(account.pledges.size(), 2u);
  EXPECT_EQ(account.pledges[1].events.size(), 2u);
}

// A pledge in the second sentence of a text whose first names what it is about.
Reading pledged_after(const std::string& id, const std::string& published, const std::string& first,
                      const std::string& what, Stage stage) {
  Reading reading = pledged(id, published, what, stage);
  reading.document.text = first + " " + what + ".";
  const auto begin = static_cast<uint32_t>(first.size() + 1);
  reading.pledges[0].history[0].evidence.span = {begin,
                                                 begin + static_cast<uint32_t>(what.size()) + 1};
  return reading;
}

TEST(Account, CallsADeliveryOfFewerThanWerePromisedAPart) {
  const auto boats = [](const std::string& id, const std::string& day, const std::string& count,
                        double value, Stage stage) {
    Reading reading = pledged(id, day, count + " Raptor patrol boats", stage);
    reading.pledges[0].amount = record::Amount{.value = value, .unit = "boat", .span = {}};
    return reading;
  };
  const Reading promise = boats("a", "2019-05-01", "forty", 40, Stage::kSigned);
  const Reading twelve = boats("b", "2021-03-01", "twelve", 12, Stage::kDelivered);
  Account part = build({promise, twelve});
  ASSERT_EQ(part.pledges.size(), 1U);
  EXPECT_EQ(part.pledges[0].standing.stage, Stage::kPartlyDelivered);
  // "12 boats" says how many without an amount.
  Reading in_words = boats("b", "2021-03-01", "12", 12, Stage::kDelivered);
  in_words.pledges[0].amount.reset();
  part = build({promise, in_words});
  ASSERT_EQ(part.pledges.size(), 1U);
  EXPECT_EQ(part.pledges[0].standing.stage, Stage::kPartlyDelivered);
  // A denied delivery is no part.
  Reading denied = twelve;
  denied.pledges[0].history[0].claim = record::PledgeClaim::kDenied;
  part = build({promise, denied});
  ASSERT_EQ(part.pledges.size(), 1U);
  EXPECT_EQ(part.pledges[0].standing.stage, Stage::kSigned);
}

TEST(Account, AddsUpDeliveriesUntilWhatWasPromisedIsThere) {
  const auto of = [](const std::string& id, const std::string& day, double value,
                     const std::string& unit, Stage stage) {
    Reading reading = pledged(id, day, "Raptor patrol boats", stage);
    reading.pledges[0].amount = record::Amount{.value = value, .unit = unit, .span = {}};
    return reading;
  };
  const auto stage_after = [](const std::vector<Reading>& readings) {
    const Account account = build(readings);
    EXPECT_EQ(account.pledges.size(), 1U);
    return account.pledges.at(0).standing.stage;
  };
  const Reading promise = of("a", "2019-05-01", 40, "boat", Stage::kSigned);
  const Reading twenty = of("b", "2021-03-01", 20, "boat", Stage::kDelivered);
  const Reading others = of("c", "2022-03-01", 20, "boat", Stage::kDelivered);
  EXPECT_EQ(stage_after({promise, twenty, others}), Stage::kDelivered);
  // Told twice of one day, it is the same delivery.
  Reading again = of("c", "2021-03-01", 20, "boat", Stage::kDelivered);
  EXPECT_EQ(stage_after({promise, twenty, again}), Stage::kPartlyDelivered);
  // 95 of 100 are as good as all.
  EXPECT_EQ(stage_after({promise, of("b", "2021-03-01", 38, "boat", Stage::kDelivered)}),
            Stage::kDelivered);
  EXPECT_EQ(stage_after({promise, of("b", "2021-03-01", 37, "boat", Stage::kDelivered)}),
            Stage::kPartlyDelivered);
  // Texts round sums of money.
  EXPECT_EQ(stage_after({of("a", "2019-05-01", 4e9, "USD", Stage::kSigned),
                         of("b", "2021-03-01", 3e9, "USD", Stage::kDelivered)}),
            Stage::kDelivered);
}

TEST(Account, TakesTheNameOfTheThingFromTheSentenceBefore) {
  const Account account = build({pledged("a", "2010-03-01", "the Astara railway", Stage::kSigned),
                                 pledged_after("b", "2012-03-01", "Engineers came to Astara.",
                                               "Construction", Stage::kStarted),
                                 pledged_after("c", "2012-04-01", "Engineers came to Bandar.",
                                               "Construction", Stage::kStarted)});
  ASSERT_EQ(account.pledges.size(), 2u);
  EXPECT_EQ(account.pledges[0].mentions.size(), 2u);
  EXPECT_EQ(account.pledges[0].standing.outcome, Outcome::kInProgress);
}

TEST(Account, TakesThePersonsOfADocumentForNoNameOfAThing) {
  const auto with_person = [](Reading reading) {
    Event event = told("x", "x.example", "2010-03-02", "Petrov spoke.").events[0];
    event.actors[0].name = "Ivan Petrov", event.actors[0].role = "person";
    reading.events.push_back(event);
    return reading;
  };
  const Account account =
      build({with_person(pledged("a", "2010-03-02", "warrant for Ivan Petrov", Stage::kSigned)),
             with_person(pledged("b", "2012-05-24", "hearing of Petrov", Stage::kDelayed))});
  EXPECT_EQ(account.pledges.size(), 2u);
}

TEST(Account, TakesTitlesOfPapersForNoNames) {
  const Account account = build(
      {pledged("a", "2019-05-08", "withdrawal from the Comprehensive Plan", Stage::kAnnounced),
       pledged("b", "2025-01-17", "Treaty on Comprehensive Partnership", Stage::kSigned)});
  EXPECT_EQ(account.pledges.size(), 2u);
}

TEST(Account, TakesAPromiseAfterADeliveryForAnotherThing) {
  const Account account =
      build({pledged("a", "2024-02-29", "a small satellite", Stage::kDelivered),
             pledged("b", "2024-11-04", "two small satellites", Stage::kAnnounced)});
  EXPECT_EQ(account.pledges.size(), 2u);
}

TEST(Account, TellsPapersApartThatWereSignedOnOtherDays) {
  const Account account = build({pledged("a", "2018-05-17", "trade agreement", Stage::kSigned),
                                 pledged("b", "2023-12-25", "trade agreement", Stage::kSigned)});
  EXPECT_EQ(account.pledges.size(), 2u);
}

TEST(Account, ReadsADocumentAsOfTheTwoStatesThatItIsFiledUnder) {
  Reading alone = told_by_buyer("b", "2016-10-11", "new locomotives", Stage::kDelivered);
  EXPECT_TRUE(build({alone}).pledges.empty());
  alone.document.extra = {{"dyad", "\"RUS-IRN\""}};
  EXPECT_EQ(build({alone}).pledges.size(), 1u);
  alone.document.extra = {{"dyad", "[\"IRN\", \"IND\"]"}};
  EXPECT_TRUE(build({alone}).pledges.empty());
}

TEST(Account, AsksForTheAsidesThatItWouldJoinAndForNoOthers) {
  const std::vector<std::string> both = {"S-300 air defence systems", "the Astara railway loan"};
  EXPECT_EQ(may_concern(both, {"the S-300s", "railway loan", "a railway", "systems of air defence",
                               "locomotives", "the deal"}),
            (std::vector<bool>{true, true, false, true, false, false}));
}

}  // namespace
}  // namespace servanda::ledger
