// Tests which parts of a thing a text numbers.
#include "servanda/ledger/numbered_parts.h"

#include <gtest/gtest.h>

namespace servanda::ledger {
namespace {

std::string printed(std::string_view text) {
  std::string out;
  for (const NumberedParts& part : numbered_parts(text)) {
    out += (out.empty() ? "" : "; ") + part.kind;
    for (const int number : part.numbers) out += " " + std::to_string(number);
  }
  return out;
}

TEST(NumberedParts, ReadsNumbersAfterANoun) {
  EXPECT_EQ(printed("units 2 and 3 of the power station"), "unit 2 3");
  EXPECT_EQ(printed("Stage two of the card link"), "stage 2");
  EXPECT_EQ(printed("reactors 1, 2 and 4 at Akkuyu"), "unit 1 2 4");
  EXPECT_EQ(printed("phase II of the port"), "stage 2");
}

TEST(NumberedParts, ReadsOrdinalsBeforeANoun) {
  EXPECT_EQ(printed("the first Angra unit"), "unit 1");
  EXPECT_EQ(printed("the second and third stages"), "stage 2 3");
  EXPECT_EQ(printed("a second gas pipeline"), "line 2");
}

TEST(NumberedParts, ReadsNumbersAfterAName) {
  EXPECT_EQ(printed("work at Angra 2 and 3 goes on"), " 2 3");
  EXPECT_EQ(printed("a memorandum on Blue Stream 2"), " 2");
}

TEST(NumberedParts, TakesDatesCountsAndModelsForNoParts) {
  EXPECT_EQ(printed("on March 2 Chile signed"), "");
  EXPECT_EQ(printed("Norway bought 12 jets, Chile 2 boats"), "");
  EXPECT_EQ(printed("the first delivery of S-300 systems"), "");
  EXPECT_EQ(printed("Article 3 bars aid"), "");
  EXPECT_EQ(printed("four reactors of 1,255 MW"), "");
}

TEST(NumberedParts, TellsPartsOfOneKindApart) {
  EXPECT_TRUE(other_parts(numbered_parts("stage one"), numbered_parts("the third stage")));
  EXPECT_FALSE(other_parts(numbered_parts("unit 2"), numbered_parts("units 2 and 3")));
  EXPECT_TRUE(shared_parts(numbered_parts("unit 2"), numbered_parts("Angra 2 and 3")));
  EXPECT_FALSE(other_parts(numbered_parts("stage one"), numbered_parts("unit 2")));
  EXPECT_FALSE(shared_parts(numbered_parts("stage three"), numbered_parts("Angra 2 and 3")));
  EXPECT_TRUE(same_parts(numbered_parts("units 2 and 3"), numbered_parts("Angra 2 and 3")));
  EXPECT_FALSE(same_parts(numbered_parts("unit 2"), numbered_parts("the second unit")));
  EXPECT_FALSE(shared_parts(numbered_parts("stage one"), numbered_parts("the port")));
}

}  // namespace
}  // namespace servanda::ledger
