// Tests of the alignment: order, renumbering, moves, units without partner.
#include "servanda/treaty/align.h"

#include <gtest/gtest.h>

namespace servanda::treaty {
namespace {

std::vector<std::pair<uint32_t, uint32_t>> pairs(std::vector<std::string_view> a,
                                                 std::vector<std::string_view> b) {
  std::vector<std::pair<uint32_t, uint32_t>> found;
  const auto links = align_texts(a, b);
  if (links.ok())
    for (const Link& link : *links) found.emplace_back(link.a, link.b);
  return found;
}

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

TEST(Align, LinksUnitsThatChangedPlaces) {
  EXPECT_EQ(pairs({"Each Party shall consult the other on threats to the peace.",
                   "This Treaty lasts ten years from the day of signature."},
                  {"This Treaty lasts twenty years from the day of signature.",
                   "Each Party shall consult the other on any threat to the peace."}),
            (Pairs{{0, 1}, {1, 0}}));
}

TEST(Align, IgnoresNumbersSoThatRenumberedReferencesDoNotMatter) {
  EXPECT_EQ(
      pairs({"The Council decides under Article 4."}, {"The Council decides under Article 17."}),
      (Pairs{{0, 0}}));
}

TEST(Align, LeavesAloneWhatHasNoWordInCommon) {
  EXPECT_EQ(
      pairs({"Railways cross the frontier freely."}, {"Students receive scholarships every year."}),
      Pairs{});
}

TEST(Align, TakesEmptyLists) {
  EXPECT_EQ(pairs({}, {}), Pairs{});
  EXPECT_EQ(pairs({"One."}, {}), Pairs{});
  EXPECT_EQ(pairs({""}, {""}), Pairs{});
}

}  // namespace
}  // namespace servanda::treaty
