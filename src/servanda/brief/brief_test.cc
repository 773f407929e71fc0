// Checks that every sentence of a brief rests on words, and that nothing doubtful is told as a
// deed.
#include "servanda/brief/brief.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <type_traits>
#include <vector>

#include "servanda/brief/event_sentence.h"
#include "servanda/brief/test_account.h"
#include "servanda/brief/wording.h"

namespace servanda::brief {
namespace {

// A sentence without evidence does not compile, and there is no way to make grounds out of nothing.
static_assert(!std::is_default_constructible_v<Sentence>);
static_assert(!std::is_constructible_v<Sentence, std::string>);
static_assert(!std::is_constructible_v<Sentence, std::string, std::vector<record::Evidence>>);
static_assert(!std::is_constructible_v<Sentence, std::string, std::nullopt_t>);
static_assert(std::is_constructible_v<Sentence, std::string, Grounds>);
static_assert(!std::is_default_constructible_v<Grounds>);
static_assert(!std::is_constructible_v<Grounds, std::vector<record::Evidence>>);

TEST(Grounds, HaveNothingToStandOnWithoutWords) {
  AccountBuilder builder;
  builder.document("d1", "2025-01-18", "Russia and Iran signed a contract.   ", "tass.com");
  EXPECT_FALSE(Grounds::of(builder.account, {}));
  EXPECT_FALSE(Grounds::of(builder.account, {{"absent", {0, 5}}}));
  EXPECT_FALSE(Grounds::of(builder.account, {{"d1", {5, 5}}}));
  EXPECT_FALSE(Grounds::of(builder.account, {{"d1", {35, 37}}}));
  ASSERT_TRUE(Grounds::of(builder.account, {{"absent", {0, 5}}, {"d1", {0, 6}}, {"d1", {0, 6}}}));
  EXPECT_EQ(Grounds::of(builder.account, {{"absent", {0, 5}}, {"d1", {0, 6}}, {"d1", {0, 6}}})
                ->evidence()
                .size(),
            1u);
}

TEST(WholeSentence, EndsAtStopsAndNotInAbbreviations) {
  AccountBuilder builder;
  builder.document("d1", "2025-01-18",
                   "It rained. The U.S. envoy and Mr. Araghchi met in Rome (Italy). \nThey parted",
                   "tass.com");
  const auto words = [&](const std::string& part) {
    return std::string(
        ledger::quote(builder.account, whole_sentence(builder.account, builder.words("d1", part))));
  };
  EXPECT_EQ(words("envoy"), "The U.S. envoy and Mr. Araghchi met in Rome (Italy).");
  EXPECT_EQ(words("rained"), "It rained.");
  EXPECT_EQ(words("They parted"), "They parted");
  EXPECT_EQ(words("rained. The"),
            "It rained. The U.S. envoy and Mr. Araghchi met in Rome (Italy).");
}

TEST(WriteBrief, TellsADeedWithItsDateAndItsNote) {
  AccountBuilder builder;
  builder.document("d1", "2016-10-13", "Russia and Iran signed a contract in Moscow.", "tass.com");
  builder.occurrence("d1", record::EventType::kSupport, "2016-10-13", "signed", "a contract")
      .place = "Moscow";
  const Brief brief = write_brief(builder.account, {});
  EXPECT_NE(section_text(brief, "happened")
                .find("[] 13 October 2016: Russia and Iran signed a contract in Moscow."),
            std::string::npos)
      << section_text(brief, "happened");
  ASSERT_EQ(brief.footnotes.size(), 1u);
  EXPECT_EQ(brief.footnotes[0].quote, "Russia and Iran signed a contract in Moscow.");
  EXPECT_EQ(reference(brief.footnotes[0]), "tass.com, “Title of d1”, 13 October 2016.");
}

TEST(EventSentence, TellsTheCases) {
  std::ifstream file(SERVANDA_ROOT "/tests/cases/brief/sentences.txt");
  size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("//")) continue;
    std::vector<std::string> parts(1);
    for (size_t at = 0; at < line.size(); ++at) {
      if (line.compare(at, 3, " | ") == 0) {
        parts.emplace_back();
        at += 2;
      } else {
        parts.back() += line[at];
      }
    }
    ASSERT_EQ(parts.size(), 5u) << line;
    AccountBuilder builder;
    builder.document("d1", "2024-03-12", parts[0], "tass.com");
    const ledger::Occurrence& occurrence =
        builder.occurrence("d1", record::parse_event_type(parts[3]).value(), "2024-03-12", parts[1],
                           parts[2] == "-" ? "" : parts[2]);
    const auto sentence = event_sentence(builder.account, occurrence);
    ASSERT_TRUE(sentence) << line;
    EXPECT_EQ(sentence->text(), parts[4]);
    ++cases;
  }
  EXPECT_GE(cases, 18u);
}

