// What speaks for and against an act in a long text.
#include "servanda/event/cues.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "servanda/event/test_text.h"

namespace servanda::event {
namespace {

std::vector<Cue> cues(const std::string& text, std::string_view word) {
  TextRead read(text);
  read.times = language::find_times(read.document.text, read.parse, read.document.date);
  const Scene scene(read.annotations, read.lexicon);
  const Timeline timeline(scene, [](uint32_t) { return 1.0F; });
  for (uint32_t c = 0; c < scene.candidates().size(); ++c) {
    if (scene.tree().word(scene.candidates()[c].token) == word) return cues_of(scene, timeline, c);
  }
  ADD_FAILURE() << word << " is no candidate";
  return {};
}

bool holds(const std::vector<Cue>& all, Cue cue) {
  return std::find(all.begin(), all.end(), cue) != all.end();
}

TEST(Cues, TellAnActOfThePastWithItsTime) {
  const auto found = cues("Norway condemned Sweden in March 2019.", "condemned");
  EXPECT_TRUE(holds(found, Cue::kDated));
  EXPECT_TRUE(holds(found, Cue::kPast));
  EXPECT_FALSE(holds(found, Cue::kNobody));
  EXPECT_GT(weight_of(Cue::kDated), 0);
}

TEST(Cues, TellWhatMayBeAndWhatIsDenied) {
  EXPECT_TRUE(holds(cues("Norway might condemn Sweden.", "condemn"), Cue::kPossible));
  EXPECT_TRUE(holds(cues("Norway denied that it had attacked Sweden.", "attacked"), Cue::kDenied));
  EXPECT_TRUE(
      holds(cues("Norway denied reports of an attack on Sweden.", "denied"), Cue::kCarrier));
}

TEST(Cues, TellASentenceWithoutACountry) {
  EXPECT_TRUE(holds(cues("Prices were condemned.", "condemned"), Cue::kNobody));
}

}  // namespace
}  // namespace servanda::event
