// Tests of the page with treaties side by side.
#include "servanda/exchange/treaty_page.h"

#include <gtest/gtest.h>

#include "servanda/exchange/treaty_wording.h"

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

// A page of the two texts, linked to each other.
std::string page_of(std::string text, std::string other, std::vector<std::string> names) {
  const std::vector<record::Treaty> treaties = {one(std::move(text)), one(std::move(other))};
  record::TreatyMatrix matrix;
  matrix.pairs.push_back({0, 1, true, {{{"art_1"}, {"art_1"}}}});
  return side_by_side_page(treaties, names, matrix);
}

TEST(SideBySidePage, MarksTheWordsThatOnlyOneSideHas) {
  const std::string page = page_of("Each Party shall help.", "Each Party may help.", {"A", "B"});
  EXPECT_NE(page.find("Each Party <del>shall</del> help."), std::string::npos);
  EXPECT_NE(page.find("Each Party <ins>may</ins> help."), std::string::npos);
}

TEST(SideBySidePage, NumbersStopsAndHyphensAreNoChange) {
  const std::string page =
      page_of("1. Co-operation in trade,", "(b) cooperation in trade; and culture.", {"A", "B"});
  EXPECT_NE(page.find("<td>1. Co-operation in trade,</td>"), std::string::npos);
  EXPECT_NE(page.find("<td>(b) cooperation in trade; <ins>and culture.</ins></td>"),
            std::string::npos);
}

TEST(SideBySidePage, AWordAmidOtherWordsIsNotKept) {
  const std::string page =
      page_of("Ships of war shall leave.", "Sales of grain shall leave.", {"A", "B"});
  EXPECT_NE(page.find("<del>Ships of war</del> shall leave."), std::string::npos);
  EXPECT_NE(page.find("<ins>Sales of grain</ins> shall leave."), std::string::npos);
}

TEST(SideBySidePage, EscapesTextAndNames) {
  const std::string page = page_of("<script>x</script>", "y", {"<b>", "B"});
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<title><b>"), std::string::npos);
}

TEST(SideBySidePage, ShowsThePassageThatOnlyTheSiblingHas) {
  const std::vector<record::Treaty> treaties = {one("Trade is free."), one("Each shall defend.")};
  const std::vector<std::string> names = {"pact.txt", "league.txt"};
  record::TreatyMatrix matrix;
  matrix.pairs.push_back({0, 1, false, {{{}, {"art_1"}, record::Relation::kNew}}});
  matrix.commitments.push_back({"defense", {{}, {"art_1"}}, {{record::Standing::kNew, ""}}});
  const std::string page = side_by_side_page(treaties, names, matrix);
  EXPECT_NE(page.find("pact beside league"), std::string::npos);
  EXPECT_NE(page.find("<b>only in league</b>"), std::string::npos);
  EXPECT_NE(page.find("<a href=\"#row0-0\">Art. 1</a>"), std::string::npos);
  EXPECT_EQ(page.find("<ins>"), std::string::npos);
}

TEST(Told, NamesPlacesAndFieldsAsAReaderDoes) {
  EXPECT_EQ(told("now also on foreign_policy; the likest is art_2__para_1 (likeness 0.15)"),
            "now also on foreign policy; the likest is Art. 2(1) (likeness 0.15)");
  EXPECT_EQ(told("preamble__recital_2, annex_1__art_3"), "recital 2, annex 1, Art. 3");
}

TEST(Cited, NamesThePlaceAsAReaderDoes) {
  EXPECT_EQ(cited("art_5__para_4"), "Art. 5(4)");
  EXPECT_EQ(cited("art_5_bis__para_1__point_a"), "Art. 5 bis(1)(a)");
  EXPECT_EQ(cited("preamble__recital_2"), "recital 2");
  EXPECT_EQ(cited("annex_1__art_2"), "annex 1, Art. 2");
  EXPECT_EQ(cited(std::vector<std::string>{"art_1", "art_2"}), "Art. 1, Art. 2");
}

}  // namespace
}  // namespace servanda::exchange