TEST(EventSentence, NamesAStateAsTheTextNamesItAndTheReceiverOnce) {
  AccountBuilder builder;
  builder.document("d1", "2013-09-23", "Russia handed over the operation of the plant to Iran.",
                   "tass.com");
  ledger::Occurrence& occurrence = builder.occurrence("d1", record::EventType::kCooperate,
                                                      "2013-09-23", "handed over", "operation");
  occurrence.recipients = {occurrence.actors.back()};
  record::Event& event = occurrence.reports.front().event;
  event.recipients = {event.actors.back()};
  event.actors.pop_back(), occurrence.actors.pop_back();
  event.actors.front().name.clear(), event.actors.front().sector = "MIL";
  EXPECT_EQ(event_sentence(builder.account, occurrence)->text(),
            "Russia handed over the operation of the plant to Iran.");
}

TEST(EventSentence, KeepsTheArticleOfAPlace) {
  AccountBuilder builder;
  builder.document("d1", "2023-12-07", "Russia and Iran met in the Kremlin.", "tass.com");
  ledger::Occurrence& occurrence =
      builder.occurrence("d1", record::EventType::kConsult, "2023-12-07", "met", "");
  occurrence.place = "Kremlin";
  EXPECT_EQ(event_sentence(builder.account, occurrence)->text(),
            "Russia and Iran met in the Kremlin.");
}

TEST(WriteBrief, RepeatsADenialOfTheHistoryUnderWhatIsDisputed) {
  AccountBuilder builder;
  builder.document("d1", "2022-10-18", "Iran denied that Russia and Iran signed a contract.",
                   "irna.ir");
  builder.occurrence("d1", record::EventType::kSupport, "2022-10", "signed", "contract").standing =
      ledger::Standing::kDenied;
  const Brief brief = write_brief(builder.account, {});
  EXPECT_NE(section_text(brief, "happened").find("[denied]"), std::string::npos);
  EXPECT_NE(section_text(brief, "disputed").find("[denied] October 2022:"), std::string::npos)
      << section_text(brief, "disputed");
}

TEST(Publisher, IsTheSourceElseTheTitleElseTheFile) {
  record::Document document;
  document.id = "ab12", document.path = "reports/note.txt", document.media_type = "text/plain";
  EXPECT_EQ(publisher(document), "note.txt");
  document.title = "A note";
  EXPECT_EQ(publisher(document), "A note");
  document.source = "tass.com";
  EXPECT_EQ(publisher(document), "tass.com");
  EXPECT_EQ(publisher({.id = "r1", .path = "news.jsonl", .media_type = "application/json"}), "r1");
}

TEST(About, TakesDocumentsOfUnknownSourceForOnePublisher) {
  AccountBuilder builder;
  builder.document("d1", "2016-10-13", "Russia and Iran signed a contract.", "");
  builder.document("d2", "2016-10-14", "Russia and Iran signed a contract yesterday.", "");
  EXPECT_EQ(write_brief(builder.account, {}).publishers, 1u);
  builder.document("d3", "2016-10-15", "Russia and Iran signed it.", "tass.com");
  EXPECT_EQ(write_brief(builder.account, {}).publishers, 2u);
}

