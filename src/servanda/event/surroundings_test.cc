// What stands around an act, as features of its sides.
#include "servanda/event/surroundings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "servanda/event/test_text.h"

namespace servanda::event {
namespace {

// A text with the scene of it.
struct Read : TextRead {
  using TextRead::TextRead;

  const Candidate& candidate(const Scene& scene, std::string_view word) const {
    return *std::find_if(scene.candidates().begin(), scene.candidates().end(),
                         [&](const Candidate& c) { return scene.tree().word(c.token) == word; });
  }
  uint32_t mention(std::string_view code) const {
    return static_cast<uint32_t>(
        std::find_if(mentions.begin(), mentions.end(),
                     [&](const actor::Mention& m) { return m.actors.front().code == code; }) -
        mentions.begin());
  }
};

bool has(const Features& features, const std::string& name) {
  return std::find(features.names().begin(), features.names().end(), name) !=
         features.names().end();
}

TEST(Surroundings, SayWhatACountryDoesInTheActAboveAndBelow) {
  const Read read("Norway condemned Sweden for arresting two Danish sailors.");
  const Scene scene(read.annotations, read.lexicon);
  const Candidate &arrest = read.candidate(scene, "arresting"),
                  &condemn = read.candidate(scene, "condemned");
  Features features(true);
  const auto type = record::EventType::kCoerce;
  Surroundings(scene, arrest)
      .add_role(type, "SWE", read.mention("SWE"), parts_by_frame(scene, arrest, type), features);
  EXPECT_TRUE(has(features, "above=receives|ACCUSE|COERCE"));
  features.clear();
  const auto above = record::EventType::kAccuse;
  Surroundings(scene, condemn)
      .add_role(above, "DNK", read.mention("DNK"), parts_by_frame(scene, condemn, above), features);
  EXPECT_TRUE(has(features, "below=receives|COERCE|ACCUSE"));
}

TEST(Surroundings, CountCountriesInTheOrderOfTheText) {
  const Read read("Norway condemned Sweden. Denmark supported Norway.");
  const Scene scene(read.annotations, read.lexicon);
  const Candidate& condemn = read.candidate(scene, "condemned");
  const auto type = record::EventType::kAccuse;
  Features features(true);
  Surroundings(scene, condemn)
      .add_role(type, "NOR", read.mention("NOR"), parts_by_frame(scene, condemn, type), features);
  EXPECT_TRUE(has(features, "rank=0|3|ACCUSE"));
  EXPECT_TRUE(has(features, "rank_often=0|2|ACCUSE"));
}

TEST(Surroundings, ReadTheFewWordsBetweenTwoCountries) {
  const Read read("Talks between Norway and Sweden failed.");
  const Scene scene(read.annotations, read.lexicon);
  const Candidate& talks = read.candidate(scene, "talks");
  Features features(true);
  Surroundings(scene, talks)
      .add_pair(record::EventType::kConsult, "NOR", read.mention("NOR"), "SWE", read.mention("SWE"),
                features);
  EXPECT_TRUE(has(features, "gap=and|CONSULT"));
}

}  // namespace
}  // namespace servanda::event
