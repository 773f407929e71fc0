// When a step of a pledge took place, and when what is pledged is due.
#pragma once

#include "servanda/reading/pledge_manner.h"
#include "servanda/reading/pledge_scene.h"

namespace servanda::reading {

struct StepDate {
  record::Date date;  // unknown if the text does not say and the document's date cannot stand in
  record::Date due;
  bool told = false;  // the text itself gives the date
};

// Dates the step that `token` reports (`verb` carries it). What is to come is due at its time and
// dated by its telling.
StepDate date_step(const PledgeScene& scene, uint32_t token, uint32_t verb, const Manner& manner,
                   bool to_come);

// The time within the phrase of a noun or directly below it ("contract of 5 October 2018", "the
// 2001 agreement"), or nullptr.
const language::TimeExpression* time_of_noun(const PledgeScene& scene, uint32_t noun);

}  // namespace servanda::reading
