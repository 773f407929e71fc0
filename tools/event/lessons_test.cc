// Tests of lessons: dates of texts and of their events, what is refused, what checked documents
// add.
#include "lessons.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace servanda::tools {
namespace {

base::Result<std::vector<std::unique_ptr<Annotated>>> read(const std::string& text) {
  const std::string path = (std::filesystem::path(testing::TempDir()) / "lessons.txt").string();
  std::ofstream(path) << text;
  return read_lessons(path);
}

constexpr const char* kOld =
    "Norway lent Chad two boats.\n= AID - | NOR:GOV > TCD:GOV | lent | before\n\n";
constexpr const char* kDated =
    "@ 2015-06-07\nNorway lent Chad two boats, which it had promised in 2011.\n"
    "= AID - | NOR:GOV > TCD:GOV | lent | 2015-06-07\n"
    "= AGREE - | NOR:GOV > TCD:GOV | promised | 2011\n";

TEST(Lessons, TellWhenTheyWereWrittenAndWhenTheirEventsWere) {
  const auto lessons = read(std::string(kOld) + kDated);
  ASSERT_TRUE(lessons);
  ASSERT_EQ(lessons->size(), 2u);
  const Annotated &old = *(*lessons)[0], &dated = *(*lessons)[1];
  ASSERT_EQ(old.gold.size(), 1u);
  EXPECT_EQ(old.gold[0].date, "../" + record::print(old.document.date));
  EXPECT_EQ(record::print(dated.document.date), "2015-06-07");
  ASSERT_EQ(dated.gold.size(), 2u);
  EXPECT_EQ(dated.gold[0].date, "2015-06-07");
  EXPECT_EQ(dated.gold[1].date, "2011");
}

TEST(Lessons, RefuseWhatCannotBeUnderstoodWithItsLine) {
  for (const char* text : {"@ June 2015\n", "@\n", "= AID - | NOR:GOV > TCD:GOV | gave\n",
                           "Norway lent boats.\n= AID - | NOR:GOV > | gave\n",
                           "Norway lent boats.\n= AID - | NOR:GOV > | lent | in June\n",
                           "Norway lent boats.\n= AID riot | NOR:GOV > | lent\n"}) {
    const auto lessons = read(std::string(kOld) + text);
    ASSERT_FALSE(lessons) << text;
    const std::string line = std::string_view(text).starts_with("Norway") ? ":5" : ":4";
    EXPECT_TRUE(lessons.error().text().find(line) != std::string::npos) << lessons.error().text();
  }
}

TEST(Lessons, AreNotMarkedAsChecked) {
  const auto lessons = read(kDated);
  ASSERT_TRUE(lessons);
  const auto lexicon = event::Lexicon::create();
  ASSERT_TRUE(lexicon);
  const auto marked = [&](bool checked) {
    (*lessons)[0]->checked = checked;
    size_t count = 0;
    const Examples examples = make_examples({(*lessons)[0].get()}, *lexicon);
    for (const Example& example : examples.sets[0].examples)
      count += static_cast<size_t>(
          std::count(example.features.begin(), example.features.end(), event::kAsChecked.hash));
    return count;
  };
  EXPECT_EQ(marked(false), 0u);
  EXPECT_GE(marked(true), 2u);
}

}  // namespace
}  // namespace servanda::tools
