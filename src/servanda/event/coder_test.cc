// The coder, its tables and its codebook.
#include "servanda/event/coder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "servanda/event/codebook.h"
#include "servanda/event/lexicon.h"
#include "servanda/language/engine.h"
#include "tests/case_file.h"

namespace servanda::event {
namespace {

struct Stages {
  language::Engine engine = language::Engine::create().value();
  actor::ActorFinder finder = actor::ActorFinder::create().value();
  Coder coder = Coder::create().value();
};

Stages& stages() {
  static Stages all;
  return all;
}

std::vector<record::Event> code(const std::string& text, const std::string& date = "2024-05-10") {
  record::Document document;
  document.id = "d";
  document.text = text;
  document.date = record::parse_date(date).value();
  language::Engine::Workspace workspace;
  record::Parse parse;
  stages().engine.parse(text, workspace, parse);
  const auto mentions = stages().finder.find(document, parse);
  const auto times = language::find_times(text, parse, document.date);
  const auto amounts = language::find_amounts(text, parse);
  return stages().coder.code({document, parse, mentions, times, amounts}, {.explain = true});
}

std::string side(const std::vector<record::Actor>& actors) {
  std::string out;
  for (const record::Actor& a : actors) out.append(out.empty() ? "" : "+").append(a.code);
  return out.empty() ? "-" : out;
}

TEST(Codebook, GivesEveryTypeAScoreOfItsSign) {
  for (int t = 0; t < record::kEventTypeCount; ++t) {
    const auto type = static_cast<record::EventType>(t);
    const bool conflict = record::quad_class(type) == record::QuadClass::kVerbalConflict ||
                          record::quad_class(type) == record::QuadClass::kMaterialConflict;
    EXPECT_EQ(score(type, "") <= 0, conflict) << record::name(type);
    for (std::string_view mode : modes(type)) EXPECT_EQ(score(type, mode) <= 0, conflict) << mode;
  }
}

TEST(Codebook, KnowsTheModesOfATypeOnly) {
  EXPECT_TRUE(has_mode(record::EventType::kConsult, "visit"));
  EXPECT_TRUE(has_mode(record::EventType::kAid, ""));
  EXPECT_FALSE(has_mode(record::EventType::kAid, "visit"));
}

TEST(Lexicon, ReadsTheEmbeddedTables) {
  const auto lexicon = Lexicon::create();
  ASSERT_TRUE(lexicon.ok()) << lexicon.error().text();
  EXPECT_NE(lexicon->find(WordClass::kVerb, "sanction"), nullptr);
  EXPECT_NE(lexicon->find(WordClass::kNoun, "airstrike"), nullptr);
  EXPECT_EQ(lexicon->find(WordClass::kVerb, "photosynthesise"), nullptr);
}

TEST(Lexicon, SaysAllThatItKnowsOfAWordAtOnce) {
  const auto lexicon = Lexicon::create("AID\t-\tso\t3\t-\tferry\n", "AID\t-\tno\t2\t-\tferry\n", "",
                                       "ship\tferry Tug\nmoney\tcoin\n", "sea\tferry\n");
  ASSERT_TRUE(lexicon.ok()) << lexicon.error().text();
  const Lexicon::Word& ferry = lexicon->word("ferry");
  EXPECT_EQ(lexicon->entries(WordClass::kVerb, ferry)->front().strength, 3);
  EXPECT_EQ(lexicon->entries(WordClass::kNoun, ferry)->front().strength, 2);
  EXPECT_EQ(lexicon->entries(WordClass::kAdjective, ferry), nullptr);
  EXPECT_EQ(ferry.classes, lexicon->class_bit("ship"));
  EXPECT_EQ(ferry.contexts, 1u);
  EXPECT_EQ(lexicon->classes("tug"), lexicon->class_bit("ship"));
  EXPECT_EQ(lexicon->classes("Tug"), 0u);
  EXPECT_TRUE(lexicon->cluster(lexicon->word("coin")).wide.empty());
}

TEST(Lexicon, NamesTheLineOfAnUnknownType) {
  const auto lexicon = Lexicon::create("HELP\t-\tso\t3\t-\thelp\n", "", "", "");
  ASSERT_FALSE(lexicon.ok());
  EXPECT_EQ(lexicon.error().place, "verbs.tsv:1");
}

TEST(Coder, LeavesAnEmptyDocumentEmpty) { EXPECT_TRUE(code("").empty()); }

TEST(Coder, LeavesWeatherAlone) {
  EXPECT_TRUE(code("Light rain is expected over the lake in the evening.").empty());
}

TEST(Coder, CodesAnActOnceThatTwoWordsOfASentenceTell) {
  EXPECT_EQ(code("Police in Ghana arrested two editors and jailed them.").size(), 1u);
  EXPECT_EQ(code("Norway criticised Sweden. Norway blamed Sweden for the delay.").size(), 2u);
}

TEST(Coder, TakesNoDayForWhatAnActIsAbout) {
  const auto events = code("Norway accused Sweden on Wednesday.");
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].what, "");
  const auto about = code("Norway accused Sweden over the dam.");
  ASSERT_EQ(about.size(), 1u);
  EXPECT_EQ(about[0].what, "dam");
}

TEST(Coder, ExplainsEachEvent) {
  const auto events = code("Norway condemned Sweden.");
  ASSERT_FALSE(events.empty());
  EXPECT_NE(events[0].explanation.find("condemn"), std::string::npos);
}

std::string describe(const record::Event& e, size_t words) {
  std::vector<std::string> parts = {std::string(record::name(e.type)),
                                    side(e.actors),
                                    side(e.recipients),
                                    std::string(record::name(e.status)),
                                    std::string(record::name(e.claim)),
                                    record::print(e.date)};
  std::string out;
  for (size_t i = 0; i < words && i < parts.size(); ++i)
    out.append(i == 0 ? "" : " ").append(parts[i]);
  return out;
}

// tests/cases/events/*.txt: a text, then one line for each expected event: TYPE actor recipient
// [status] [claim]; "= none" expects no event.
TEST(Coder, CodesTheCases) {
  for (const char* file : {"acts", "standing", "dates", "analyses"}) {
    for (const tests::Case& one : tests::read_cases(std::string("events/") + file + ".txt")) {
      const auto events = code(one.text, one.date);
      for (const std::string& line : one.expected) {
        const std::string expected = line.substr(2);
        if (expected == "none") {
          EXPECT_TRUE(events.empty())
              << one.place << ": "
              << (events.empty() ? "" : describe(events[0], 6) + " " + events[0].explanation);
          continue;
        }
        const size_t words =
            static_cast<size_t>(std::count(expected.begin(), expected.end(), ' ')) + 1;
        bool found = false;
        std::string all;
        for (const record::Event& e : events) {
          found |= describe(e, words) == expected;
          all.append("\n  ").append(describe(e, 6)).append(" | ").append(e.trigger.of(one.text));
        }
        EXPECT_TRUE(found) << one.place << ": " << expected << all;
      }
    }
  }
}

}  // namespace
}  // namespace servanda::event
