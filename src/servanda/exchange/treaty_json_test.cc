// Tests of the JSON of treaties.
#include "servanda/exchange/treaty_json.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace servanda::exchange {
namespace {

// The JSON of a treaty whose provisions carry the defence of those who are named.
std::string defence_by(const std::vector<std::string>& addressees) {
  record::Treaty treaty;
  for (const std::string& addressee : addressees) {
    record::Provision provision;
    provision.commitment = "defense";
    provision.addressee = addressee;
    treaty.provisions.push_back(provision);
  }
  base::JsonWriter json;
  write_json(json, treaty, "treaty.txt");
  return json.take();
}

bool is_reciprocal(const std::vector<std::string>& addressees) {
  return defence_by(addressees).find(R"("binds":"reciprocal")") != std::string::npos;
}

TEST(TreatyJson, ADutyOfEachSideInItsOwnArticleIsReciprocal) {
  EXPECT_TRUE(is_reciprocal({"Arland", "Borland"}));
  EXPECT_TRUE(is_reciprocal({"each_party"}));
  EXPECT_FALSE(is_reciprocal({"Arland"}));
  EXPECT_FALSE(is_reciprocal({"Arland", ""}));
}

TEST(TreatyJson, AFullerNameOfOneSideIsNoSecondSide) {
  EXPECT_FALSE(is_reciprocal({"Arland", "the Republic of Arland"}));
  EXPECT_FALSE(is_reciprocal({"the Republic of Arland", "Arland"}));
  EXPECT_FALSE(is_reciprocal({"Arland", "body"}));
}

}  // namespace
}  // namespace servanda::exchange
