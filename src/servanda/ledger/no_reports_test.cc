// Tests which coded events are taken for no report of an act.
#include "servanda/ledger/no_reports.h"

#include <gtest/gtest.h>

#include "servanda/ledger/test_readings.h"

namespace servanda::ledger {
namespace {

// A text in which the event stands in `words` and is told by `verb`.
Reading with(const std::string& text, const std::string& words, const std::string& verb) {
  Reading reading = told("a", "x.com", "2020-01-01", text);
  const size_t at = text.find(words), act = text.find(verb, at);
  reading.events[0].evidence = {static_cast<uint32_t>(at),
                                static_cast<uint32_t>(at + words.size())};
  reading.events[0].trigger = {static_cast<uint32_t>(act),
                               static_cast<uint32_t>(act + verb.size())};
  return reading;
}

bool is_none(const std::string& text, const std::string& words, const std::string& verb) {
  return no_reports_in(with(text, words, verb)).at(0);
}

TEST(NoReports, AreHeadingsOfATextButNotItsItemsOrItsOnlyLine) {
  EXPECT_TRUE(
      is_none("Jets delivered late\nRussia kept its word.", "Jets delivered late", "delivered"));
  EXPECT_TRUE(is_none("One.\n\n## What was delivered?\n\nTwo.", "What was delivered", "delivered"));
  EXPECT_FALSE(is_none("Russia delivered jets", "Russia delivered jets", "delivered"));
  EXPECT_FALSE(is_none("Then this:\n- Russia delivered jets\n- It left.", "Russia delivered jets",
                       "delivered"));
  EXPECT_FALSE(is_none("One.\nRussia delivered jets.", "Russia delivered jets", "delivered"));
}

TEST(NoReports, AreQuestions) {
  EXPECT_TRUE(
      is_none("What has Russia delivered? Jets.", "What has Russia delivered", "delivered"));
  EXPECT_FALSE(is_none("Russia delivered jets. Why?", "Russia delivered jets", "delivered"));
}

TEST(NoReports, AreTheTermsOfAPaper) {
  EXPECT_TRUE(is_none("It is concluded for twenty years, with extensions.",
                      "It is concluded for twenty years", "concluded"));
  EXPECT_TRUE(is_none("It is concluded for two years, with extensions.",
                      "It is concluded for two years, with extensions", "extensions"));
  EXPECT_FALSE(is_none("It was concluded for twenty years.", "It was concluded", "concluded"));
  EXPECT_FALSE(is_none("A deal is concluded for the port.", "A deal is concluded", "concluded"));
}

TEST(NoReports, AreFiguresOfTrade) {
  EXPECT_TRUE(is_none("Trade with Iran reached 2 billion.", "Trade with Iran reached 2 billion",
                      "reached"));
  EXPECT_FALSE(is_none("Russia and Iran reached 2 accords.", "Russia and Iran reached 2 accords",
                       "reached"));
  EXPECT_FALSE(is_none("Russia put trade first.", "Russia put trade first", "put"));
}

TEST(NoReports, AreGames) {
  EXPECT_TRUE(is_none("Iran and Russia meet in the final of the Wrestling Cup.",
                      "Iran and Russia meet in the final of the Wrestling Cup", "meet"));
  EXPECT_FALSE(is_none("Iran and Russia meet in Rome.", "Iran and Russia meet in Rome", "meet"));
}

}  // namespace
}  // namespace servanda::ledger
