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

// Sixty articles on one thing each, in words that no other has.
std::vector<std::string> sixty_articles() {
  std::vector<std::string> articles;
  for (char i = 0; i < 60; ++i) {
    std::string words;
    for (const char letter : {'k', 'p', 't'})
      words +=
          {letter, static_cast<char>('a' + i / 8), 'r', static_cast<char>('a' + i % 8), 'n', letter,
           ' '};
    articles.push_back("The " + words + "remain free.");
  }
  return articles;
}

// A dissolved treaty stood last; its first article went in other words into two places of the new
// one. That its second stands beside one of them does not make that one the heir.
TEST(Align, LeavesOpenCopiesOfATreatyThatWentElsewhere) {
  const std::string first = "The Court elects nine judges of known independence for four years.";
  const std::string reworded =
      "Nine judges of known learning sit there, and governors appoint them for six years.";
  const std::string second = "Its seat is Port Lune, where a palace stands ready.";
  const std::vector<std::string> kept = sixty_articles();
  std::vector<std::string_view> a(kept.begin(), kept.end());
  std::vector<std::string_view> b = a;
  a.insert(a.end(), {first, second});
  b.insert(b.begin() + 5, {reworded, second});
  EXPECT_EQ(pairs(a, b).size(), a.size());
  b.insert(b.begin() + 20, reworded);
  EXPECT_EQ(pairs(a, b).size(), a.size() - 1);
}

// Of three copies the third has somewhat other words: that makes it no heir of its own.
TEST(Align, LeavesOpenAThirdCopyInOtherWords) {
  const std::string copied =
      "Nine judges of known learning sit there and serve for six years, as the governors appoint "
      "them.";
  const std::string reworded =
      "Nine judges of known learning sit there and serve for six years, as the governors ask.";
  const std::vector<std::string> kept = sixty_articles();
  std::vector<std::string_view> a(kept.begin(), kept.end());
  std::vector<std::string_view> b = a;
  a.emplace_back(copied);
  b.insert(b.begin() + 5, reworded);
  EXPECT_EQ(pairs(a, b).size(), a.size());
  b.insert(b.begin() + 25, copied);
  b.insert(b.begin() + 45, copied);
  EXPECT_EQ(pairs(a, b).size(), a.size() - 1);
}

constexpr std::string_view kCorn =
    "Corn and rye from the northern valleys pass the frontier free of duty every autumn.";
constexpr std::string_view kShips =
    "Ships under either flag anchor in the bays of the southern coast without paying dues.";
constexpr std::string_view kBells =
    "Bells, organs and church silver remain the property of the parishes that bought them.";
constexpr std::string_view kMint =
    "The mint of the capital strikes silver thalers for both realms by one common standard.";

// The article on the post was rewritten: its neighbours changed places, but it alone is left among
// them.
TEST(Align, LinksWhatWasRewrittenInItsPlace) {
  EXPECT_EQ(pairs({kCorn, kShips,
                   "Couriers carry the post between the two capitals each Monday, on horseback, "
                   "along the royal road through the pass.",
                   kBells, kMint},
                  {kCorn, kBells, kShips,
                   "Telegraph wires between stations shall hang on poles of oak; sworn inspectors "
                   "repair them in summer.",
                   kMint}),
            (Pairs{{0, 0}, {1, 2}, {2, 3}, {3, 1}, {4, 4}}));
}

// What stands between the same neighbours is new: the words on auditors went to the article on the
// mint.
TEST(Align, LeavesAloneWhatTookThePlaceOfWordsThatWentElsewhere) {
  const std::vector<std::string_view> before = {
      kCorn, "Three sworn auditors count the chests each winter and tell both treasuries of it.",
      kShips, kBells, kMint};
  const std::string mint =
      std::string(kMint) + " Sworn auditors count the chests each winter for both treasuries.";
  EXPECT_EQ(pairs(before, {kCorn, "Sworn pilots guide the barges past the weirs in winter.", kShips,
                           kBells, mint}),
            (Pairs{{0, 0}, {2, 2}, {3, 3}, {4, 4}}));
  // Where no other article has them, the article was rewritten.
  EXPECT_EQ(pairs(before, {kCorn, "Sworn pilots guide the barges past the weirs in winter.", kShips,
                           kBells, kMint}),
            (Pairs{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 4}}));
}

// The second article on the bank was drawn into the first; the one on cattle has a few of its words
// but carries nothing on.
TEST(Align, LeavesAloneWhatIsLikerToAnArticleThatWentToAnother) {
  constexpr std::string_view bank =
      "The Bank grants loans to towns that build schools, and its governors publish the accounts "
      "of these loans each spring for the two treasuries.";
  EXPECT_EQ(
      pairs({kCorn, bank,
             "The governors of the Bank publish the accounts of the loans to towns each spring.",
             kShips, kBells},
            {kCorn, bank,
             "The governors of the towns near the frontier count the cattle each spring and mark "
             "the sheep with tar before they graze.",
             "Wool and hides pay no toll at the bridges of the Lune.", kShips, kBells}),
      (Pairs{{0, 0}, {1, 1}, {3, 4}, {4, 5}}));
}

TEST(Align, TakesEmptyLists) {
  EXPECT_EQ(pairs({}, {}), Pairs{});
  EXPECT_EQ(pairs({"One."}, {}), Pairs{});
  EXPECT_EQ(pairs({""}, {""}), Pairs{});
}

}  // namespace
}  // namespace servanda::treaty
