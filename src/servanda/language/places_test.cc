// Tests of places beside their states.
#include "servanda/language/places.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace servanda::language {
namespace {

using record::EntityType;

// Words with "/L" are labelled as one place with the labelled word before them, words with "/O" as
// one organisation. Gives the names afterwards, in brackets, organisations in angles.
std::string parted(const std::string& words) {
  std::string text, word;
  record::Parse parse;
  std::istringstream in(words);
  EntityType before = EntityType::kNone;
  while (in >> word) {
    record::Token token;
    const size_t mark = word.find('/');
    const std::string form = word.substr(0, mark);
    token.span.begin = static_cast<uint32_t>(text.size());
    text += form;
    token.span.end = static_cast<uint32_t>(text.size());
    text += ' ';
    token.upos = form[0] >= 'A' && form[0] <= 'Z' ? record::Upos::kPROPN : record::Upos::kX;
    if (mark != std::string::npos)
      token.entity = word[mark + 1] == 'L' ? EntityType::kLocation : EntityType::kOrganisation;
    token.entity_begins = mark != std::string::npos && token.entity != before;
    before = token.entity;
    parse.tokens.push_back(token);
  }
  part_places(text, parse, 0, static_cast<uint32_t>(parse.tokens.size()));
  std::string out;
  for (size_t i = 0; i < parse.tokens.size(); ++i) {
    const record::Token& token = parse.tokens[i];
    if (token.entity == EntityType::kNone) continue;
    const bool ends = i + 1 == parse.tokens.size() ||
                      parse.tokens[i + 1].entity == EntityType::kNone ||
                      parse.tokens[i + 1].entity_begins;
    const bool place = token.entity == EntityType::kLocation;
    if (token.entity_begins) out += place ? "[" : "<";
    out.append(token.span.of(text)).append(!ends ? " " : place ? "]" : ">");
  }
  return out;
}

TEST(PartPlaces, TakesThePlaceAndItsStateForTwo) {
  EXPECT_EQ(parted("in Lubbock/L Texas/L today"), "[Lubbock][Texas]");
  EXPECT_EQ(parted("in san/L angelo/L texas/L"), "[san angelo][texas]");
  EXPECT_EQ(parted("from Utica/L New/L York/L"), "[Utica][New York]");
  EXPECT_EQ(parted("in Reno/L NV/L now"), "[Reno][NV]");
}

TEST(PartPlaces, LeavesNamesThatHoldAState) {
  for (const char* whole :
       {"South/L Sudan/L", "Republic/L of/L Ireland/L", "New/L Mexico/L",
        "University/L of/L Texas/L", "Gulf/L of/L Oman/L", "New/L York/L", "Baja/L California/L"}) {
    const std::string places = parted(whole);
    EXPECT_EQ(places.find('['), places.rfind('[')) << places;
  }
}

TEST(PartPlaces, JoinsAStateWithItsOrganisation) {
  EXPECT_EQ(parted("the US/L Navy/O left"), "<US Navy>");
  EXPECT_EQ(parted("the United/L States/L Coast/O Guard/O left"), "<United States Coast Guard>");
  EXPECT_EQ(parted("in Peru/L Congress/O met"), "[Peru]<Congress>");
  EXPECT_EQ(parted("in the US/L , Congress/O met"), "[US]<Congress>");
}

TEST(PartPlaces, TakesPostalLettersBehindAPlace) {
  EXPECT_EQ(parted("near Salem/L , OR 97301"), "[Salem][OR]");
  EXPECT_EQ(parted("tell me , OR else"), "");
}

}  // namespace
}  // namespace servanda::language
