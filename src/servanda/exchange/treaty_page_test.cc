// Tests of the page with treaties side by side.
#include "servanda/exchange/treaty_page.h"

#include <gtest/gtest.h>

namespace servanda::exchange {
namespace {

record::Treaty one(std::string text) {
  record::Treaty treaty;
  record::Provision provision;
  provision.id = "art_1";
  provision.text = std::move(text);
  treaty.provisions.push_back(provision);
  return treaty;
}

// Each article 1 carries on the one before.
std::string page_of(const std::vector<record::Treaty>& treaties,
                    const std::vector<std::string>& names) {
  std::vector<std::vector<record::Alignment>> alignments(treaties.size() - 1,
                                                         {{{"art_1"}, {"art_1"}}});
  Threads threads = {std::vector<std::vector<std::string>>(treaties.size(), {"art_1"})};
  return side_by_side_page(treaties, names, alignments, threads);
}

TEST(SideBySidePage, MarksTheWordsThatOnlyOneSideHas) {
  const std::string page =
      page_of({one("Each Party shall help."), one("Each Party may help.")}, {"A", "B"});
  EXPECT_NE(page.find("Each Party <del>shall</del> help."), std::string::npos);
  EXPECT_NE(page.find("Each Party <ins>may</ins> help."), std::string::npos);
}

TEST(SideBySidePage, FollowsAClauseThroughThreeTreaties) {
  const std::string page = page_of({one("Each Party shall help."), one("Each Party may help."),
                                    one("Each Party may help at once.")},
                                   {"A", "B", "C"});
  EXPECT_NE(page.find("<td>Each Party <del>shall</del> help.</td><td>Each Party <ins>may</ins> "
                      "<del>help.</del></td><td>Each Party may <ins>help at once.</ins></td>"),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("A → B: <b>retained</b>"), std::string::npos);
  EXPECT_NE(page.find("B → C: <b>retained</b>"), std::string::npos);
}

TEST(SideBySidePage, EscapesTextAndNames) {
  const std::string page = page_of({one("<script>x</script>"), one("y")}, {"<b>", "B"});
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<title><b>"), std::string::npos);
}

}  // namespace
}  // namespace servanda::exchange
