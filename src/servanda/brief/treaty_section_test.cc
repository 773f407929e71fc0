// Checks what the brief says of a treaty against its predecessor and its sibling.
#include <gtest/gtest.h>

#include "servanda/brief/test_account.h"

namespace servanda::brief {
namespace {

// A treaty out of (article, commitment, words) triples; the words stand in the document of that id.
record::Treaty treaty(const AccountBuilder& builder, const std::string& id, const std::string& date,
                      std::vector<std::string> parties,
                      const std::vector<std::array<std::string, 3>>& provisions) {
  record::Treaty treaty;
  treaty.document = id, treaty.title = "Treaty " + id, treaty.parties = std::move(parties);
  treaty.term.signed_on = record::parse_date(date).value(), treaty.term.place = "Moscow";
  for (const auto& [article, commitment, words] : provisions) {
    record::Provision provision;
    provision.id = "art_" + article, provision.article = article, provision.commitment = commitment,
    provision.text = words;
    provision.span = builder.words(id, words).span;
    treaty.provisions.push_back(provision);
  }
  return treaty;
}

AccountBuilder three_treaties() {
  AccountBuilder builder;
  builder.document("t2001", "2001-03-12",
                   "Treaty t2001. The Parties shall not help an aggressor. The Parties shall "
                   "consult without delay. Done on 12 March 2001.",
                   "");
  builder.document(
      "t2024", "2024-06-19",
      "Treaty t2024. The other Party shall provide military assistance. Done on 19 June 2024.", "");
  builder.document("t2025", "2025-01-17",
                   "Treaty t2025. No assistance to the aggressor is given. The services shall "
                   "exchange information. Done on 17 January 2025.",
                   "");
  builder.account.treaties.push_back(
      treaty(builder, "t2001", "2001-03-12", {"IRN", "RUS"},
             {{"3", "no_aid_to_aggressor", "The Parties shall not help an aggressor."},
              {"4", "consultation", "The Parties shall consult without delay."}}));
  builder.account.treaties.push_back(
      treaty(builder, "t2024", "2024-06-19", {"RUS", "PRK"},
             {{"4", "defense", "The other Party shall provide military assistance."}}));
  builder.account.treaties.push_back(
      treaty(builder, "t2025", "2025-01-17", {"RUS", "IRN"},
             {{"3", "no_aid_to_aggressor", "No assistance to the aggressor is given."},
              {"4", "", "The services shall exchange information."}}));
  ledger::Comparison comparison{.a = "t2001", .b = "t2025", .alignments = {}};
  comparison.alignments.push_back({.a = {"art_3"},
                                   .b = {"art_3"},
                                   .relation = record::Relation::kReworded,
                                   .similarity = 0.8,
                                   .why = ""});
  comparison.alignments.push_back({.a = {"art_4"},
                                   .b = {},
                                   .relation = record::Relation::kDropped,
                                   .similarity = 0,
                                   .why = ""});
  comparison.alignments.push_back(
      {.a = {}, .b = {"art_4"}, .relation = record::Relation::kNew, .similarity = 0, .why = ""});
  builder.account.comparisons.push_back(comparison);
  return builder;
}

TEST(TreatyText, SaysWhatOnlyASiblingCommitsTo) {
  const std::string text = section_text(write_brief(three_treaties().account, {}), "treaty");
  EXPECT_NE(text.find("The treaty of 2025 holds no commitment to mutual defence; the treaty of "
                      "2024 between Russia and North Korea (Article 4) does."),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("The treaty of 2025 commits the parties to giving no aid to an aggressor "
                      "(Article 3), as does the treaty of 2001 (Article 3)"),
            std::string::npos)
      << text;
}

TEST(TreatyText, QuotesWhatOnlyOneOfTwoSiblingsHas) {
  const std::string text = section_text(write_brief(three_treaties().account, {}), "treaty");
  EXPECT_NE(
      text.find("Only in the treaty of 2024 between Russia and North Korea, not in the treaty "
                "of 2025\n[] Mutual defence (Article 4): “The other Party shall provide "
                "military assistance.”"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("Only in the treaty of 2025, not in the treaty of 2024 between Russia and "
                      "North Korea\n[] Giving no aid to an aggressor (Article 3)"),
            std::string::npos)
      << text;
}

TEST(TreatyText, ListsWhatIsNewAndWhatIsDroppedInTheTreatysWords) {
  const std::string text = section_text(write_brief(three_treaties().account, {}), "treaty");
  EXPECT_NE(text.find("New against the treaty of 2001\n[] Article 4: “The services shall exchange "
                      "information.”"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("Dropped against the treaty of 2001\n[] Article 4: “The Parties shall "
                      "consult without delay.”"),
            std::string::npos)
      << text;
}

TEST(TreatyText, HoldsAnAnalystsFindingAgainstTheText) {
  AccountBuilder builder = three_treaties();
  builder.document("z", "2025-02-01", "It drops the duty to consult.", "osw.waw.pl");
  ledger::CheckedFinding finding;
  finding.finding.evidence = builder.words("z", "It drops the duty to consult.");
  finding.verdict = ledger::Verdict::kSupported, finding.treaty = "t2025", finding.other = "t2001",
  finding.other_provisions = {"art_4"};
  builder.account.findings.push_back(finding);
  const std::string text = section_text(write_brief(builder.account, {}), "treaty");
  EXPECT_NE(text.find("[borne out] “It drops the duty to consult.” osw.waw.pl; see Article 4 of "
                      "the treaty of 2001"),
            std::string::npos)
      << text;
}

TEST(TreatyText, TellsWhatAnalystsSayWhereNoTextDecidesIt) {
  AccountBuilder builder = three_treaties();
  builder.document("z", "2025-02-01",
                   "Observers say much. It rests on shared values.\n" + std::string(3000, '.'),
                   "osw.waw.pl");
  ledger::CheckedFinding finding;
  finding.finding.evidence = builder.words("z", "rests on shared values");
  builder.account.findings.push_back(finding);
  EXPECT_NE(section_text(write_brief(builder.account, {}), "treaty")
                .find("which the texts here do not decide\n[] “Observers say much. It rests on "
                      "shared values.” osw.waw.pl\n"),
            std::string::npos)
      << section_text(write_brief(builder.account, {}), "treaty");
  builder.account.treaties.clear();
  EXPECT_NE(section_text(write_brief(builder.account, {}), "treaty")
                .find("What analysts say of treaties\n[] “Observers"),
            std::string::npos);
}

TEST(WhatHappened, BeginsWithTheSigningOfTheTreaty) {
  const std::string text = section_text(write_brief(three_treaties().account, {}), "happened");
  EXPECT_NE(text.find("On 17 January 2025 Russia and Iran signed the Treaty t2025 in Moscow."),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace servanda::brief