TEST(About, NamesOneDayOnce) {
  AccountBuilder builder;
  builder.document("d1", "2016-10-13", "Russia and Iran signed a contract.", "tass.com");
  EXPECT_TRUE(about(write_brief(builder.account, {})).starts_with("A brief from one document"));
  EXPECT_NE(about(write_brief(builder.account, {})).find("of 13 October 2016."), std::string::npos);
}

TEST(About, SaysThatADateIsGuessed) {
  AccountBuilder builder;
  builder.document("d1", "2016-10", "Russia and Iran signed a contract in October 2016.", "");
  EXPECT_EQ(about(write_brief(builder.account, {})).find("does not say"), std::string::npos);
  builder.account.documents[0].date_basis = "inferred: the latest date in the text, “October 2016”";
  EXPECT_NE(about(write_brief(builder.account, {}))
                .find("of October 2016. One document does not say when it was written: "),
            std::string::npos);
}

TEST(WriteBrief, QuotesTheSourceWhereAnActorComesFromElsewhere) {
  AccountBuilder builder;
  builder.document("d1", "2025-06-13",
                   "Israel attacked sites in Iran. Russia condemned the attack.", "tass.com");
  ledger::Occurrence& occurrence =
      builder.occurrence("d1", record::EventType::kAccuse, "2025-06-13", "condemned", "");
  occurrence.actors.resize(1), occurrence.reports[0].event.actors.resize(1);
  occurrence.recipients = {
      {.code = "IRN", .sector = "MIL", .name = "Iran", .role = "", .wikidata = "", .span = {}}};
  occurrence.reports[0].event.recipients = occurrence.recipients;
  occurrence.reports[0].event.recipients[0].span = builder.words("d1", "Iran").span;
  occurrence.reports[0].event.evidence = builder.words("d1", "Russia condemned the attack.").span;
  const std::string text = section_text(write_brief(builder.account, {}), "happened");
  EXPECT_NE(text.find("“Russia condemned the attack.”"), std::string::npos) << text;
  EXPECT_EQ(text.find("condemned Iran"), std::string::npos) << text;
}

TEST(WriteBrief, QuotesTheSourceWhereTwoActorsDoNotStandSideBySide) {
  AccountBuilder builder;
  builder.document("d1", "2025-04-08", "Russia approved the trade agreement with Iran.",
                   "tass.com");
  builder.occurrence("d1", record::EventType::kSupport, "2025-04-08", "approved",
                     "the trade agreement");
  const std::string text = section_text(write_brief(builder.account, {}), "happened");
  EXPECT_NE(text.find("“Russia approved the trade agreement with Iran.”"), std::string::npos)
      << text;
}

TEST(WriteBrief, QuotesTheSourceWhereAStateOnlyOwnsTheActor) {
  AccountBuilder builder;
  builder.document("d1", "2007-04-23", "Russia and Iran's nuclear agency signed a protocol.",
                   "tass.com");
  builder.occurrence("d1", record::EventType::kSupport, "2007-04-23", "signed", "a protocol");
  const std::string text = section_text(write_brief(builder.account, {}), "happened");
  EXPECT_NE(text.find("“Russia and Iran's nuclear agency signed a protocol.”"), std::string::npos)
      << text;
}

TEST(WriteBrief, TellsWhoActedAsTheFirstReportHasIt) {
  AccountBuilder builder;
  builder.document("d1", "2022-07-19", "Russia and Iran signed a memorandum.", "tass.com");
  ledger::Occurrence& occurrence =
      builder.occurrence("d1", record::EventType::kSupport, "2022-07-19", "signed", "a memorandum");
  occurrence.actors.push_back(
      {.code = "TUR", .sector = "GOV", .name = "Turkey", .role = "", .wikidata = "", .span = {}});
  const std::string text = section_text(write_brief(builder.account, {}), "happened");
  EXPECT_NE(text.find("Russia and Iran signed a memorandum."), std::string::npos) << text;
}

