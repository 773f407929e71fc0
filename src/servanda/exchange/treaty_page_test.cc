// Tests of the page with two treaties side by side.
#include "servanda/exchange/treaty_page.h"

#include <gtest/gtest.h>

namespace servanda::exchange {
namespace {

record::Treaty one(std::string text) {
  record::Treaty treaty;
  record::Provision provision;
  provision.id = "art_1";
  provision.text = std::move(text);
  treaty.provisions.push_back(provision);
  return treaty;
}

TEST(SideBySidePage, MarksTheWordsThatOnlyOneSideHas) {
  const std::string page =
      side_by_side_page(one("Each Party shall help."), one("Each Party may help."), "A", "B",
                        {{{"art_1"}, {"art_1"}}});
  EXPECT_NE(page.find("Each Party <del>shall</del> help."), std::string::npos);
  EXPECT_NE(page.find("Each Party <ins>may</ins> help."), std::string::npos);
}

TEST(SideBySidePage, EscapesTextAndNames) {
  const std::string page =
      side_by_side_page(one("<script>x</script>"), one("y"), "<b>", "B", {{{"art_1"}, {"art_1"}}});
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<title><b>"), std::string::npos);
}

}  // namespace
}  // namespace servanda::exchange
