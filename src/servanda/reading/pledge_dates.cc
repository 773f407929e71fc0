// Finds the time that the tree gives to a step, climbing from the step to the clauses that it
// completes.
#include "servanda/reading/pledge_dates.h"

#include <algorithm>

namespace servanda::reading {
namespace {

using language::TimeExpression;
using language::TimeKind;
using record::Date;
using record::Deprel;
using record::Upos;

// Documents of more sentences tell background: there a step without a date keeps none.
constexpr size_t kShortDocument = 6;

uint32_t head_token(const event::Tree& tree, const TimeExpression& time) {
  for (uint32_t i = time.first_token; i <= time.last_token && i < tree.size(); ++i) {
    const uint32_t head = tree.head(i);
    if (head == kNoToken || head < time.first_token || head > time.last_token) return i;
  }
  return time.first_token;
}

// Steps from the time up to the token, without passing a verb on the way; -1 if the token is not
// above it.
int steps_to(const event::Tree& tree, const TimeExpression& time, uint32_t token) {
  uint32_t current = head_token(tree, time);
  for (int step = 0; step < 6 && current != kNoToken; ++step) {
    if (current == token) return step;
    if (step > 0 && tree.upos(current) == Upos::kVERB) return -1;
    current = tree.head(current);
  }
  return -1;
}

const TimeExpression* nearest(const PledgeScene& scene, uint32_t token,
                              const TimeExpression* except = nullptr) {
  const event::Tree& tree = scene.tree();
  const uint32_t sentence = tree.sentence(token);
  const TimeExpression* best = nullptr;
  int best_steps = 99;
  for (const TimeExpression& time : scene.annotations().times) {
    if (time.first_token >= tree.size() || tree.sentence(time.first_token) != sentence ||
        !time.date.known() || &time == except)
      continue;
    const int steps = steps_to(tree, time, token);
    if (steps >= 0 && steps < best_steps) best = &time, best_steps = steps;
  }
  return best;
}

// A step that began at a time is dated by its beginning; one done by a time lies before it.
Date date_of(const TimeExpression& time) {
  Date date = time.date;
  if (time.kind == TimeKind::kSince && date.interval && date.open_end) {
    date.open_end = false, date.interval = false;
    date.end = date.begin;
  }
  return date;
}

// An untold end or beginning of what is to come: the point itself.
Date due_of(const TimeExpression& time) {
  Date date = time.date;
  if (date.interval && date.open_begin)
    date.open_begin = false, date.interval = false, date.begin = date.end;
  return date;
}

}  // namespace

const TimeExpression* time_of_noun(const PledgeScene& scene, uint32_t noun) {
  return nearest(scene, noun);
}

StepDate date_step(const PledgeScene& scene, uint32_t token, uint32_t verb, const Manner& manner,
                   bool to_come) {
  const event::Tree& tree = scene.tree();
  StepDate out;
  const TimeExpression* used = nearest(scene, token);
  if (used == nullptr && verb != kNoToken && verb != token) used = nearest(scene, verb);
  if (used != nullptr) {
    if (to_come)
      out.due = due_of(*used);
    else
      out.date = date_of(*used), out.told = true;
  }
  uint32_t current = token;
  for (int step = 0; step < 6 && !out.told; ++step) {
    const uint32_t head = tree.head(current);
    if (head == kNoToken) break;
    const Deprel link = tree.deprel(current);
    if (link == Deprel::kAclRelcl || link == Deprel::kParataxis) break;
    const TimeExpression* time = nearest(scene, head, used);
    if (time != nullptr) {
      const bool conjoined = link == Deprel::kConj;
      // Of coordinated clauses the first may give its time if that stands before both, the last if
      // it stands after both.
      const bool shared =
          !conjoined || time->first_token < std::min(head, token) || time->first_token > token;
      // The time of the verb of saying is not when the thing is due; that of the verb of planning
      // is.
      const bool planning = to_come && !out.due.known() && head != manner.report &&
                            !manner.promised && !manner.agreed;
      if (shared && planning) {
        out.due = due_of(*time);
        used = time;
      } else if (shared) {
        out.date = date_of(*time);
        out.told = true;
      }
    }
    current = head;
  }
  // "the deal, due by 2024": a time of the thing itself stands in the phrase and is read with it.
  const Date& written = scene.annotations().document.date;
  if (!out.told && written.known() &&
      scene.annotations().parse.sentences.size() <= kShortDocument) {
    const bool now = to_come || manner.present || (manner.simple_past && manner.report == kNoToken);
    out.date = now ? written : record::before(written);
  }
  return out;
}

}  // namespace servanda::reading