TEST(WriteBrief, ShowsBothValuesOfADispute) {
  AccountBuilder builder;
  builder.document("d1", "2025-01-01", "Trade was $2.5 billion in 2023.", "osw.waw.pl");
  builder.document("d2", "2025-01-02", "Trade was $4 billion in 2023.", "irna.ir");
  ledger::IndicatorAccount trade{.name = "trade volume",
                                 .dyad = {"RUS", "IRN"},
                                 .period = record::make_year(2023),
                                 .unit = "USD",
                                 .values = {},
                                 .disputed = true};
  trade.values.push_back({.name = "trade volume",
                          .dyad = {},
                          .period = record::make_year(2023),
                          .value = 2.5e9,
                          .unit = "USD",
                          .change = {},
                          .approximation = {},
                          .evidence = builder.words("d1", "$2.5 billion in 2023")});
  trade.values.push_back({.name = "trade volume",
                          .dyad = {},
                          .period = record::make_year(2023),
                          .value = 4e9,
                          .unit = "USD",
                          .change = {},
                          .approximation = {},
                          .evidence = builder.words("d2", "$4 billion in 2023")});
  builder.account.indicators.push_back(trade);
  const Brief brief = write_brief(builder.account, {});
  EXPECT_NE(section_text(brief, "disputed")
                .find("[disputed] Trade volume in 2023: $2.5 billion (osw.waw.pl) and $4 billion "
                      "(irna.ir)."),
            std::string::npos)
      << section_text(brief, "disputed");
}

ledger::PledgeAccount pledge_of(const std::string& what) {
  ledger::PledgeAccount pledge;
  pledge.id = "d1#p0", pledge.what = what, pledge.givers = {"IRN"}, pledge.receivers = {"RUS"};
  pledge.parties = {"IRN", "RUS"}, pledge.domain = "arms";
  return pledge;
}

TEST(Pledges, NameThePartiesWhereReportsPutOneOnBothSides) {
  AccountBuilder builder;
  builder.document("d1", "2022-11-05", "Iran signed a contract for missiles.", "tass.com");
  ledger::PledgeAccount pledge = pledge_of("missiles");
  pledge.givers = {"IRN", "RUS"};
  pledge.events.resize(1);
  pledge.events[0].stage = record::Stage::kSigned, pledge.events[0].date = record::make_year(2022);
  pledge.events[0].evidence = {builder.words("d1", "signed")};
  pledge.standing.stage = record::Stage::kSigned;
  builder.account.pledges.push_back(pledge);
  const std::string text = section_text(write_brief(builder.account, {}), "pledges");
  EXPECT_NE(text.find("| Iran and Russia |"), std::string::npos) << text;
}

TEST(Pledges, GiveNoDayToAStepThatALongTextTellsWithoutOne) {
  AccountBuilder builder;
  builder.document("d1", "2026-01-19",
                   "They agreed on missiles. In 2022 they signed. " + std::string(3000, '.'),
                   "note.org");
  ledger::PledgeAccount pledge = pledge_of("missiles");
  pledge.events.resize(2);
  pledge.events[0].stage = record::Stage::kSigned, pledge.events[0].date = record::make_year(2022);
  pledge.events[0].evidence = {builder.words("d1", "signed")};
  pledge.events[1].stage = record::Stage::kAgreed,
  pledge.events[1].date = record::make_day(2026, 1, 19);
  pledge.events[1].evidence = {builder.words("d1", "agreed")};
  pledge.standing.stage = record::Stage::kAgreed;
  builder.account.pledges.push_back(pledge);
  const std::string text = section_text(write_brief(builder.account, {}), "pledges");
  EXPECT_NE(text.find("by 19 January 2026"), std::string::npos) << text;
  EXPECT_EQ(text.find("on 19 January 2026"), std::string::npos) << text;
}

