// Tests of the alignment: order, renumbering, moves, units without partner.
#include "servanda/treaty/align.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

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

TEST(Align, SeesOneWordInTwoSpellings) {
  EXPECT_EQ(pairs({"The Parties authorise and co-ordinate the re-export of timber."},
                  {"Timber: coordinated reexport, as the Parties authorize and co-ordinate it."}),
            (Pairs{{0, 0}}));
  EXPECT_EQ(pairs({"co-ordinate reexport"}, {"coordinate re-export"}), (Pairs{{0, 0}}));
}

// An article whose words were copied into two far parts is carried on by neither alone; one copy is
// a move.
TEST(Align, LeavesOpenWhichOfTwoCopiesCarriesOn) {
  const std::vector<std::string> subjects = {"Railways cross the frontier.",
                                             "Students receive scholarships.",
                                             "Salmon is caught in autumn.",
                                             "Lighthouses burn all night.",
                                             "Postal parcels travel free.",
                                             "Museums lend their paintings.",
                                             "Wool pays no duty.",
                                             "Doctors practise in both states.",
                                             "Timber floats down the Lune.",
                                             "Coins are struck in silver.",
                                             "Pilgrims need no passport.",
                                             "Telegrams are sent by night.",
                                             "Vineyards are kept from pests.",
                                             "Bridges are mended in spring."};
  const std::string moved =
      "The Council appoints nine members of known independence for four years.";
  std::vector<std::string_view> a(subjects.begin(), subjects.end());
  std::vector<std::string_view> b = a;
  a.insert(a.begin() + 7, moved);
  b.insert(b.begin(), moved);
  EXPECT_EQ(pairs(a, b).size(), subjects.size() + 1);
  b.emplace_back(moved);
  EXPECT_EQ(pairs(a, b).size(), subjects.size());
}

TEST(Align, TakesEmptyLists) {
  EXPECT_EQ(pairs({}, {}), Pairs{});
  EXPECT_EQ(pairs({"One."}, {}), Pairs{});
  EXPECT_EQ(pairs({""}, {""}), Pairs{});
}

}  // namespace
}  // namespace servanda::treaty
