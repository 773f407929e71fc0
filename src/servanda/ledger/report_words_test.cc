// Tests what the words around an act say of it.
#include "servanda/ledger/report_words.h"

#include <gtest/gtest.h>

#include "servanda/ledger/word_rarity.h"

namespace servanda::ledger {
namespace {

// The trigger stands in brackets.
bool known(std::string text) {
  const size_t trigger = text.find('[');
  text.erase(trigger, 1);
  return told_as_known(text, trigger);
}

TEST(ReportWords, KnowWhatIsToldAsKnown) {
  EXPECT_TRUE(known("The mayor of Anzali condemns the [shelling]."));
  EXPECT_TRUE(known("Fishermen ask for help after Russia's [blockade]."));
  EXPECT_TRUE(known("A court looks into the recent Russian air [raid]."));
  EXPECT_FALSE(known("A Russian air [raid] kills four farmers."));
  EXPECT_FALSE(known("The Ministry of Roads [condemns] the delay."));
  EXPECT_FALSE(known("In spite of the truce, a [raid] kills four farmers."));
  EXPECT_FALSE(known("The envoys were [sent] home."));
  EXPECT_FALSE(known("[Strikes] go on."));
}

// The words are folded.
TEST(ReportWords, NameTheKindsOfHappening) {
  EXPECT_NE(kinds_of("raid") & kinds_of("airstrik"), 0u);
  EXPECT_NE(kinds_of("pullback") & kinds_of("withdraw"), 0u);
  EXPECT_EQ(kinds_of("raid") & kinds_of("sign"), 0u);
  EXPECT_NE(kinds_of("put forward") & kAgreeing, 0u);
  // A word may be of several kinds.
  EXPECT_NE(kinds_of("hold") & kinds_of("abduct"), 0u);
  EXPECT_NE(kinds_of("hold") & kinds_of("meet"), 0u);
  EXPECT_EQ(kinds_of("sing"), 0u);
  EXPECT_EQ(kinds_of(""), 0u);
}

TEST(WordRarity, IsLeastForTheCommonest) {
  EXPECT_LT(rarity_of("kill"), rarity_of("shell"));
  EXPECT_LT(rarity_of("shell"), rarity_of("anzali"));
  EXPECT_EQ(rarity_of("anzali"), 1);
  EXPECT_GT(rarity_of("kill"), 0);
}

}  // namespace
}  // namespace servanda::ledger