TEST(Pledges, TellAStepOnceThatTwoSourcesDateNearly) {
  AccountBuilder builder;
  builder.document("d1", "2025-10-02", "It was signed in May. It entered into force today.",
                   "a.org");
  builder.document("d2", "2025-10-04", "It entered into force this week.", "b.org");
  ledger::PledgeAccount pledge = pledge_of("the accord");
  pledge.events.resize(3);
  pledge.events[0].stage = record::Stage::kSigned,
  pledge.events[0].date = record::make_month(2025, 5);
  pledge.events[0].evidence = {builder.words("d1", "signed")};
  pledge.events[1].stage = record::Stage::kInForce,
  pledge.events[1].date = record::make_day(2025, 10, 2);
  pledge.events[1].evidence = {builder.words("d1", "into force today")};
  pledge.events[2].stage = record::Stage::kInForce,
  pledge.events[2].date = record::make_day(2025, 10, 4);
  pledge.events[2].evidence = {builder.words("d2", "into force")};
  builder.account.pledges.push_back(pledge);
  const std::string text = section_text(write_brief(builder.account, {}), "pledges");
  EXPECT_NE(text.find("Signed in May 2025 and in force on 2 October 2025."), std::string::npos)
      << text;
}

TEST(Pledges, TellTheDeliveryThatTheStandingRestsOnThoughItHasNoDay) {
  AccountBuilder builder;
  builder.document("d1", "2025-10-02", "It was signed, then begun. By now it was delivered.",
                   "a.org");
  ledger::PledgeAccount pledge = pledge_of("the train");
  pledge.events.resize(3);
  pledge.events[0].stage = record::Stage::kSigned,
  pledge.events[0].date = record::make_month(2025, 5);
  pledge.events[0].evidence = {builder.words("d1", "signed")};
  pledge.events[1].stage = record::Stage::kStarted,
  pledge.events[1].date = record::make_month(2025, 7);
  pledge.events[1].evidence = {builder.words("d1", "begun")};
  pledge.events[2].stage = record::Stage::kDelivered,
  pledge.events[2].date = record::parse_date("../2025-10-02").value();
  pledge.events[2].evidence = {builder.words("d1", "delivered")};
  pledge.standing.stage = record::Stage::kDelivered;
  builder.account.pledges.push_back(pledge);
  const std::string text = section_text(write_brief(builder.account, {}), "pledges");
  EXPECT_NE(text.find("delivered by 2 October 2025"), std::string::npos) << text;
}

TEST(Pledges, SayOfAPaperInForceThatItBindsNotThatItIsKept) {
  AccountBuilder builder;
  builder.document("d1", "2025-10-02", "It was signed. The pact is in force.", "a.org");
  ledger::PledgeAccount pledge = pledge_of("the pact");
  pledge.events.resize(1);
  pledge.events[0].stage = record::Stage::kInForce,
  pledge.events[0].date = record::make_month(2025, 5);
  pledge.events[0].evidence = {builder.words("d1", "in force")};
  pledge.standing.stage = record::Stage::kInForce;
  pledge.standing.outcome = ledger::Outcome::kFulfilled;
  builder.account.pledges.push_back(pledge);
  const std::string text = section_text(write_brief(builder.account, {}), "pledges");
  EXPECT_NE(text.find("| in force, May 2025 | in force |"), std::string::npos) << text;
}

