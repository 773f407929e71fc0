// Tests of marked sentences: marks become labels of tokens, and the lessons that are shipped hold.
#include "entity_lessons.h"

#include <gtest/gtest.h>

#include <string_view>

#include "servanda/embedded/kEntityLessons.h"
#include "servanda/embedded/kNameLessons.h"

namespace servanda::tools {
namespace {

std::string labelled(std::string_view line) {
  std::string out;
  for (const Sample& sample : read_entity_lessons(line)) {
    for (const Word& word : sample.words) {
      if (!out.empty()) out += ' ';
      out += word.form + "/" + std::to_string(word.entity);
    }
  }
  return out;
}

TEST(EntityLessons, LayMarksOverTokens) {
  EXPECT_EQ(labelled("[PER Ada Moor]'s firm, [ORG Moor & Sons, Inc.], left [LOC Tavol].\n"),
            "Ada/1 Moor/2 's/0 firm/0 ,/0 Moor/5 &/6 Sons/6 ,/6 Inc./6 ,/0 left/0 Tavol/3 ./0");
}

TEST(EntityLessons, PassOverComments) {
  EXPECT_EQ(labelled("# a comment\nNo names here.\n"), "No/0 names/0 here/0 ./0");
}

TEST(EntityLessons, AreManyAndOfAllKinds) {
  for (const std::string_view lessons : {embedded::kEntityLessons(), embedded::kNameLessons()}) {
    const Corpus corpus = read_entity_lessons(lessons);
    size_t begins[4] = {0, 0, 0, 0};
    for (const Sample& sample : corpus) {
      EXPECT_FALSE(sample.words.empty());
      for (const Word& word : sample.words) {
        if (word.entity % 2 == 1) ++begins[(word.entity + 1) / 2];
      }
    }
    EXPECT_GT(corpus.size(), 1500u);
    EXPECT_GT(begins[1], 300u);
    EXPECT_GT(begins[2], 700u);
    EXPECT_GT(begins[3], 1000u);
  }
}

}  // namespace
}  // namespace servanda::tools
