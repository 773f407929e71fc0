// The scores of every way to give sides to the countries of an act.
#include "servanda/event/party_choice.h"

#include <gtest/gtest.h>

namespace servanda::event {
namespace {

// The score of one way, country by country and pair by pair.
float score_one(const PartyTask& task, const PartyScores& scores, uint32_t number) {
  const std::vector<Sides> sides = sides_of(number, task.codes.size());
  float sum = scores.shape[static_cast<size_t>(shape_of(sides))] +
              scores.agreement[agreement_of(task, sides)];
  for (size_t i = 0; i < sides.size(); ++i) {
    if ((sides[i] & kActs) != 0) sum += scores.codes[i].actor;
    if ((sides[i] & kReceives) != 0) sum += scores.codes[i].recipient;
    if (sides[i] == kActsAndReceives) sum += scores.codes[i].both;
    for (size_t j = 0; j < i; ++j)
      sum += scores.pairs[pair_index(j, i)][pair_class(sides[j], sides[i])];
  }
  return sum;
}

TEST(ScoreAll, GivesEachWayTheSumOfItsParts) {
  float next = 0.3F;
  const auto number = [&next] { return next = next * 1.7F > 5 ? next - 4.1F : next * 1.7F; };
  for (size_t count = 1; count <= PartyTask::kMostCodes; ++count) {
    PartyTask task;
    PartyScores scores;
    for (float& s : scores.shape) s = number();
    for (float& s : scores.agreement) s = number();
    for (size_t i = 0; i < count; ++i) {
      task.codes.emplace_back().by_frame = static_cast<Sides>((i * 3 + count) % 4);
      scores.codes.push_back({.actor = number(), .recipient = number(), .both = number()});
      for (size_t j = 0; j < i; ++j) {
        for (float& s : scores.pairs.emplace_back()) s = number();
      }
    }
    const std::vector<float> all = score_all(task, scores);
    ASSERT_EQ(all.size(), size_t{1} << (2 * count));
    EXPECT_LT(all[0], -1e30F);
    for (uint32_t n = 1; n < all.size(); ++n)
      EXPECT_EQ(all[n], score_one(task, scores, n)) << count << " countries, way " << n;
  }
}

TEST(ScoreAll, KnowsNoWayWithoutCountries) {
  EXPECT_EQ(score_all(PartyTask{}, PartyScores{}).size(), 1u);
}

}  // namespace
}  // namespace servanda::event