TEST(Pledges, TellWhatWasSignedOnADayNotThatItWasAnnouncedThen) {
  AccountBuilder builder;
  builder.document("d1", "2025-10-02", "It was announced, signed and ratified.", "a.org");
  ledger::PledgeAccount pledge = pledge_of("the pact");
  pledge.events.resize(3);
  const record::Stage stages[] = {record::Stage::kAnnounced, record::Stage::kSigned,
                                  record::Stage::kRatified};
  for (size_t i = 0; i < 3; ++i) {
    pledge.events[i].stage = stages[i], pledge.events[i].date = record::make_day(2025, 5, 3);
    pledge.events[i].evidence = {builder.words("d1", "announced")};
  }
  pledge.standing.stage = record::Stage::kRatified;
  builder.account.pledges.push_back(pledge);
  const std::string text = section_text(write_brief(builder.account, {}), "pledges");
  EXPECT_NE(text.find("Signed on 3 May 2025 and ratified on 3 May 2025."), std::string::npos)
      << text;
}

TEST(Pledges, TellNoRumourOfAStepThatStands) {
  AccountBuilder builder;
  builder.document("d1", "2016-10-13", "It was delivered, and is said to be delivered.", "a.org");
  ledger::PledgeAccount pledge = pledge_of("the radars");
  pledge.events.resize(2);
  for (ledger::PledgeEvent& event : pledge.events) {
    event.stage = record::Stage::kDelivered;
    event.evidence = {builder.words("d1", "delivered")};
  }
  pledge.events[0].date = record::make_year(2016);
  pledge.events[1].date = record::parse_date("../2016-10-13").value();
  pledge.events[1].claim = record::PledgeClaim::kUnconfirmed, pledge.events[1].counts = false;
  pledge.standing.stage = record::Stage::kDelivered;
  builder.account.pledges.push_back(pledge);
  std::string text = section_text(write_brief(builder.account, {}), "pledges");
  EXPECT_NE(text.find("Delivered in 2016. Standing"), std::string::npos) << text;
  builder.account.pledges[0].events[1].claim = record::PledgeClaim::kDenied;
  text = section_text(write_brief(builder.account, {}), "pledges");
  EXPECT_NE(text.find("(denied)"), std::string::npos) << text;
}

TEST(Pledges, LeaveOutANamelessOrganisationBesideTheTwo) {
  AccountBuilder builder;
  builder.document("d1", "2022-11-05", "Iran signed a contract for missiles.", "tass.com");
  ledger::PledgeAccount pledge = pledge_of("missiles");
  pledge.givers = {"IRN", "IGO", "RUS"};
  pledge.events.resize(1);
  pledge.events[0].stage = record::Stage::kSigned, pledge.events[0].date = record::make_year(2022);
  pledge.events[0].evidence = {builder.words("d1", "signed")};
  builder.account.pledges.push_back(pledge);
  const std::string text = section_text(write_brief(builder.account, {}), "pledges");
  EXPECT_NE(text.find("| Iran and Russia |"), std::string::npos) << text;
}

// Nobody reports a paper by telling of a delivery.
TEST(Deeds, CountAPaperOnlyWhereOneIsReported) {
  AccountBuilder builder;
  builder.document("d1", "2022-11-05", "Iran delivered missiles and drones.", "tass.com");
  for (const char* what : {"missiles", "drones"}) {
    ledger::PledgeAccount pledge = pledge_of(what);
    pledge.events.resize(1);
    pledge.events[0].stage = record::Stage::kDelivered,
    pledge.events[0].date = record::make_year(2022);
    pledge.events[0].evidence = {builder.words("d1", what)};
    pledge.standing.stage = record::Stage::kDelivered;
    pledge.standing.outcome = ledger::Outcome::kFulfilled;
    builder.account.pledges.push_back(pledge);
  }
  std::string text = section_text(write_brief(builder.account, {}), "deeds");
  EXPECT_NE(text.find("In arms, both pledges are reported as delivered; neither reached a signed "
                      "paper."),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("Arms | 2 | 0 | 2 | 2 | "), std::string::npos) << text;
  builder.account.pledges[0].standing.outcome = ledger::Outcome::kUnverified;
  text = section_text(write_brief(builder.account, {}), "deeds");
  EXPECT_NE(text.find("Arms | 2 | 0 | 1 | 1 | "), std::string::npos) << text;
}

