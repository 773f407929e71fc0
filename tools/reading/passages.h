// Reads data/reading/lessons.txt: passages of our own with their pledges.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "../event/examples.h"
#include "servanda/reading/turn_scene.h"
#include "servanda/record/reading.h"

namespace servanda::tools {

// One step of a pledge as annotated.
struct GoldStep {
  record::Stage stage = record::Stage::kNone;
  record::PledgeClaim claim = record::PledgeClaim::kStated;
  std::string date;  // empty if the text does not tell
  base::Span words;  // in the text
};

struct GoldPledge {
  base::Span thing;  // in the text
  std::vector<std::string> parties;
  std::vector<GoldStep> steps;
};

// A finding, a forecast or a motive.
struct GoldTurn {
  reading::Turn turn = reading::Turn::kNone;
  base::Span words;   // in the text
  std::string state;  // whose motive it is
};

struct Passage {
  Annotated annotated;
  std::vector<record::Event> events;  // as the coder reads them
  std::vector<GoldPledge> pledges;
  bool whole = false;  // an analysis of several paragraphs
  std::vector<GoldTurn> turns;
};

// Reads passages and runs the lower stages over their texts. Errors: kRefused if the file cannot be
// read, kUsage with the line that cannot be understood or whose words do not stand in the text.
base::Result<std::vector<std::unique_ptr<Passage>>> read_passages(const std::string& path);

// The fold of each passage, of kFolds: those of one hand and hour fall into one, whole analyses go
// round one by one.
inline constexpr size_t kFolds = 5;
std::vector<size_t> folds_of(const std::vector<std::unique_ptr<Passage>>& passages);

}  // namespace servanda::tools
