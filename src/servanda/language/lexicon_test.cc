// The tables that words are looked up in.
#include "servanda/language/lexicon.h"

#include <gtest/gtest.h>

#include <string>

namespace servanda::language {
namespace {

TEST(WordMap, FindsEachOfManyWordsAndNoOther) {
  std::vector<std::string> words;
  for (int i = 0; i < 1000; ++i) words.push_back("word" + std::to_string(i));
  WordMap<int> map;
  EXPECT_EQ(map.find("word1"), nullptr);
  for (int i = 0; i < 1000; ++i) map.add(words[static_cast<size_t>(i)], i);
  for (int i = 0; i < 1000; ++i) {
    const int* value = map.find(words[static_cast<size_t>(i)]);
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(*value, i);
  }
  EXPECT_EQ(map.find("word1000"), nullptr);
  EXPECT_EQ(map.find(""), nullptr);
}

TEST(WordMap, KeepsTheFirstValueOfAWord) {
  WordMap<int> map;
  map.add("ton", 1);
  map.add("ton", 2);
  EXPECT_EQ(*map.find("ton"), 1);
}

TEST(WordTable, ReadsWordsWithAndWithoutAClass) {
  const WordTable table("# comment\nkm\nno\tnumber\n");
  ASSERT_NE(table.find("no"), nullptr);
  EXPECT_EQ(*table.find("no"), "number");
  EXPECT_TRUE(table.find("km")->empty());
  EXPECT_FALSE(table.contains("# comment"));
}

}  // namespace
}  // namespace servanda::language
