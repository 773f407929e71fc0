// Tests what of the readings the ledger takes for a matter of the two states.
#include <gtest/gtest.h>

#include "servanda/ledger/account.h"
#include "servanda/ledger/test_readings.h"

namespace servanda::ledger {
namespace {

TEST(Account, LeavesOutPledgesOfOneSideAloneAndWhatOnlyPoints) {
  Reading alone = pledged("a", "2020-01-01", "gas pipeline to the coast", Stage::kAnnounced);
  alone.pledges[0].receivers = {}, alone.pledges[0].parties = {"RUS"};
  alone.events = told("a", "", "2020-01-01", "delivered").events;
  EXPECT_TRUE(build({alone}).pledges.empty());
  // Told again by a text that names the two alone, it is theirs.
  Reading again = alone;
  again.document.id = again.events[0].document = "c", again.pledges[0].id = "c#p0";
  EXPECT_EQ(build({alone, again}).pledges.size(), 1u);
  alone.document.extra.emplace_back("dyad", "\"RUS-IRN\"");
  EXPECT_EQ(build({alone}).pledges.size(), 1u);
  EXPECT_TRUE(build({pledged("b", "2020-01-01", "this news", Stage::kAnnounced)}).pledges.empty());
}

TEST(Account, JudgesPledgesByTheLastDayThatDocumentsKnowOfUnlessAskedForAnother) {
  const std::vector<Reading> readings = {
      pledged("a", "2020-01-01", "rail link", Stage::kSigned, record::PledgeClaim::kStated, "2027"),
      pledged("b", "2020-06-01", "gas plant", Stage::kSigned)};
  const Account plain = build_account(readings, {}, {.a = "RUS", .b = "IRN"});
  EXPECT_EQ(plain.pledges.at(0).standing.outcome, Outcome::kOpen);
  EXPECT_EQ(build(readings).pledges.at(0).standing.outcome, Outcome::kNoEvidence);
}

TEST(Account, TakesASpanOfYearsUpToItsDocumentForNewsOfThatDay) {
  Reading reading = pledged("a", "2016-08-31", "commercial flight", Stage::kDelivered);
  reading.pledges[0].history[0].date = date("1961/2016-08-31");
  reading.pledges[0].due = date("1961/..");
  const Account account = build({reading});
  EXPECT_EQ(record::print(account.pledges.at(0).events.at(0).date), "../2016-08-31");
  EXPECT_FALSE(account.pledges.at(0).first_due.known());
}

TEST(Account, TakesTheNamesOfStatesForNoThing) {
  const Account account =
      build({pledged("a", "2014-05-01", "rail link in Cuba", Stage::kAnnounced),
             pledged("b", "2016-05-01", "Cuban oil refinery", Stage::kAnnounced)});
  EXPECT_EQ(account.pledges.size(), 2u);
}

TEST(Account, TakesNoSpeakingForAnAct) {
  Reading spoken = told("a", "x.com", "2020-01-01", "Russia had spoken of jets for Iran.");
  spoken.events[0].trigger = {11, 17};
  EXPECT_TRUE(build({spoken}).occurrences.empty());
  Reading claimed =
      told("b", "x.com", "2020-01-01", "Russia claimed that jets were delivered to Iran.");
  claimed.events.push_back(claimed.events[0]);
  claimed.events[1].id = "b#1", claimed.events[1].trigger = {7, 14};
  EXPECT_EQ(build({claimed}).occurrences.size(), 2u);  // an accusation may be meant
  claimed.events[0].claim = Claim::kAttributed;
  EXPECT_EQ(build({claimed}).occurrences.size(), 1u);
}

TEST(Account, KeepsMotivesOfThoseWhoSpeakForAState) {
  Reading reading = told("a", "x.com", "2020-01-01", "Russia delivered it.");
  Actor people = state("IRN");
  people.sector = "CVL";
  reading.motives = {{{state("IRN")}, "to trade", {"a", {0, 6}}},
                     {{people}, "to flee", {"a", {0, 6}}}};
  const Account account = build({reading});
  ASSERT_EQ(account.motives.size(), 1u);
  EXPECT_EQ(account.motives[0].purpose, "to trade");
}

TEST(Account, LeavesOutWhatTwoStatesOnlySufferOrDoAmongMany) {
  const auto occurrences = [](std::vector<Actor> actors, std::vector<Actor> recipients,
                              EventType type) {
    Reading reading = told("a", "one.example", "2016-10-11", "A sentence on many states.");
    reading.events[0].actors = std::move(actors);
    reading.events[0].recipients = std::move(recipients);
    reading.events[0].type = type;
    return build({reading}).occurrences.size();
  };
  const Actor rus = state("RUS"), irn = state("IRN"), usa = state("USA"), irq = state("IRQ");
  EXPECT_EQ(occurrences({usa}, {rus, irn}, EventType::kSanction), 0u);
  EXPECT_EQ(occurrences({usa}, {rus, irn}, EventType::kConsult), 1u);
  EXPECT_EQ(occurrences({rus, irn, irq, usa}, {}, EventType::kCoerce), 0u);
  EXPECT_EQ(occurrences({rus, irn, irq, usa}, {}, EventType::kAgree), 1u);
  EXPECT_EQ(occurrences({rus, irn}, {usa}, EventType::kAccuse), 1u);
  EXPECT_EQ(occurrences({rus}, {irn, usa}, EventType::kAid), 1u);
}

TEST(Account, TakesForAPledgeOfTheTwoWhatOneOfThemGives) {
  Reading reading = pledged("a", "2020-01-01", "food for the harbour", Stage::kAnnounced);
  EXPECT_EQ(build({reading}).pledges.size(), 1u);
  reading.pledges[0].givers = {"CHN"}, reading.pledges[0].parties = {"CHN", "RUS", "IRN"};
  EXPECT_TRUE(build({reading}).pledges.empty());
}

TEST(Account, TakesNoBlowAndNoPunishmentForAPledge) {
  EXPECT_TRUE(build({pledged("a", "2020-01-01", "further retaliation", Stage::kAnnounced)})
                  .pledges.empty());
  EXPECT_TRUE(
      build({pledged("a", "2020-01-01", "attacks on the coast", Stage::kStarted)}).pledges.empty());
  EXPECT_TRUE(
      build({pledged("a", "2020-01-01", "ban on arms sales", Stage::kStarted)}).pledges.empty());
  EXPECT_EQ(
      build({pledged("a", "2020-01-01", "ban on arms sales", Stage::kCancelled)}).pledges.size(),
      1u);
  EXPECT_EQ(
      build({pledged("a", "2020-01-01", "attack helicopters", Stage::kSigned)}).pledges.size(), 1u);
}

TEST(Account, JoinsByTheSameTwoPartsWhatNamesOneStateAlone) {
  const Reading both = pledged("a", "2021-12-01", "units 2 and 3", Stage::kDelayed);
  Reading one = pledged("b", "2015-06-01", "units 2 and 3", Stage::kAnnounced);
  one.pledges[0].receivers = {}, one.pledges[0].parties = {"RUS"};
  ASSERT_EQ(build({both, one}).pledges.size(), 1u);
  EXPECT_EQ(build({both, one}).pledges[0].mentions.size(), 2u);
  one.pledges[0].what = "unit 3", one.document.text = "unit 3";
  EXPECT_EQ(build({both, one}).pledges.at(0).mentions.size(), 1u);
}

TEST(Account, NamesAPartByWhatStandsBesideIt) {
  Reading reading = pledged("a", "2021-12-01", "Stage one", Stage::kAnnounced);
  reading.document.text = "Petrov said linking Alfa and Beta goes on. Stage one begins soon.";
  reading.pledges[0].history[0].evidence.span = {43, 65};
  EXPECT_EQ(build({reading}).pledges.at(0).what, "Alfa, Beta: Stage one");
}

TEST(Account, JoinsNothingByThePlaceWhereItWasAgreed) {
  Reading deal = pledged("a", "2023-03-10", "Beijing deal", Stage::kAnnounced);
  Reading other = pledged("b", "2023-03-10", "missions", Stage::kAgreed);
  other.document.text = "Envoys agreed in Beijing to open missions in spring.";
  other.pledges[0].history[0].evidence.span = {0, 51};
  EXPECT_EQ(build({deal, other}).pledges.size(), 2u);
  other.document.text = "Envoys will in spring open missions for Beijing too.";
  EXPECT_EQ(build({deal, other}).pledges.size(), 1u);
}

TEST(Account, JoinsNothingByAWordForWatersAndLands) {
  EXPECT_EQ(build({pledged("a", "2023-12-01", "statement on three Gulf islands", Stage::kDelivered),
                   pledged("b", "2024-03-01", "naval drill in the Gulf", Stage::kDelivered)})
                .pledges.size(),
            2u);
}

TEST(Account, TakesForAPledgeNoVisitThatIsUnderWay) {
  EXPECT_TRUE(build({pledged("a", "2020-01-01", "visit", Stage::kStarted)}).pledges.empty());
  EXPECT_EQ(build({pledged("a", "2020-01-01", "visit", Stage::kAnnounced)}).pledges.size(), 1u);
}

TEST(Account, TakesFromNewsNoPledgeThatIsToldWhereItSpeaksOfOthers) {
  const std::string text =
      "Russia met Iran's envoy. Russian jets left. A Chinese theatre was opened.";
  Reading reading = pledged("a", "2020-01-01", "theatre", Stage::kDelivered);
  reading.document.text = text;
  reading.events = told("a", "", "2020-01-01", text).events;
  reading.pledges[0].history[0].evidence.span = {44, static_cast<uint32_t>(text.size())};
  EXPECT_TRUE(build({reading}).pledges.empty());
  reading.pledges[0].what = "Alfa theatre";
  EXPECT_EQ(build({reading}).pledges.size(), 1u);
  reading.pledges[0].what = "theatre";
  reading.pledges[0].history[0].evidence.span = {0, 6};
  EXPECT_EQ(build({reading}).pledges.size(), 1u);
  // One of the two named: not where the item names a third state, too.
  reading.pledges[0].history[0].evidence.span = {25, 37};
  EXPECT_EQ(build({reading}).pledges.size(), 1u);
  reading.events.push_back(reading.events[0]);
  reading.events[1].actors = {state("CHN")};
  EXPECT_TRUE(build({reading}).pledges.empty());
}

// The acts beside a pledge say whom its sentence names, though they are of the two themselves.
TEST(Account, AsksAllActsOfAnItemWhomThePledgeIsToldOf) {
  const std::string text = "Putin sold jets to Rouhani. Erdogan objected in Russia.";
  Reading reading = pledged("a", "2020-01-01", "jets", Stage::kDelivered);
  reading.document.text = text;
  reading.events = told("a", "", "2020-01-01", text).events;
  reading.events[0].actors[0].span = {0, 5};
  reading.events[0].recipients[0].span = {19, 26};
  reading.pledges[0].history[0].evidence.span = {0, 27};
  EXPECT_EQ(build({reading}).pledges.size(), 1u);
}

TEST(Account, TakesFromNewsOfManyStatesOnlyTheMotivesToldBesideAnActOfTheTwo) {
  const std::string text = "Russia delivered it to Iran. China spoke out to calm Japan.";
  Reading reading = told("a", "x.com", "2020-01-01", text);
  reading.events[0].evidence = {0, 28};
  Event other = reading.events[0];
  other.id = "a#1", other.actors = {state("CHN")}, other.recipients = {state("JPN")};
  other.evidence = {29, static_cast<uint32_t>(text.size())};
  reading.events.push_back(other);
  reading.motives = {{{state("RUS")}, "to deliver", {"a", {0, 10}}},
                     {{state("IRN")}, "to calm", {"a", {45, 58}}}};
  ASSERT_EQ(build({reading}).motives.size(), 1u);
  EXPECT_EQ(build({reading}).motives[0].purpose, "to deliver");
  reading.document.text += std::string(3000, ' ');
  EXPECT_EQ(build({reading}).motives.size(), 2u);
}

TEST(Account, FindsNoDisputeInWhatOneTextTellsOfTwoParts) {
  const auto with = [](const std::string& id, const std::string& what, double value) {
    Reading reading = pledged(id, "2020-01-01", what, Stage::kSigned);
    reading.pledges[0].amount = record::Amount{.value = value, .unit = "JPY"};
    return reading;
  };
  Reading one = with("a", "loan for the Alma subway", 64e9);
  one.pledges.push_back(with("a", "second loan for the Alma subway", 104e9).pledges[0]);
  one.pledges[1].id = "a#p1";
  for (const PledgeAccount& pledge : build({one}).pledges) EXPECT_TRUE(pledge.disputes.empty());
  const Account two = build(
      {with("a", "loan for the Alma subway", 64e9), with("b", "loan for the Alma subway", 104e9)});
  ASSERT_EQ(two.pledges.size(), 1u);
  EXPECT_EQ(two.pledges[0].disputes.size(), 1u);
}

TEST(Account, FindsNoDisputeBetweenAWholeAndItsPartInOneBreath) {
  Reading reading = told("a", "x.com", "2020-01-01", "Russia delivered 1.3 of 1.6 billion.");
  const auto value = [](double amount, uint32_t begin) {
    record::Indicator indicator;
    indicator.name = "loan", indicator.value = amount, indicator.unit = "EUR";
    indicator.dyad = {"RUS", "IRN"}, indicator.period = date("2020");
    indicator.evidence = {"a", {begin, begin + 10}};
    return indicator;
  };
  reading.indicators = {value(1.3e9, 0), value(1.6e9, 5)};
  EXPECT_FALSE(build({reading}).indicators.at(0).disputed);
  reading.indicators = {value(1.3e9, 0), value(1.6e9, 20)};
  EXPECT_TRUE(build({reading}).indicators.at(0).disputed);
}

}  // namespace
}  // namespace servanda::ledger
