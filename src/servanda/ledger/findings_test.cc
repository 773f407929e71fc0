// Findings of analysts held against the provisions of treaties of our own making.
#include "servanda/ledger/findings.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "servanda/treaty/reader.h"

namespace servanda::ledger {
namespace {

record::Treaty treaty_of(const char* id, const char* date, const char* articles) {
  record::Document document;
  document.id = id;
  document.text = std::string("Treaty of Friendship between Arland and Borland\n\n") + articles;
  record::Treaty treaty = treaty::read_treaty(document);
  treaty.parties = {"ARL", "BOR"};
  treaty.term.signed_on = record::parse_date(date).value();
  return treaty;
}

std::vector<record::Treaty> treaties() {
  return {
      treaty_of("old", "1990-05-01",
                "Article 1\n\nIf one Party suffers an armed attack, the other Party shall come to "
                "its assistance.\n\n"
                "Article 2\n\nIf a situation arises that threatens peace, the Parties shall "
                "immediately consult each other.\n\n"
                "Article 3\n\nThe Parties shall promote trade.\n"),
      treaty_of(
          "new", "2010-05-01",
          "Article 1\n\nIf one Party suffers aggression, the other Party shall not give any help "
          "to the aggressor.\n\n"
          "Article 2\n\nThe Parties shall consult each other and cooperate against common military "
          "threats.\n\n"
          "Article 3\n\nThe Parties shall cooperate in health care under separate agreements.\n\n"
          "Article 4\n\nThis Treaty shall replace the Treaty of Friendship of 1 May 1990.\n")};
}

CheckedFinding check(const char* kind, const char* topic, const char* other = "ARL-BOR 1990") {
  CheckedFinding checked;
  checked.finding.treaty = "ARL-BOR 2010", checked.finding.other = other;
  checked.finding.kind = kind, checked.finding.topic = topic;
  check_finding(checked, treaties());
  return checked;
}

TEST(CheckFinding, SupportsADutyThatIsGone) {
  const CheckedFinding checked = check("drops", "mutual assistance in the event of an attack");
  EXPECT_EQ(checked.verdict, Verdict::kSupported);
  EXPECT_EQ(checked.other_provisions, std::vector<std::string>{"art_1"});
  EXPECT_TRUE(checked.provisions.empty());
}

TEST(CheckFinding, SupportsADroppedDutyWhereALooserClauseStandsAndNamesBoth) {
  const CheckedFinding checked = check("drops", "obligatory consultations on threats to peace");
  EXPECT_EQ(checked.verdict, Verdict::kSupported);
  EXPECT_EQ(checked.other_provisions, std::vector<std::string>{"art_2"});
  EXPECT_EQ(checked.provisions, std::vector<std::string>{"art_2"});
}

TEST(CheckFinding, ContradictsWhatTheTextHasNot) {
  EXPECT_EQ(check("has", "mutual defence").verdict, Verdict::kContradicted);
  EXPECT_EQ(check("lacks", "cooperation in health care").verdict, Verdict::kContradicted);
  EXPECT_EQ(check("keeps", "mutual defence").verdict, Verdict::kContradicted);
}

TEST(CheckFinding, FindsWhatIsNew) {
  EXPECT_EQ(check("adds", "health care").verdict, Verdict::kSupported);
  EXPECT_EQ(check("adds", "no aid to an aggressor").verdict, Verdict::kSupported);
}

TEST(CheckFinding, ReadsSuccessionFromItsClause) {
  const CheckedFinding checked = check("replaces", "");
  EXPECT_EQ(checked.verdict, Verdict::kSupported);
  EXPECT_EQ(checked.provisions, std::vector<std::string>{"art_4"});
}

TEST(CheckFinding, KnowsAFrameworkByItsCallsForAgreements) {
  EXPECT_EQ(check("has", "a framework agreement").verdict, Verdict::kSupported);
}

TEST(CheckFinding, DecidesNothingOnWhatNoCodeStandsFor) {
  EXPECT_EQ(check("lacks", "a timetable of ministerial breakfasts").verdict,
            Verdict::kNotDecidable);
  EXPECT_EQ(check("has", "mutual defence", "").verdict, Verdict::kContradicted);
  CheckedFinding elsewhere;
  elsewhere.finding.treaty = "ARL-COR 2001", elsewhere.finding.kind = "has",
  elsewhere.finding.topic = "trade";
  check_finding(elsewhere, treaties());
  EXPECT_EQ(elsewhere.verdict, Verdict::kNotDecidable);
}

// The same for treaties whose provisions are codes without words, as
// tests/cases/ledger/findings.txt has them.
record::Treaty coded_treaty(const std::string& document, int year,
                            const std::vector<std::pair<std::string, std::string>>& provisions) {
  record::Treaty treaty;
  treaty.document = document, treaty.parties = {"CHL", "NOR"},
  treaty.term.signed_on = record::make_day(year, 5, 3);
  for (const auto& [commitment, field] : provisions) {
    record::Provision provision;
    provision.id = "art_" + std::to_string(treaty.provisions.size() + 1),
    provision.commitment = commitment;
    if (!field.empty()) provision.fields = {field};
    treaty.provisions.push_back(provision);
  }
  return treaty;
}

TEST(CheckFinding, DecidesTheCases) {
  const std::vector<record::Treaty> treaties = {coded_treaty("old", 2001,
                                                             {{"no_aid_to_aggressor", ""},
                                                              {"consultation", ""},
                                                              {"nonaggression", ""},
                                                              {"", "trade"}}),
                                                coded_treaty("new", 2025,
                                                             {{"", "defence"},
                                                              {"no_aid_to_aggressor", ""},
                                                              {"consultation_other", ""},
                                                              {"", "information_security"},
                                                              {"", "trade"},
                                                              {"non_intervention", ""}})};
  std::ifstream file(SERVANDA_ROOT "/tests/cases/ledger/findings.txt");
  size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("//")) continue;
    const size_t first = line.find(" | "), second = line.find(" | ", first + 3);
    ASSERT_NE(second, std::string::npos) << line;
    CheckedFinding checked;
    checked.finding.kind = line.substr(0, first),
    checked.finding.topic = line.substr(first + 3, second - first - 3);
    checked.finding.treaty = "NOR-CHL 2025", checked.finding.other = "CHL-NOR 2001";
    check_finding(checked, treaties);
    EXPECT_EQ(name(checked.verdict), line.substr(second + 3)) << line;
    ++cases;
  }
  EXPECT_GE(cases, 18u);
}

TEST(CheckFinding, CannotDecideWithoutTheTreaty) {
  CheckedFinding checked;
  checked.finding.kind = "lacks", checked.finding.topic = "mutual defence",
  checked.finding.treaty = "NOR-PER 2025";
  check_finding(checked, {coded_treaty("new", 2025, {})});
  EXPECT_EQ(checked.verdict, Verdict::kNotDecidable);
}

}  // namespace
}  // namespace servanda::ledger
