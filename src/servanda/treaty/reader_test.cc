// Tests of commitments, modality and comparison on short texts of our own.
#include "servanda/treaty/reader.h"

#include <gtest/gtest.h>

#include "servanda/treaty/compare.h"
#include "servanda/treaty/terms.h"

namespace servanda::treaty {
namespace {

record::Treaty treaty_of(std::string_view body) {
  record::Document document;
  document.id = "t";
  document.text = std::string("Treaty between Arland and Borland\n\n") + std::string(body);
  return read_treaty(document);
}

TEST(ReadTreaty, CodesNonaggression) {
  const record::Treaty treaty = treaty_of(
      "Article 1\n\nThe Parties shall refrain from the threat of force and from the use of force "
      "against each other.\n");
  ASSERT_EQ(treaty.provisions.size(), 1u);
  EXPECT_TRUE(treaty.obligations.nonaggression);
  EXPECT_EQ(treaty.provisions[0].modality, record::Modality::kProhibition);
  EXPECT_EQ(treaty.provisions[0].commitment, "nonaggression");
}

TEST(ReadTreaty, CodesCrisisConsultationButNotEveryConsultation) {
  EXPECT_TRUE(
      treaty_of("Article 1\n\nIf a threat to peace arises, the Parties shall consult each other.\n")
          .obligations.consultation);
  EXPECT_FALSE(treaty_of("Article 1\n\nThe Parties shall consult each other on tariffs.\n")
                   .obligations.consultation);
}

TEST(ReadTreaty, TellsNoAidToAnAggressorFromDefense) {
  const record::Treaty treaty = treaty_of(
      "Article 1\n\nIf one Party is the victim of aggression, the other shall not give any help to "
      "the aggressor.\n");
  EXPECT_FALSE(treaty.obligations.defense);
  ASSERT_EQ(treaty.provisions.size(), 1u);
  EXPECT_EQ(treaty.provisions[0].commitment, "no_aid_to_aggressor");
}

TEST(ReadTreaty, InventsNoArticle) {
  const record::Treaty treaty = treaty_of("The minister told reporters that talks went well.\n");
  EXPECT_TRUE(treaty.articles.empty());
  EXPECT_FALSE(treaty.warnings.empty());
}

TEST(ReadTreaty, FindsArticlesInATextThatLostItsLineBreaks) {
  std::string body(400, 'x');
  body +=
      ". ARTICLE 1. AIM The Parties shall trade, as Article 3 of the old treaty said. ARTICLE "
      "iimeans The Parties shall open ports. Article 3 This Treaty lasts.";
  const record::Treaty treaty = treaty_of(body);
  ASSERT_EQ(treaty.articles.size(), 3u);
  EXPECT_EQ(treaty.articles[1].number, "2");
}

TEST(CompareTreaties, SaysDroppedAndNew) {
  const auto links = compare(treaty_of("Article 1\n\nThe Parties shall not attack each other.\n"),
                             treaty_of("Article 1\n\nStudents receive scholarships.\n"));
  ASSERT_TRUE(links.ok());
  ASSERT_EQ(links->size(), 2u);
  EXPECT_EQ((*links)[0].relation, record::Relation::kDropped);
  EXPECT_EQ((*links)[1].relation, record::Relation::kNew);
}

TEST(CompareTreaties, CallsADutyOfEffortWeakerThanADuty) {
  const auto links = compare(
      treaty_of("Article 1\n\nThe Parties shall open their railways to each other's goods.\n"),
      treaty_of("Article 4\n\nThe Parties shall endeavour to open their railways to each other's "
                "goods.\n"));
  ASSERT_TRUE(links.ok());
  ASSERT_EQ(links->size(), 1u);
  EXPECT_EQ((*links)[0].relation, record::Relation::kWeakened);
}

// What opened the ports is not gone without trace where a clause on trade at large is new.
TEST(CompareTreaties, CallsADutyWeakerOfWhichALooserClauseOnItsFieldIsLeft) {
  const std::string older =
      "Article 1\n\nEach Party shall grant the imports of the other Party most-favoured-nation "
      "treatment in all that concerns customs duties.\n\nArticle 2\n\nNeither Party shall raise "
      "the rent of the quay.\n";
  const auto links =
      compare(treaty_of(older), treaty_of("Article 1\n\nThe Parties shall promote trade.\n"));
  ASSERT_TRUE(links.ok());
  ASSERT_EQ(links->size(), 2u);
  EXPECT_EQ((*links)[0].a, std::vector<std::string>{"art_1"});
  EXPECT_EQ((*links)[0].b, std::vector<std::string>{"art_1"});
  EXPECT_EQ((*links)[0].relation, record::Relation::kWeakened);
  EXPECT_EQ((*links)[1].relation, record::Relation::kDropped);
  // A sibling's clause on trade is no remainder of ours; nor is one that was there before.
  const auto siblings = compare(
      treaty_of(older), treaty_of("Article 1\n\nThe Parties shall promote trade.\n"), false);
  EXPECT_EQ((*siblings)[0].relation, record::Relation::kDropped);
  const auto both = compare(treaty_of(older + "\nArticle 3\n\nThe Parties shall promote trade.\n"),
                            treaty_of("Article 1\n\nThe Parties shall promote trade.\n"));
  EXPECT_EQ(both->front().relation, record::Relation::kRetained);
  EXPECT_EQ((*both)[1].relation, record::Relation::kDropped);
}

// In the place of the duty to consult stands one to defend; what is left of consultation comes
// behind it.
TEST(CompareTreaties, FollowsADutyRatherThanAPlace) {
  const auto links = compare(
      treaty_of(
          "Article 1\n\nShips may enter all ports of the two coasts.\n\nArticle 2\n\nIf peace "
          "is threatened, the Parties shall at once consult each other.\n\nArticle 3\n\nWool "
          "and timber pass the frontier free of duty.\n"),
      treaty_of("Article 1\n\nShips may enter all ports of the two coasts.\n\nArticle 2\n\nIf one "
                "of the Parties is attacked, the other shall at once render it military "
                "assistance.\n\nArticle 3\n\nWool and timber pass the frontier free of "
                "duty.\n\nArticle 4\n\nThe Parties may consult each other on threats to peace.\n"));
  ASSERT_TRUE(links.ok());
  ASSERT_EQ(links->size(), 4u);
  EXPECT_EQ((*links)[1].b, std::vector<std::string>{"art_4"});
  EXPECT_EQ((*links)[1].relation, record::Relation::kWeakened);
  EXPECT_EQ((*links)[3].relation, record::Relation::kNew);
}

TEST(ReadTerms, FindsHowLongItIsConcludedFor) {
  record::Provision provision;
  provision.text =
      "This Treaty shall enter into force thirty days after the exchange of instruments. It is "
      "concluded for twenty years and shall be renewed tacitly for periods of five years.";
  record::Term term;
  read_terms(provision, term);
  EXPECT_EQ(term.duration_years, 20);
}

TEST(ReadTerms, NamesLanguagesThatNoListHas) {
  record::Provision provision;
  provision.text =
      "Done at Port Lune in two copies, each in the Arlandic, Borlandic and English languages. "
      "In case of doubt the text in the French language shall prevail.";
  record::Term term;
  read_terms(provision, term);
  EXPECT_EQ(term.languages,
            (std::vector<std::string>{"arlandic", "borlandic", "english", "french"}));
}

}  // namespace
}  // namespace servanda::treaty
