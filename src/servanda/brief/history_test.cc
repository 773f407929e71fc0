// Checks which acts the history of a brief tells, under which date, and in whose words.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "servanda/brief/brief.h"
#include "servanda/brief/event_sentence.h"
#include "servanda/brief/test_account.h"
#include "servanda/brief/wording.h"

namespace servanda::brief {
namespace {

TEST(History, TellsBackgroundOfALongTextWithoutADate) {
  AccountBuilder builder;
  const std::string long_text = "Russia and Iran signed a contract. " + std::string(3000, '.');
  builder.document("d1", "2026-01-19", long_text, "note.org");
  builder.document("d2", "2026-01-20", "Russia and Iran signed an accord.", "tass.com");
  builder.occurrence("d1", record::EventType::kSupport, "../2026-01-19", "signed", "contract");
  builder.occurrence("d2", record::EventType::kSupport, "../2026-01-20", "signed", "accord");
  const Brief brief = write_brief(builder.account, {});
  EXPECT_EQ(section_text(brief, "happened").find("contract"), std::string::npos);
  EXPECT_NE(section_text(brief, "happened")
                .find("By 20 January 2026: “Russia and Iran signed an accord.”"),
            std::string::npos);
  EXPECT_NE(section_text(brief, "history")
                .find("Without a date\n[] “Russia and Iran signed a contract. …”"),
            std::string::npos)
      << section_text(brief, "history");
}

TEST(History, TellsUnderNoYearWhatASpanOfYearsDates) {
  AccountBuilder builder;
  builder.document("d1", "2015-11-23", "Russia and Iran met for the first time since 2007.",
                   "tass.com");
  builder.occurrence("d1", record::EventType::kConsult, "2007/2015-11-23", "met", "");
  const std::string text = section_text(write_brief(builder.account, {}), "history");
  EXPECT_EQ(text.find("2007\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Without a date\n"), std::string::npos) << text;
}

TEST(History, ShowsOneActOnceInTheTimeline) {
  AccountBuilder builder;
  for (int day = 1; day <= 4; ++day) {
    const std::string id = "d" + std::to_string(day);
    const std::string date = "2024-0" + std::to_string(day) + "-01";
    builder.document(id, date, "Russia and Iran met and praised each other " + id + ".",
                     "tass.com");
    builder.occurrence(id, record::EventType::kConsult, date, "met", "it");
    builder.occurrence(id, record::EventType::kSupport, date, "praised", "it");
  }
  const Brief brief = write_brief(builder.account, {});
  std::set<std::string> labels;
  for (const TimelinePoint& point : brief.timeline)
    EXPECT_TRUE(labels.insert(in_words(point.date) + point.label).second) << point.label;
  EXPECT_GE(labels.size(), 4u);
}

TEST(History, QuotesTheSentenceBeforeAPronoun) {
  AccountBuilder builder;
  builder.document("d1", "2018-04-04",
                   "The leaders of Russia and Iran met in Ankara. They declared a ceasefire.", "");
  ledger::Occurrence& act =
      builder.occurrence("d1", record::EventType::kAgree, "2018-04-04", "declared", "");
  act.reports[0].event.evidence = builder.words("d1", "They declared a ceasefire.").span;
  const std::string text = section_text(write_brief(builder.account, {}), "happened");
  EXPECT_NE(text.find("“The leaders of Russia and Iran met in Ankara. They declared"),
            std::string::npos)
      << text;
}

TEST(History, TellsNoFindingOnATreatyAsAnAct) {
  AccountBuilder builder;
  builder.document("d1", "2018-04-04", "The agreement of Russia and Iran already held that clause.",
                   "a.com");
  builder.occurrence("d1", record::EventType::kAgree, "2018-04-04", "agreement", "");
  builder.account.findings.push_back(
      {.finding = {.treaty = "RUS-IRN 2001",
                   .other = "",
                   .topic = "clause",
                   .kind = "has",
                   .evidence = builder.words("d1", "already held that clause")},
       .treaty = "",
       .other = "",
       .provisions = {},
       .other_provisions = {}});
  EXPECT_EQ(section_text(write_brief(builder.account, {}), "happened").find("already held"),
            std::string::npos);
}

TEST(History, MarksWhatIsYetToComeAndLeavesItOutOfTheWeightiestReports) {
  AccountBuilder builder;
  builder.document("d1", "2022-10-19", "Russia hopes to sign a contract with Iran.", "tass.com");
  builder.occurrence("d1", record::EventType::kAgree, "2022-10-19", "hopes", "").intent = true;
  const Brief brief = write_brief(builder.account, {});
  EXPECT_EQ(section_text(brief, "happened").find("hopes"), std::string::npos);
  EXPECT_NE(section_text(brief, "history").find("[planned] 19 October: “Russia hopes"),
            std::string::npos);
}

TEST(History, QuotesThePlainestReport) {
  AccountBuilder builder;
  builder.document("d1", "2022-10-19", "Crowds cheer in Rasht after Russia and Iran met.",
                   "one.com");
  builder.document("d2", "2022-10-20", "In Rasht Russia and Iran met for an hour.", "two.com");
  ledger::Occurrence second =
      builder.occurrence("d2", record::EventType::kConsult, "2022-10-19", "met", "");
  builder.account.occurrences.pop_back();
  ledger::Occurrence& both =
      builder.occurrence("d1", record::EventType::kConsult, "2022-10-19", "met", "");
  both.reports.push_back(second.reports[0]);
  both.plainest = 1;
  EXPECT_EQ(report_evidence(both).front().document, "d2");
}

TEST(History, NeverTellsADenialOrAPlanAsADeed) {
  AccountBuilder builder;
  builder.document("d1", "2022-10-18", "Iran denied that it had supplied drones to Russia.",
                   "irna.ir");
  builder.document("d2", "2022-10-19", "Russia plans to sign a contract with Iran.", "tass.com");
  ledger::Occurrence& denied =
      builder.occurrence("d1", record::EventType::kAid, "2022-10", "supplied", "drones");
  denied.standing = ledger::Standing::kDenied;
  record::Event& report = denied.reports[0].event;
  report.recipients = {report.actors[0]}, report.actors = {report.actors[1]};
  denied.actors = report.actors, denied.recipients = report.recipients;
  report.claimants = report.actors;
  builder.occurrence("d2", record::EventType::kAgree, "2022-10-19", "sign", "a contract").status =
      record::Status::kPlanned;
  const Brief brief = write_brief(builder.account, {});
  const std::string text = section_text(brief, "happened") + section_text(brief, "history");
  EXPECT_NE(text.find("[denied] October 2022: Iran denied that it supplied drones to Russia."),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("[planned] 19 October: “Russia plans to sign a contract with Iran.”"),
            std::string::npos)
      << text;
  EXPECT_TRUE(brief.timeline.empty());
}

TEST(History, TakesNoTitleAndNoMotiveForAnAct) {
  AccountBuilder builder;
  builder.document(
      "d1", "2025-01-18",
      "# Russia and Iran signed a treaty\n\nRussia and Iran met. Russia perhaps signed a "
      "contract to please Iran.",
      "note.org");
  builder.account.documents[0].title = "Russia and Iran signed a treaty";
  builder.occurrence("d1", record::EventType::kSupport, "2025-01-18", "signed", "a treaty")
      .reports[0]
      .event.evidence = builder.words("d1", "Russia and Iran signed a treaty").span;
  ledger::Occurrence& wanted =
      builder.occurrence("d1", record::EventType::kSupport, "2025-01-18", "perhaps signed", "");
  wanted.status = record::Status::kPossible;
  wanted.reports[0].event.evidence = builder.words("d1", "perhaps signed a contract").span;
  builder.account.motives.push_back(
      {.actors = wanted.actors,
       .purpose = "to please Iran",
       .evidence = builder.words("d1", "perhaps signed a contract to please Iran")});
  const Brief brief = write_brief(builder.account, {});
  const std::string told = section_text(brief, "happened") + section_text(brief, "history");
  EXPECT_EQ(told.find("treaty"), std::string::npos) << told;
  EXPECT_EQ(told.find("perhaps"), std::string::npos) << told;
  EXPECT_NE(section_text(brief, "motives").find("perhaps signed"), std::string::npos);
}

TEST(History, TellsTheTimingOfAnUndatedActInItsOwnSection) {
  AccountBuilder builder;
  builder.document(
      "d1", "2026-01-19",
      "Russia and Iran signed it three days before the summit. " + std::string(3000, '.'),
      "note.org");
  builder.occurrence("d1", record::EventType::kSupport, "../2026-01-19", "signed", "it");
  builder.account.signals.push_back(
      {.event = "",
       .near = "the summit",
       .days = 3,
       .evidence = builder.words("d1", "three days before the summit")});
  const Brief brief = write_brief(builder.account, {});
  EXPECT_EQ(section_text(brief, "history").find("three days"), std::string::npos);
  EXPECT_NE(section_text(brief, "motives").find("three days"), std::string::npos);
}

TEST(History, TellsNoActWithoutADateWhoseSentenceDatesAnother) {
  AccountBuilder builder;
  builder.document(
      "d1", "2026-01-19",
      "In May 2023 Russia and Iran signed an accord and promised a loan. " + std::string(3000, '.'),
      "note.org");
  const base::Span sentence =
      builder.words("d1", "In May 2023 Russia and Iran signed an accord and promised a loan.").span;
  builder.occurrence("d1", record::EventType::kSupport, "2023-05", "signed", "accord")
      .reports[0]
      .event.evidence = sentence;
  builder.occurrence("d1", record::EventType::kAgree, "../2026-01-19", "promised", "loan")
      .reports[0]
      .event.evidence = sentence;
  const std::string text = section_text(write_brief(builder.account, {}), "history");
  EXPECT_NE(text.find("May: "), std::string::npos) << text;
  EXPECT_EQ(text.find("Without a date"), std::string::npos) << text;
}

TEST(History, PrefersWhatBindsToPraise) {
  AccountBuilder builder;
  for (int day = 1; day <= 6; ++day) {
    const bool last = day == 6;
    builder.document("d" + std::to_string(day), "2020-08-0" + std::to_string(day),
                     last ? "Russia and Iran agreed to open embassies."
                          : "Russia and Iran praised each other on day " + std::to_string(day),
                     "a.com");
  }
  builder.document("e", "2024-01-01", "Nothing.", "a.com");  // 2020 is not of the last two years
  for (int day = 1; day <= 6; ++day) {
    const bool last = day == 6;
    builder.occurrence("d" + std::to_string(day),
                       last ? record::EventType::kAgree : record::EventType::kSupport,
                       "2020-08-0" + std::to_string(day), last ? "agreed" : "praised", "");
    builder.account.occurrences.back().reports[0].words =
        builder.account.documents[static_cast<size_t>(day - 1)].text;
  }
  EXPECT_NE(section_text(write_brief(builder.account, {}), "history").find("open embassies"),
            std::string::npos);
}

TEST(History, LeavesOutWhatAnItemOfNewsLooksBackOn) {
  AccountBuilder builder;
  builder.document("d1", "2015-07-01",
                   "Russia and Iran opened embassies after severing ties 55 years ago.", "a.com");
  builder.occurrence("d1", record::EventType::kSanction, "1960", "severing", "ties");
  const std::string text = section_text(write_brief(builder.account, {}), "history");
  EXPECT_EQ(text.find("1960"), std::string::npos) << text;
}

TEST(History, LeavesOutWhatPeopleOfTheTwoStatesDo) {
  AccountBuilder builder;
  builder.document("d1", "2015-07-01", "Dancers from Russia met fans in Iran.", "a.com");
  builder.document("d2", "2015-07-02", "Firms of Russia met Iran.", "a.com");
  for (record::Actor& actor :
       builder.occurrence("d1", record::EventType::kConsult, "2015-07-01", "met", "").actors)
    actor.sector = "CVL";
  for (record::Actor& actor :
       builder.occurrence("d2", record::EventType::kConsult, "2015-07-02", "met", "").actors)
    actor.sector = "BUS";
  const Brief brief = write_brief(builder.account, {});
  const std::string text = section_text(brief, "happened") + section_text(brief, "history");
  EXPECT_EQ(text.find("Dancers"), std::string::npos) << text;
  EXPECT_NE(text.find("Firms"), std::string::npos) << text;
}

TEST(History, LetsOnlyThoseDenyWhoDo) {
  AccountBuilder builder;
  builder.document("d1", "2022-10-18", "Iran denied that it had supplied drones to Russia.",
                   "irna.ir");
  ledger::Occurrence& denied =
      builder.occurrence("d1", record::EventType::kAid, "2022-10", "supplied", "drones");
  denied.standing = ledger::Standing::kDenied;
  record::Event& report = denied.reports[0].event;
  report.recipients = {report.actors[0]}, report.actors = {report.actors[1]};
  denied.actors = report.actors, denied.recipients = report.recipients;
  report.claimants = report.actors, report.claim = record::Claim::kDenied;
  ledger::Report claim = denied.reports[0];
  claim.event.claim = record::Claim::kAttributed;
  claim.event.claimants[0].code = "USA", claim.event.claimants[0].name = "Washington";
  denied.reports.push_back(claim);
  const Brief brief = write_brief(builder.account, {});
  const std::string text = section_text(brief, "happened") + section_text(brief, "history");
  EXPECT_NE(text.find("Iran denied that it supplied drones to Russia."), std::string::npos) << text;
}

TEST(History, TellsAnActOnceThatTheBriefBeganWith) {
  AccountBuilder builder;
  builder.document("d1", "2025-12-12", "Russia and Iran met in Lima.", "a.com");
  builder.document("d2", "2025-12-12", "Russia and Iran met on the margins.", "b.com");
  for (const char* id : {"d1", "d2"})
    builder.occurrence(id, record::EventType::kConsult, "2025-12-12", "met", "");
  BriefOptions options;
  options.recent_year_items = 1;
  const Brief brief = write_brief(builder.account, options);
  const std::string text = section_text(brief, "happened") + section_text(brief, "history");
  EXPECT_EQ(text.find(" met"), text.rfind(" met")) << text;
}

TEST(History, BeginsWithTheLastTreatySignedWhereItsTextIsMissing) {
  AccountBuilder builder;
  builder.document("d1", "2025-01-18", "Russia and Iran signed a border treaty.", "a.com");
  builder.document("d2", "2025-02-18", "Russia and Iran signed a fishing accord.", "a.com");
  builder.document("d3", "2024-12-18", "Russia and Iran signed a gas contract.", "a.com");
  builder.occurrence("d3", record::EventType::kSupport, "2024-12-18", "signed", "a gas contract");
  builder.occurrence("d1", record::EventType::kSupport, "2025-01-18", "signed", "a border treaty");
  builder.occurrence("d2", record::EventType::kSupport, "2025-02-18", "signed", "a fishing accord");
  const std::string text = section_text(write_brief(builder.account, {}), "happened");
  const size_t treaty = text.find("border treaty"), gas = text.find("gas contract");
  ASSERT_NE(treaty, std::string::npos) << text;
  EXPECT_LT(treaty, text.find("The weightiest reports")) << text;
  EXPECT_GT(gas, text.find("The weightiest reports")) << text;
}

TEST(History, TellsNoForecastAsAnActButWhatWasDoneBefore) {
  AccountBuilder builder;
  builder.document("d1", "2026-01-19", "Gas is unlikely to flow before Russia and Iran agree.",
                   "a.com");
  builder.occurrence("d1", record::EventType::kAgree, "2026-01-19", "agree", "");
  builder.document("d2", "2026-01-19", "The pact that Russia and Iran signed will hardly last.",
                   "b.com");
  builder.occurrence("d2", record::EventType::kSupport, "2025-01-17", "signed", "");
  for (const auto& [id, words] :
       {std::pair{"d1", "unlikely to flow"}, {"d2", "will hardly last"}}) {
    ledger::ForecastAccount entry;
    entry.forecast.word = "unlikely", entry.forecast.evidence = builder.words(id, words);
    builder.account.forecasts.push_back(entry);
  }
  const std::string text = section_text(write_brief(builder.account, {}), "happened");
  EXPECT_EQ(text.find("unlikely to flow"), std::string::npos) << text;
  EXPECT_NE(text.find("17 January"), std::string::npos) << text;
}

}  // namespace
}  // namespace servanda::brief
