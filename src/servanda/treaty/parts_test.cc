// Tests of provisions that carry a part of what their neighbours carry.
#include "servanda/treaty/parts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "servanda/treaty/compare.h"
#include "servanda/treaty/reader.h"

namespace servanda::treaty {
namespace {

record::Treaty treaty_of(const std::vector<std::string>& articles) {
  record::Document document;
  document.text = "Treaty between Arland and Borland";
  for (size_t i = 0; i < articles.size(); ++i)
    document.text += "\n\nArticle " + std::to_string(i + 1) + "\n" + articles[i];
  return read_treaty(document);
}

const std::string kPorts = "Each Party shall open its ports to the ships of the other Party.";
const std::string kPost = "Couriers of either Party may carry letters on the royal road.";

// The comparison's line for a provision of the older treaty.
record::Alignment line_of(const std::vector<std::string>& older,
                          const std::vector<std::string>& newer, const std::string& id) {
  const auto lines = compare(treaty_of(older), treaty_of(newer));
  if (!lines) return {};
  for (const record::Alignment& line : *lines)
    if (std::find(line.a.begin(), line.a.end(), id) != line.a.end()) return line;
  return {};
}

TEST(PartsBeside, SeesAnArticleSplitByItsFields) {
  const record::Alignment line =
      line_of({kPorts, "The Parties shall cooperate in science, education and culture.", kPost},
              {kPorts, "The Parties shall cooperate in science and open their laboratories.",
               "The Parties shall cooperate in education and exchange teachers each year.",
               "The Parties shall endeavour to show their culture in the other capital.", kPost},
              "art_2");
  EXPECT_EQ(line.b, (std::vector<std::string>{"art_2", "art_3", "art_4"}));
  EXPECT_EQ(line.relation, record::Relation::kWeakened);
  EXPECT_NE(line.why.find("obligation becomes effort in art_4"), std::string::npos) << line.why;
}

TEST(PartsBeside, WhatOnePartLacksAnotherMayHave) {
  const record::Alignment line = line_of(
      {kPorts,
       "The Parties shall immediately report frost in the vineyards and burn infected vines.",
       kPost},
      {kPorts,
       "1. The Parties shall immediately report frost in the vineyards.\n2. The Parties shall burn "
       "infected vines.",
       kPost},
      "art_2");
  EXPECT_EQ(line.b, (std::vector<std::string>{"art_2__para_1", "art_2__para_2"}));
  EXPECT_EQ(line.relation, record::Relation::kReworded) << line.why;
}

TEST(PartsBeside, AnotherDutyIsNoPart) {
  const record::Alignment line = line_of(
      {kPorts, "If a threat to the peace arises, the Parties shall consult each other at once.",
       kPost},
      {kPorts,
       "1. If a threat to the peace arises, the Parties shall consult each other.\n2. "
       "Neither Party shall join an alliance directed against the other Party.",
       kPost},
      "art_2");
  EXPECT_EQ(line.b, (std::vector<std::string>{"art_2__para_1"}));
}

TEST(CompareTreaties, TheClauseOnDurationIsFoundBesideOtherFinalClauses) {
  const record::Alignment line = line_of(
      {kPorts, kPost,
       "This Treaty shall enter into force on signature and shall remain in force for ten years. "
       "It "
       "may be denounced on six months' notice."},
      {kPorts, kPost,
       "1. This Treaty shall enter into force on the day after the last note has been handed over."
       "\n2. It is concluded for five years and shall be renewed automatically."},
      "art_3");
  EXPECT_EQ(line.b.size(), 2u);
  EXPECT_NE(line.why.find("10 years become 5"), std::string::npos) << line.why;
}

TEST(CompareTreaties, ALoanIsNotCarriedOnByTheClauseOnDuration) {
  const record::Alignment line = line_of(
      {kPorts, "Arland shall lend Borland money. It shall be repaid within ten years.", kPost},
      {kPorts, kPost,
       "It is concluded for five years and shall be renewed for periods of five years."},
      "art_2");
  EXPECT_TRUE(line.b.empty()) << line.why;
}

}  // namespace
}  // namespace servanda::treaty
