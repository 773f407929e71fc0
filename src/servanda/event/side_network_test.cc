// The network of sides: what it hears of words and mentions, and where it says so.
#include "servanda/event/side_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>

#include "servanda/event/test_text.h"

namespace servanda::event {
namespace {

void resize(SideLayer& layer, size_t inputs, size_t outputs) {
  layer.weights.assign(inputs * outputs, 0);
  layer.scale.assign(outputs, 1);
  layer.bias.assign(outputs, 0);
}

// A network that says nothing.
SideTables silent() {
  SideTables tables;
  tables.words = {HashedText("captain").hash};
  tables.word_rows.assign(2 * kWordWidth, 0);
  tables.part_rows.assign(kWordRows * kWordWidth, 0);
  tables.word_step = {0.05F};
  resize(tables.window, kWindowParts * kWordWidth, kWindowWidth);
  resize(tables.recurrence, kWindowWidth, 4 * kStateWidth);
  resize(tables.halves, 2 * kStateWidth, kHalves);
  tables.place_rows.assign(kPlaceRows * kSideWidth, 0);
  tables.place_step = {0.05F};
  tables.side_bias.assign(kSideWidth, 0);
  tables.side_weights.assign(kSideWidth * kRoleNames.size(), 0);
  tables.side_out_bias.assign(kRoleNames.size(), 0);
  tables.type_rows.assign(record::kEventTypeCount * kShapeWidth, 0);
  tables.shape_weights.assign(kShapeWidth * kShapeNames.size(), 0);
  tables.shape_out_bias.assign(kShapeNames.size(), 0);
  return tables;
}

// A text with the act of its first candidate.
struct Read : TextRead {
  using TextRead::TextRead;

  // The scores that the network adds.
  PartyScores scores(const SideTables& tables) const {
    const Scene scene(annotations, lexicon);
    const SideNetwork network = SideNetwork::create(tables).value();
    SideMemory memory;
    SideReader reader(network, scene, memory);
    const Candidate& act = scene.candidates().front();
    const PartyTask task = party_task(scene, act, act.best().type);
    PartyScores out;
    out.codes.resize(task.codes.size());
    reader.add_scores(act, act.best().type, task, out);
    return out;
  }
};

TEST(SideNetwork, AddsNothingWithoutWeights) {
  for (const PartyScores::Code& code : Read("Peru attacked Chile.").scores(silent()).codes) {
    EXPECT_EQ(code.actor, 0);
    EXPECT_EQ(code.recipient, 0);
    EXPECT_EQ(code.both, 0);
  }
}

TEST(SideNetwork, HearsHowAMentionStandsToTheAct) {
  const Read read("Peru attacked Chile.");
  const Scene scene(read.annotations, read.lexicon);
  const Candidate& act = scene.candidates().front();
  const PartyTask task = party_task(scene, act, act.best().type);
  ASSERT_EQ(task.codes.size(), 2u);
  const std::span<const uint32_t> of_actor = task.inputs[task.codes[0].first],
                                  of_other = task.inputs[task.codes[1].first];
  const auto own = std::find_if(of_actor.begin(), of_actor.end(), [&](uint32_t hash) {
    return std::none_of(of_other.begin(), of_other.end(),
                        [&](uint32_t other) { return place_row(other) == place_row(hash); });
  });
  ASSERT_NE(own, of_actor.end());
  SideTables tables = silent();
  tables.place_rows[place_row(*own) * kSideWidth] = 100;
  tables.side_weights[0] = 2;  // of the first hidden cell for the actor
  const PartyScores scores = read.scores(tables);
  EXPECT_GT(scores.codes[0].actor, 1.9F);
  EXPECT_EQ(scores.codes[1].actor, 0);
  EXPECT_EQ(scores.codes[0].recipient, 0);
}

// A word reaches the mention that hangs on it, through the window, the recurrence and the hidden
// layer.
TEST(SideNetwork, HearsTheWordThatAMentionHangsOn) {
  SideTables tables = silent();
  tables.word_rows[kWordWidth] = 120;           // "captain", first cell
  tables.window.weights[3 * kWordWidth] = 127;  // the first cell of the head
  tables.window.scale[0] = 0.01F;
  tables.recurrence.bias[0] = 6;  // a gate that is open
  tables.recurrence.weights[kStateWidth * kWindowWidth] = 127;
  tables.recurrence.scale[kStateWidth] = 0.01F;
  tables.halves.weights[kSideWidth * 2 * kStateWidth] = 127;  // first cell of a party
  tables.halves.scale[kSideWidth] = 0.01F;
  tables.side_weights[1] = 3;  // for the recipient
  const auto most = [](const PartyScores& scores) {
    float out = -9;
    for (const PartyScores::Code& code : scores.codes) out = std::max(out, code.recipient);
    return out;
  };
  EXPECT_GT(most(Read("Rebels attacked the captain of Chile.").scores(tables)), 2.5F);
  EXPECT_LT(most(Read("Rebels attacked the village of Chile.").scores(tables)), 0.1F);
}

TEST(SideNetwork, SpeaksOfTheShapeByTheType) {
  SideTables tables = silent();
  tables.shape_out_bias[3] = 0.5F;
  const PartyScores scores = Read("Peru attacked Chile.").scores(tables);
  EXPECT_EQ(scores.shape[3], 0.5F);
  EXPECT_EQ(scores.shape[0], 0);
}

TEST(SideNetwork, RefusesTablesOfAnotherShape) {
  SideTables tables = silent();
  tables.word_rows.pop_back();
  EXPECT_FALSE(SideNetwork::create(tables).ok());
  tables = silent();
  tables.halves.weights[5] = -128;
  EXPECT_FALSE(SideNetwork::create(tables).ok());
}

}  // namespace
}  // namespace servanda::event
