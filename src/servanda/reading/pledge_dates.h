// When a step of a pledge took place, and when what is pledged is due.
#pragma once

#include "servanda/reading/pledge_manner.h"
#include "servanda/reading/pledge_scene.h"

namespace servanda::reading {

struct StepDate {
  record::Date date;  // unknown if the text does not say and the document's date cannot stand in
  record::Date due;
  bool relative = false;  // the date is resolved against the document's
  bool told = false;      // the text itself gives the date
};

// Documents of more sentences tell background: there a step without a date keeps none, and what may
// come is the author's outlook.
inline constexpr size_t kShortDocument = 6;

// Dates the step that `token` reports (`verb` carries it). What is to come is due at its time and
// dated by its telling.
StepDate date_step(const PledgeScene& scene, uint32_t token, uint32_t verb, const Manner& manner,
                   bool to_come, record::Stage stage);

// The date by which a thing is due, said beside it ("the fuel due in March"); unknown if it is not.
record::Date due_in_phrase(const PledgeScene& scene, uint32_t noun);

// The date that a time gives to what is done: a thing done since a time began then.
record::Date date_of_time(const language::TimeExpression& time);

// The same date a year before.
record::Date year_before(record::Date date);

// A further time that the words after a step give without a verb of their own: "the first in May
// and the second in June". nullptr if there is none.
const language::TimeExpression* second_time(const PledgeScene& scene, uint32_t token,
                                            uint32_t verb);

}  // namespace servanda::reading
