// Tests of several treaties held against each other.
#include "servanda/treaty/matrix.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "servanda/treaty/compare.h"
#include "servanda/treaty/reader.h"

namespace servanda::treaty {
namespace {

using record::Standing;

record::Treaty treaty_of(std::string text, std::vector<std::string> parties) {
  record::Document document;
  document.text = std::move(text);
  record::Treaty treaty = read_treaty(document);
  treaty.parties = std::move(parties);
  return treaty;
}

// A treaty, the one that replaces it, and one with a third state.
std::vector<record::Treaty> three() {
  return {
      treaty_of("Treaty of Friendship\n\nArticle 1\nIf a situation arises that threatens the peace "
                "and security of the Parties, the Parties shall consult each other on measures to "
                "remove the threat.\n\nArticle 2\nThe Parties shall refrain from the use of force "
                "in their mutual relations.\n\nArticle 3\nNeither Party shall assist an aggressor "
                "against the other Party.\n",
                {"ARL", "BOR"}),
      treaty_of("Treaty of Partnership\n\nArticle 1\nThe Parties shall consult each other on trade "
                "and on measures in their region.\n\nArticle 2\nNeither Party shall assist an "
                "aggressor against the other Party.\n\nArticle 3\nThe armed forces of the Parties "
                "shall hold joint military exercises.\n",
                {"BOR", "ARL"}),
      treaty_of("Treaty of Alliance\n\nArticle 1\nIf one of the Parties is attacked by a third "
                "state, the other Party shall come to its assistance with all its forces.\n\n"
                "Article 2\nThe Parties shall trade in grain.\n",
                {"ARL", "CAR"})};
}

Standing standing(const record::TreatyMatrix& matrix, const std::string& commitment, size_t pair) {
  for (const record::CommitmentRow& row : matrix.commitments)
    if (row.commitment == commitment) return row.by_pair[pair].standing;
  return Standing::kNeither;
}

TEST(CompareAll, HoldsTheNewestAgainstItsPredecessorAndItsSibling) {
  const std::vector<record::Treaty> treaties = three();
  const auto matrix = compare_all(treaties);
  ASSERT_TRUE(matrix);
  ASSERT_EQ(matrix->pairs.size(), 2u);
  EXPECT_EQ(matrix->pairs[0].a, 0u);
  EXPECT_EQ(matrix->pairs[0].b, 1u);
  EXPECT_TRUE(matrix->pairs[0].succession);
  EXPECT_EQ(matrix->pairs[1].a, 1u);
  EXPECT_EQ(matrix->pairs[1].b, 2u);
  EXPECT_FALSE(matrix->pairs[1].succession);
}

TEST(CompareAll, SaysHowEachCommitmentStands) {
  const std::vector<record::Treaty> treaties = three();
  const auto matrix = compare_all(treaties);
  ASSERT_TRUE(matrix);
  EXPECT_EQ(standing(*matrix, "consultation", 0), Standing::kWeaker);
  EXPECT_EQ(standing(*matrix, "nonaggression", 0), Standing::kDropped);
  EXPECT_EQ(standing(*matrix, "no_aid_to_aggressor", 0), Standing::kKept);
  EXPECT_EQ(standing(*matrix, "military_contact", 0), Standing::kNew);
  EXPECT_EQ(standing(*matrix, "defense", 0), Standing::kNeither);
  EXPECT_EQ(standing(*matrix, "defense", 1), Standing::kNew);
  EXPECT_EQ(standing(*matrix, "no_aid_to_aggressor", 1), Standing::kDropped);
}

// What the table says of a commitment agrees with the list of changes.
TEST(CompareAll, ADutyThatBecameALooserOneIsNotDropped) {
  const auto alliance = [](const std::string& duty) {
    return treaty_of(
        "Treaty\n\nArticle 1\nShips of each Party may enter the ports of the other.\n\n"
        "Article 2\n" +
            duty + "\n\nArticle 3\nStudents shall pay no fees.\n",
        {"ARL", "BOR"});
  };
  const std::vector<record::Treaty> treaties = {
      alliance("If one Party is the object of an armed attack, the other Party shall come to its "
               "assistance with all its forces."),
      alliance("In the event of an armed attack on one Party, the Parties shall consult each other "
               "on the measures to be taken.")};
  const auto matrix = compare_all(treaties);
  ASSERT_TRUE(matrix);
  EXPECT_EQ(standing(*matrix, "defense", 0), Standing::kWeaker);
  EXPECT_EQ(standing(*matrix, "consultation", 0), Standing::kNew);
}

TEST(CompareAll, AWholePreambleIsCarriedOnByThatOfTheSuccessorOnly) {
  const std::string articles =
      "\n\nArticle 1\nEach Party shall sell grain to the other Party.\n\nArticle 2\nShips may "
      "sail.\n";
  const std::vector<record::Treaty> treaties = {
      treaty_of("Treaty of Trade\n\nThe two Crowns, moved by the losses that their merchants bore "
                "in the late war upon the northern sea, have agreed as follows:" +
                    articles,
                {"ARL", "BOR"}),
      treaty_of("Treaty of Trade\n\nBoth Governments, having learnt how railways and telegraphs "
                "join markets from coast to coast, hereby conclude this instrument:" +
                    articles,
                {"ARL", "BOR"})};
  const auto links = [](const base::Result<std::vector<record::Alignment>>& compared) {
    size_t found = 0;
    for (const record::Alignment& link : *compared)
      found +=
          !link.a.empty() && !link.b.empty() && link.a.front() == "preamble__recital_1" ? 1 : 0;
    return found;
  };
  EXPECT_EQ(links(compare(treaties[0], treaties[1])), 1u);
  EXPECT_EQ(links(compare(treaties[0], treaties[1], false)), 0u);
}

TEST(CompareAll, NumbersOfSiblingsAreNotCompared) {
  const std::vector<record::Treaty> treaties = three();
  const auto matrix = compare_all(treaties);
  ASSERT_TRUE(matrix);
  for (const record::Alignment& link : matrix->pairs[1].links)
    EXPECT_EQ(link.why.find("renumbered"), std::string::npos) << link.why;
}

TEST(CompareAll, NamedSiblingsAreSiblingsWhateverTheirParties) {
  const std::vector<record::Treaty> treaties = three();
  const std::vector<size_t> siblings = {0};
  const auto matrix = compare_all(treaties, siblings);
  ASSERT_TRUE(matrix);
  ASSERT_EQ(matrix->pairs.size(), 2u);
  EXPECT_TRUE(matrix->pairs[0].succession);
  EXPECT_EQ(matrix->pairs[0].b, 2u);
  EXPECT_FALSE(matrix->pairs[1].succession);
  EXPECT_EQ(matrix->pairs[1].a, 2u);
  EXPECT_EQ(matrix->pairs[1].b, 0u);
}

TEST(CompareAll, AClauseRunsThroughAllTreatiesThatHaveIt) {
  const std::vector<record::Treaty> treaties = three();
  const auto matrix = compare_all(treaties);
  ASSERT_TRUE(matrix);
  size_t provisions = 0;
  bool seen = false;
  for (const auto& thread : matrix->threads) {
    ASSERT_EQ(thread.size(), 3u);
    for (const auto& ids : thread) provisions += ids.size();
    seen = seen || (thread[0] == std::vector<std::string>{"art_3"} &&
                    thread[1] == std::vector<std::string>{"art_2"});
  }
  EXPECT_EQ(provisions, 8u);
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace servanda::treaty
