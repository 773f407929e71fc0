// Tests which reports are joined, and which of them is quoted; tests/cases/ledger/occurrences.txt.
#include "servanda/ledger/occurrences.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "servanda/ledger/report_clusters.h"
#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {
namespace {

std::vector<std::string> parted(const std::string& text, std::string_view by) {
  std::vector<std::string> parts;
  size_t at = 0;
  for (size_t end = text.find(by); end != std::string::npos; end = text.find(by, at)) {
    parts.push_back(text.substr(at, end - at));
    at = end + by.size();
  }
  parts.push_back(text.substr(at));
  return parts;
}

std::vector<record::Actor> states(const std::string& codes) {
  std::vector<record::Actor> actors;
  for (const std::string& code : parted(codes, "+")) {
    if (!code.empty())
      actors.push_back(
          {.code = code, .sector = "GOV", .name = code, .role = "", .wikidata = "", .span = {}});
  }
  return actors;
}

// A report out of five parts of a line.
Report report_of(const std::string& id, const std::string* parts) {
  Report report;
  record::Event& event = report.event;
  report.published = record::parse_date(parts[0]).value();
  report.publisher = id;
  event.id = id + "#0", event.document = id;
  std::stringstream kind(parts[1]);
  std::string type, status, claim;
  kind >> type >> status >> claim;
  event.type = record::parse_event_type(type).value();
  event.status = record::parse_status(status).value();
  if (!claim.empty()) event.claim = record::parse_claim(claim).value();
  event.date = parts[2] == "=" ? report.published : record::parse_date(parts[2]).value();
  const std::vector<std::string> sides = parted(parts[3], ">");
  event.actors = states(sides[0]), event.recipients = states(sides[1]);
  if (event.claim != record::Claim::kStated) event.claimants = states("IRN");
  std::string words = parts[4];
  const size_t begin = words.find('[');
  words.erase(begin, 1);
  const size_t end = words.find(']');
  words.erase(end, 1);
  event.trigger = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  event.evidence = {0, static_cast<uint32_t>(words.size())};
  report.words = words;
  return report;
}

TEST(Occurrences, JoinTheReportsOfTheCases) {
  std::ifstream file(SERVANDA_ROOT "/tests/cases/ledger/occurrences.txt");
  size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("//")) continue;
    const std::vector<std::string> parts = parted(line, " | ");
    ASSERT_EQ(parts.size(), 11u) << line;
    const Report first = report_of("1", &parts[0]), second = report_of("2", &parts[5]);
    const std::vector<Occurrence> occurrences = link_occurrences({first, second});
    ASSERT_FALSE(occurrences.empty());
    EXPECT_EQ(occurrences.size() == 1 ? "one" : "two", parts[10].substr(0, 3)) << line;
    if (const size_t quote = parts[10].find("quote "); quote != std::string::npos) {
      EXPECT_EQ(occurrences[0].plainest_report().event.document, parts[10].substr(quote + 6))
          << line;
    }
    ++cases;
  }
  EXPECT_GE(cases, 14u);
}

TEST(Occurrences, SayWhetherTheyAreToldAsYetToCome) {
  const auto intent = [](const std::string& kind, const std::string& day,
                         const std::string& words) {
    const std::string parts[] = {"2024-05-02", kind, day, "RUS>IRN", words};
    return link_occurrences({report_of("1", parts)}).at(0).intent;
  };
  EXPECT_TRUE(intent("AGREE actual", "=", "Russia [hopes] to deliver gas to Iran soon."));
  EXPECT_TRUE(intent("AGREE actual", "=", "The envoy said that he would [travel] to Iran."));
  EXPECT_TRUE(
      intent("SUPPORT actual", "2024-08-31", "Russia is to [sign] the contract in August."));
  EXPECT_TRUE(intent("AID actual", "=", "Russia is to [lend] a billion roubles to Iran."));
  EXPECT_FALSE(intent("AGREE actual", "=", "Russia [agreed] to deliver gas to Iran."));
  EXPECT_FALSE(intent("AID actual", "2024-05-01", "Russia [delivered] gas to Iran."));
  EXPECT_FALSE(intent("AID actual", "=", "ARICA, May 2 - Russia [delivered] gas to Iran."));
  EXPECT_TRUE(intent("AID actual", "=", "Russia may [lend] a billion roubles to Iran."));
  EXPECT_FALSE(intent("REJECT negated", "=", "Russia will not [deliver] gas to Iran."));
}

TEST(Occurrences, TakeTwoWordsOfOneSentenceForTwoActs) {
  const std::string words = "Russia [delivered] two Yak trainers to Iran.";
  const std::string parts[] = {"2024-05-02", "AID actual", "=", "RUS>IRN", words};
  Report one = report_of("1", parts), other = one;
  other.event.id = "1#9";
  EXPECT_EQ(link_occurrences({one, other}).size(), 2u);
  other.event.document = "2", other.event.id = "2#0";
  EXPECT_EQ(link_occurrences({one, other}).size(), 1u);
}

TEST(Occurrences, TakeTwoWordsSideBySideForOneAct) {
  const auto acts = [](const std::string& words, const std::string& second,
                       const std::string& actor) {
    const std::string parts[] = {"2024-05-02", "ASSAULT actual", "=", "RUS>IRN", words};
    Report one = report_of("1", parts), other = one;
    const auto begin = static_cast<uint32_t>(one.words.find(second));
    other.event.id = "1#9";
    other.event.trigger = {begin, begin + static_cast<uint32_t>(second.size())};
    other.event.actors = states(actor);
    return link_occurrences({one, other}).size();
  };
  EXPECT_EQ(acts("Russia ends a [missile] strike on Anzali.", "strike", "RUS"), 1u);
  EXPECT_EQ(acts("Russia ends a [missile], strike on Anzali.", "strike", "RUS"), 2u);
  EXPECT_EQ(acts("Russia ends a [missile] strike on Anzali.", "strike", "TUR"), 2u);
}

// People are taken hostage once and bombed again.
TEST(Occurrences, AreSurerOfActsThatAreSeldomRepeated) {
  const std::string parts[] = {"2024-05-02", "ASSAULT actual", "=", "RUS>IRN",
                               "Nine sailors are [taken] from a pier in Anzali."};
  const std::string later[] = {"2024-05-03", "ASSAULT actual", "=", "RUS>IRN",
                               "Crowds in Rasht pray for the sailors [taken] in Anzali."};
  const auto nearness = [&](const std::string& mode) {
    std::vector<Report> reports = {report_of("1", parts), report_of("2", later)};
    for (Report& report : reports) report.event.mode = mode;
    const std::vector<ReportFeatures> features = features_of(reports);
    return closeness(*likeness(reports[0], reports[1], features[0], features[1]), report_weights());
  };
  EXPECT_GT(nearness("abduct"), nearness("aerial"));
}

// A visit that is told on each of many days is no one act because each report is near the next.
TEST(Occurrences, DoNotWanderThroughTimeByAChainOfReports) {
  std::vector<Report> reports;
  for (int day = 10; day < 28; ++day) {
    const std::string parts[] = {"2024-05-" + std::to_string(day), "ASSAULT actual", "=", "RUS>IRN",
                                 "Shells [hit] the port of Anzali."};
    reports.push_back(report_of(std::to_string(day), parts));
  }
  for (const Occurrence& occurrence : link_occurrences(reports)) {
    const auto first = record::first_day(occurrence.reports.front().event.date),
               last = record::last_day(occurrence.reports.back().event.date);
    EXPECT_LE(last - first, kMostDaysSpanned);
  }
}

}  // namespace
}  // namespace servanda::ledger
