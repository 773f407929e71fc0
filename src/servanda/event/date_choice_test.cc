// The ways to date an act, and how a model chooses among them.
#include "servanda/event/date_choice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "servanda/event/test_text.h"

namespace servanda::event {
namespace {

// The ways to date the act that a word of a text tells.
struct Dated : TextRead {
  explicit Dated(const std::string& text) : TextRead(text) {
    times = language::find_times(document.text, parse, document.date);
  }

  std::vector<DateOption> options(std::string_view word, record::EventType type) {
    const Scene scene(annotations, lexicon);
    const Timeline timeline(scene, [](uint32_t) { return 1.0F; });
    for (uint32_t c = 0; c < scene.candidates().size(); ++c) {
      if (scene.tree().word(scene.candidates()[c].token) == word)
        return date_options(scene, c, type, timeline);
    }
    return {};
  }
};

bool offers(const std::vector<DateOption>& options, const std::string& date) {
  return std::any_of(options.begin(), options.end(),
                     [&](const DateOption& option) { return record::print(option.date) == date; });
}

TEST(DateChoice, OffersTheTimeOfTheSentenceTheDayOfTheTextAndBefore) {
  Dated read("Norway condemned the strike on 3 March.");
  const auto options = read.options("condemned", record::EventType::kAccuse);
  ASSERT_FALSE(options.empty());
  EXPECT_TRUE(offers(options, "2024-03-03"));
  EXPECT_TRUE(offers(options, "2024-05-10"));
  EXPECT_TRUE(offers(options, "../2024-05-10"));
}

TEST(DateChoice, PutsFirstWhatTheRulesSay) {
  Dated read("Norway condemned Sweden on 3 March.");
  EXPECT_EQ(record::print(read.options("condemned", record::EventType::kAccuse).front().date),
            "2024-03-03");
  Dated promise("Norway will send aid to Sweden on 20 May.");
  EXPECT_EQ(record::print(promise.options("send", record::EventType::kAgree).front().date),
            "2024-05-10");
}

TEST(DateChoice, OffersTheYearThatOpensTheParagraph) {
  Dated read("2018. The ministers of Norway and Sweden signed a treaty on 25 October.");
  EXPECT_TRUE(offers(read.options("signed", record::EventType::kSupport), "2018-10-25"));
}

TEST(DateChoice, OffersTheYearOfTheLastDateSaidInFull) {
  Dated read("Talks began in January 2016. Norway and Sweden signed the treaty in March.");
  EXPECT_TRUE(offers(read.options("signed", record::EventType::kSupport), "2016-03"));
}

TEST(DateChoice, OffersTheBeginningOfWhatGoesOn) {
  Dated read("Norway has blocked the Swedish ships since 2020.");
  const auto options = read.options("blocked", record::EventType::kCoerce);
  EXPECT_TRUE(offers(options, "2020"));
  EXPECT_TRUE(offers(options, "2020/.."));
  EXPECT_TRUE(offers(options, "2020/2024-05-10"));
}

TEST(DateChoice, TakesTheOptionOfTheHighestSum) {
  LinearModel model;
  model.name = "date";
  model.classes = {"chosen"};
  model.set(7, {3});
  model.set(9, {5});
  model.finish();
  const std::vector<DateOption> options = {{record::make_year(2001), {7}, 0},
                                           {record::make_year(2002), {9}, 0},
                                           {record::make_year(2003), {11}, 0}};
  EXPECT_EQ(likeliest_date(options, model), record::make_year(2002));
}

}  // namespace
}  // namespace servanda::event
