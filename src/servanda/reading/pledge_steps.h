// The steps of pledges that a document reports: proposed, signed, begun, delivered, delayed,
// denied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "servanda/reading/pledge_manner.h"
#include "servanda/reading/pledge_objects.h"

namespace servanda::reading {

struct Step {
  uint32_t token = kNoToken;
  uint32_t sentence = 0;
  record::Stage stage = record::Stage::kNone;
  // The stage of what is told as still to come, once done.
  record::Stage deed = record::Stage::kNone;
  record::PledgeClaim claim = record::PledgeClaim::kStated;
  record::Date date, due;
  bool told = false;          // the text gives the date
  std::vector<Thing> things;  // what it is about; empty: what the text spoke of last
  uint32_t kinds = kAnyKind;  // kinds that an unnamed thing must have one of
  std::vector<std::string> givers, receivers;
  std::vector<std::string> promisers;  // the subject of the word
  bool not_started = false, stalled = false, present = false, to_come = false, inner_paper = false;
  bool mutual = false;       // of both alike: a paper, talks
  bool weak = false;         // counts where nothing else is told
  bool uncertain = false;    // the text calls what becomes of it uncertain
  bool reports = true;       // false: names a thing, moves nothing
  float sureness = 1;        // probability that it is one, by the learned models
  float joint_sureness = 1;  // and of this stage and about this thing
  bool by_rules = true;      // false: only the learned models see it
  bool names = false;        // says what the first of its things is about: the second
  base::Span evidence;
  std::optional<record::Amount> amount;
  std::string strength;
  std::vector<std::string> speakers;
};

// Finds the steps in text order.
std::vector<Step> find_steps(const PledgeScene& scene);

}  // namespace servanda::reading