TEST(Deeds, CountTheActsOfEachYearByKindAndNoPlan) {
  AccountBuilder builder;
  const auto act = [&](const char* id, record::EventType type, const char* date) {
    builder.document(id, date, "Russia and Iran acted, says " + std::string(id) + ".", "a.org");
    return &builder.occurrence(id, type, date, "acted", "");
  };
  act("d1", record::EventType::kConsult, "2020-05-01");
  act("d2", record::EventType::kAssault, "2021-05-01");
  act("d3", record::EventType::kAssault, "2021-06-01");
  act("d4", record::EventType::kAid, "2021-07-01")->status = record::Status::kPlanned;
  const std::string text = section_text(write_brief(builder.account, {}), "deeds");
  EXPECT_NE(text.find("2020 | 1 | – | – | – | "), std::string::npos) << text;
  EXPECT_NE(text.find("2021 | – | – | – | 2 | "), std::string::npos) << text;
}

TEST(Figures, LeaveOutTheCountsOfAnItemOfNewsAndSaySo) {
  AccountBuilder builder;
  builder.document("d1", "2016-08-31", "The flight carried 150 passengers and 3 tonnes.", "a.org");
  for (const auto& [name, unit] : {std::pair{"visitors", "passenger"}, {"cargo", "t"}}) {
    record::Indicator value;
    value.name = name, value.value = 3, value.unit = unit, value.dyad = {"RUS", "IRN"};
    value.period = record::make_year(2016);
    value.evidence = builder.words("d1", "carried 150 passengers and 3 tonnes");
    ledger::IndicatorAccount indicator;
    indicator.name = name, indicator.values = {value};
    builder.account.indicators.push_back(indicator);
  }
  const std::string text = section_text(write_brief(builder.account, {}), "figures");
  EXPECT_EQ(text.find("Visitors"), std::string::npos) << text;
  EXPECT_NE(text.find("Cargo"), std::string::npos) << text;
  EXPECT_NE(text.find("are left out (1)"), std::string::npos) << text;
}

TEST(Motives, StandOnceUnderTheTwoWhoeverElseWantsThem) {
  AccountBuilder builder;
  builder.document("d1", "2016-08-31", "Russia, Iran and China met to deter a fourth.", "a.org");
  const auto actor = [](const char* code) {
    record::Actor actor;
    actor.code = code, actor.sector = "GOV";
    return actor;
  };
  builder.account.motives = {{.actors = {actor("IRN"), actor("CHN"), actor("RUS")},
                              .purpose = "to deter",
                              .evidence = builder.words("d1", "to deter")},
                             {.actors = {actor("RUS")},
                              .purpose = "to deter",
                              .evidence = builder.words("d1", "to deter")}};
  const std::string text = section_text(write_brief(builder.account, {}), "motives");
  EXPECT_NE(text.find("What Russia and Iran, with others, are said to want"), std::string::npos)
      << text;
  EXPECT_EQ(text.find("What Russia is"), std::string::npos) << text;
}

TEST(Disputed, HoldsTheCountsOfTwoActsForNoDispute) {
  AccountBuilder builder;
  builder.document("d1", "2016-08-31", "The flood took 150 people.", "a.org");
  builder.document("d2", "2016-10-31", "The fire took 20 people.", "b.org");
  ledger::IndicatorAccount people;
  people.name = "people", people.disputed = true;
  for (const auto& [id, words] : {std::pair{"d1", "150 people"}, {"d2", "20 people"}}) {
    record::Indicator value;
    value.name = "people", value.value = id[1] == '1' ? 150 : 20, value.unit = "people";
    value.evidence = builder.words(id, words);
    people.values.push_back(value);
  }
  builder.account.indicators.push_back(people);
  const std::string text = section_text(write_brief(builder.account, {}), "disputed");
  EXPECT_EQ(text.find("People"), std::string::npos) << text;
}

