// Tests of measured amounts.
#include "servanda/treaty/amounts.h"

#include <gtest/gtest.h>

namespace servanda::treaty {
namespace {

TEST(AmountIn, ReadsNumbersInLettersAndDigits) {
  EXPECT_EQ(amount_in(" not less than two million tons of coal ").value, 2e6);
  EXPECT_EQ(amount_in(" forty thousand men ").value, 4e4);
  EXPECT_EQ(amount_in(" 40 000 men ").value, 4e4);
  EXPECT_EQ(amount_in(" three hundred thousand roubles ").value, 3e5);
  EXPECT_EQ(amount_in(" a half per cent ").words, "half per cent");
}

TEST(AmountIn, ReadsTheBoundBeforeIt) {
  EXPECT_EQ(amount_in(" for up to fifteen days ").bound, Amount::Bound::kAtMost);
  EXPECT_EQ(amount_in(" at least nine students ").bound, Amount::Bound::kAtLeast);
  EXPECT_EQ(amount_in(" within ten days ").bound, Amount::Bound::kWithin);
  EXPECT_EQ(amount_in(" nine warships ").bound, Amount::Bound::kNone);
}

TEST(AmountIn, PassesOverYearsAndThingsWithoutNumber) {
  EXPECT_EQ(amount_in(" for ten years ").words, "");
  EXPECT_EQ(amount_in(" tons of coal ").words, "");
  EXPECT_EQ(amount_in("").words, "");
}

}  // namespace
}  // namespace servanda::treaty
