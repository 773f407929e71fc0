// Bases of regular forms.
#include "inflection.h"

#include <gtest/gtest.h>

#include <map>

namespace servanda::tools {
namespace {

TEST(BaseOf, UndoesTheSpellingOfEndings) {
  const std::map<std::string, double> known = {
      {"shell", 1},   {"free", 1},  {"plan", 1},   {"hope", 1}, {"hop", 5}, {"raid", 1},
      {"traffic", 1}, {"tie", 1},   {"rely", 1},   {"die", 1},  {"bus", 1}, {"veto", 1},
      {"crisis", 1},  {"corps", 1}, {"corpse", 1}, {"rate", 1}, {"rat", 5}, {"exile", 1}};
  const auto base = [&](const char* form, Inflection inflection) {
    return base_of(form, inflection, [&](const std::string& word) {
      const auto found = known.find(word);
      return found == known.end() ? 0.0 : found->second;
    });
  };
  EXPECT_EQ(base("shelled", Inflection::kPast), "shell");
  EXPECT_EQ(base("freed", Inflection::kPast), "free");
  EXPECT_EQ(base("planned", Inflection::kPast), "plan");
  EXPECT_EQ(base("hoped", Inflection::kPast), "hope");
  EXPECT_EQ(base("hopped", Inflection::kPast), "hop");
  EXPECT_EQ(base("rated", Inflection::kPast), "rate");
  EXPECT_EQ(base("exiled", Inflection::kPast), "exile");
  EXPECT_EQ(base("trafficked", Inflection::kPast), "traffic");
  EXPECT_EQ(base("tied", Inflection::kPast), "tie");
  EXPECT_EQ(base("relied", Inflection::kPast), "rely");
  EXPECT_EQ(base("raiding", Inflection::kGerund), "raid");
  EXPECT_EQ(base("dying", Inflection::kGerund), "die");
  EXPECT_EQ(base("relies", Inflection::kThirdPerson), "rely");
  EXPECT_EQ(base("vetoes", Inflection::kThirdPerson), "veto");
  EXPECT_EQ(base("buses", Inflection::kPlural), "bus");
  EXPECT_EQ(base("crises", Inflection::kPlural), "crisis");
  EXPECT_EQ(base("corpses", Inflection::kPlural), "corpse");
  EXPECT_EQ(base("string", Inflection::kGerund), "");
  EXPECT_EQ(base("zorbed", Inflection::kPast), "");
}

}  // namespace
}  // namespace servanda::tools