TEST(Disputed, GivesSumsAndCountsInWords) {
  AccountBuilder builder;
  builder.document("d1", "2007-12-01", "Russia will supply five systems.", "afp.com");
  builder.document("d2", "2016-10-13", "Russia delivered four systems.", "tass.com");
  ledger::PledgeAccount pledge = pledge_of("systems");
  pledge.disputes = {{"amount",
                      {{"5 system", {builder.words("d1", "five systems")}},
                       {"2.5e+09 USD", {builder.words("d2", "four systems")}}}}};
  builder.account.pledges.push_back(pledge);
  const std::string text = section_text(write_brief(builder.account, {}), "disputed");
  EXPECT_NE(text.find("5 systems (afp.com) and $2.5 billion (tass.com)"), std::string::npos)
      << text;
}

TEST(Disputed, TellsWhoClaimsAndWhoDeniesOneStep) {
  AccountBuilder builder;
  builder.document("d1", "2024-09-10", "Missiles were delivered, Washington said.", "afp.com");
  builder.document("d2", "2024-09-10", "Tehran denied that missiles were delivered.", "irna.ir");
  ledger::PledgeAccount pledge = pledge_of("missiles");
  pledge.disputes = {
      {"stage",
       {{"delivered, claimed", {builder.words("d1", "delivered")}},
        {"delivered, denied; delivered, retracted", {builder.words("d2", "delivered")}}}}};
  builder.account.pledges.push_back(pledge);
  const std::string text = section_text(write_brief(builder.account, {}), "disputed");
  EXPECT_NE(
      text.find(
          "[disputed] Missiles: “delivered” is claimed (afp.com) and denied, retracted (irna.ir)."),
      std::string::npos)
      << text;
}

TEST(WriteBrief, SaysThatAnEmptyAccountHoldsNothing) {
  ledger::Account account;
  account.a = "RUS", account.b = "IRN";
  const Brief brief = write_brief(account, {});
  EXPECT_EQ(brief.sections.size(), 10u);
  for (const Section& section : brief.sections) EXPECT_FALSE(section.note.empty()) << section.id;
  EXPECT_TRUE(brief.footnotes.empty());
}

TEST(ToHtml, EscapesWhatASourceSays) {
  AccountBuilder builder;
  builder.document("d1", "2016-10-13", "Iran & Russia met <script>alert(1)</script> \"today\".",
                   "a<b.com");
  builder.occurrence("d1", record::EventType::kCooperate, "2016-10-13", "met", "");
  const std::string page = to_html(write_brief(builder.account, {}));
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;alert(1)"), std::string::npos);
  EXPECT_EQ(page.find("a<b.com"), std::string::npos);
}

TEST(ToHtml, AsksNothingOfAnotherHost) {
  AccountBuilder builder;
  builder.document("d1", "2016-10-13", "Iran and Russia met.", "tass.com");
  builder.occurrence("d1", record::EventType::kConsult, "2016-10-13", "met", "");
  const std::string page = to_html(write_brief(builder.account, {}));
  for (const std::string_view forbidden : {"src=\"http", "href=\"http", "url(", "@import", "//cdn"})
    EXPECT_EQ(page.find(forbidden), std::string::npos) << forbidden;
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST(WriteBrief, GivesTheSameBytesTwice) {
  AccountBuilder builder;
  builder.document("d1", "2016-10-13", "Iran and Russia met.", "tass.com");
  builder.occurrence("d1", record::EventType::kConsult, "2016-10-13", "met", "");
  EXPECT_EQ(to_html(write_brief(builder.account, {})), to_html(write_brief(builder.account, {})));
  EXPECT_EQ(to_markdown(write_brief(builder.account, {})),
            to_markdown(write_brief(builder.account, {})));
  EXPECT_EQ(to_json(write_brief(builder.account, {})), to_json(write_brief(builder.account, {})));
}

}  // namespace
}  // namespace servanda::brief
