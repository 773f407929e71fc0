// Holds findings against two small treaties, as tests/cases/ledger/findings.txt has them.
#include "servanda/ledger/findings.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace servanda::ledger {
namespace {

record::Treaty treaty_of(const std::string& document, int year, const std::vector<std::pair<std::string, std::string>>& provisions) {
  record::Treaty treaty;
  treaty.document = document, treaty.parties = {"CHL", "NOR"}, treaty.term.signed_on = record::make_day(year, 5, 3);
  for (const auto& [commitment, field] : provisions) {
    record::Provision provision;
    provision.id = "art_" + std::to_string(treaty.provisions.size() + 1), provision.commitment = commitment;
    if (!field.empty()) provision.fields = {field};
    treaty.provisions.push_back(provision);
  }
  return treaty;
}

TEST(CheckFinding, DecidesTheCases) {
  const std::vector<record::Treaty> treaties = {
      treaty_of("old", 2001, {{"no_aid_to_aggressor", ""}, {"consultation", ""}, {"nonaggression", ""}, {"", "trade"}}),
      treaty_of("new", 2025,
                {{"", "defence"}, {"no_aid_to_aggressor", ""}, {"consultation_other", ""}, {"", "information_security"}, {"", "trade"},
                 {"non_intervention", ""}})};
  std::ifstream file(SERVANDA_ROOT "/tests/cases/ledger/findings.txt");
  size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("//")) continue;
    const size_t first = line.find(" | "), second = line.find(" | ", first + 3);
    ASSERT_NE(second, std::string::npos) << line;
    CheckedFinding checked;
    checked.finding.kind = line.substr(0, first), checked.finding.topic = line.substr(first + 3, second - first - 3);
    checked.finding.treaty = "NOR-CHL 2025", checked.finding.other = "CHL-NOR 2001";
    check_finding(checked, treaties);
    EXPECT_EQ(name(checked.verdict), line.substr(second + 3)) << line;
    ++cases;
  }
  EXPECT_GE(cases, 18u);
}

TEST(CheckFinding, CannotDecideWithoutTheTreaty) {
  CheckedFinding checked;
  checked.finding.kind = "lacks", checked.finding.topic = "mutual defence", checked.finding.treaty = "NOR-PER 2025";
  check_finding(checked, {treaty_of("new", 2025, {})});
  EXPECT_EQ(checked.verdict, Verdict::kNotDecidable);
}

}  // namespace
}  // namespace servanda::ledger
