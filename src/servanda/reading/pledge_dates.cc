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

// "due in March", "due by 2024": the time is when something is due.
bool due_before(const event::Tree& tree, const TimeExpression& time) {
  const uint32_t begin = tree.sentence_of(time.first_token).begin;
  for (uint32_t i = time.first_token; i > begin && i + 3 > time.first_token;) {
    --i;
    const std::string_view word = tree.word(i);
    if (word == "due") return true;
  }
  return tree.word(time.first_token) == "due";
}

uint32_t head_token(const event::Tree& tree, const TimeExpression& time) {
  for (uint32_t i = time.first_token; i <= time.last_token && i < tree.size(); ++i) {
    const uint32_t head = tree.head(i);
    if (head == kNoToken || head < time.first_token || head > time.last_token) return i;
  }
  return time.first_token;
}

// Steps from the time up to the token, without passing a verb, a dated paper or a word that makes
// the time a due date; -1 if the token is not above it.
int steps_to(const PledgeScene& scene, const TimeExpression& time, uint32_t token) {
  const event::Tree& tree = scene.tree();
  if (due_before(tree, time)) return -1;
  uint32_t current = head_token(tree, time);
  for (int step = 0; step < 6 && current != kNoToken; ++step) {
    if (current == token) return step;
    if (step > 0 && tree.upos(current) == Upos::kVERB) return -1;
    // "a 1995 pledge": the year is the pledge's.
    const bool own = step > 0 && tree.upos(current) == Upos::kNOUN && time.last_token < current &&
                     tree.preposition(time.first_token).empty() && time.last_token + 4 > current;
    if (own) return -1;
    if (step > 0 && tree.upos(current) == Upos::kNOUN) {
      const NounKind* kind = scene.words().kind(tree.lemma(current));
      if (kind != nullptr && (kind->kinds & kPaper) != 0) return -1;
    }
    current = tree.head(current);
  }
  return -1;
}

const TimeExpression* nearest(const PledgeScene& scene, uint32_t token,
                              const TimeExpression* except = nullptr) {
  const TimeExpression* best = nullptr;
  int best_steps = 99;
  for (uint32_t t : scene.times_in(scene.tree().sentence(token))) {
    const TimeExpression& time = scene.annotations().times[t];
    if (!time.date.known() || &time == except) continue;
    const int steps = steps_to(scene, time, token);
    if (steps >= 0 && steps < best_steps) best = &time, best_steps = steps;
  }
  return best;
}

// "set when Modi visited Moscow in July 2024": the time of the clause of time below.
const TimeExpression* time_of_when(const PledgeScene& scene, uint32_t verb) {
  const event::Tree& tree = scene.tree();
  for (uint32_t c : tree.children(verb)) {
    if (tree.deprel(c) != Deprel::kAdvcl) continue;
    for (uint32_t d : tree.children(c)) {
      const bool when = tree.word(d) == "when" &&
                        (tree.deprel(d) == Deprel::kAdvmod || tree.deprel(d) == Deprel::kMark);
      if (when) return nearest(scene, c);
    }
  }
  return nullptr;
}

}  // namespace

Date date_of_time(const TimeExpression& time) {
  Date date = time.date;
  if (time.kind == TimeKind::kSince && date.interval && date.open_end) {
    date.open_end = false, date.interval = false;
    date.end = date.begin;
  }
  return date;
}

namespace {

// An untold end or beginning of what is to come: the point itself.
Date due_of(const TimeExpression& time) {
  Date date = time.date;
  if (date.interval && date.open_begin)
    date.open_begin = false, date.interval = false, date.begin = date.end;
  return date;
}

// "by 2030", "until May"
bool until(const event::Tree& tree, const TimeExpression& time) {
  if (time.kind == TimeKind::kUntil) return true;
  const auto by = [](std::string_view word) { return word == "by" || word == "until"; };
  const uint32_t first = time.first_token;
  return by(tree.word(first)) ||
         (first > tree.sentence_of(first).begin && by(tree.word(first - 1)));
}

// "within two months", "within days": counted from the text's date, as exact as the words.
Date due_within(const PledgeScene& scene, uint32_t token) {
  const event::Tree& tree = scene.tree();
  const Date& written = scene.annotations().document.date;
  if (!written.known()) return {};
  for (uint32_t t : scene.times_in(tree.sentence(token))) {
    const TimeExpression& time = scene.annotations().times[t];
    const uint32_t first = time.first_token;
    if (time.kind != TimeKind::kDuration || time.duration_days <= 0 || time.duration_days > 36525 ||
        first < token)
      continue;
    const bool within = tree.word(first) == "within" ||
                        (first > tree.sentence_of(first).begin && tree.word(first - 1) == "within");
    if (!within) continue;
    const record::DatePoint point = record::day_point(
        record::first_day(written) + static_cast<record::DayNumber>(time.duration_days));
    return time.duration_days >= 700 ? record::make_year(point.year)
                                     : record::make_month(point.year, point.month);
  }
  return {};
}

// A semicolon stands between.
bool parted(const event::Tree& tree, uint32_t a, uint32_t b) {
  for (uint32_t i = std::min(a, b); i < std::max(a, b); ++i) {
    if (tree.word(i) == ";") return true;
  }
  return false;
}

// "announced for Tuesday", "planned for 2019"
bool set_for(const event::Tree& tree, const TimeExpression& time) {
  const uint32_t first = time.first_token;
  if (time.kind == TimeKind::kDuration) return false;
  return tree.word(first) == "for" ||
         (first > tree.sentence_of(first).begin && tree.word(first - 1) == "for");
}

// "an offer of jets, made in 2017": the time of the participle that says when the noun came to be.
const TimeExpression* time_of_making(const PledgeScene& scene, uint32_t noun) {
  const event::Tree& tree = scene.tree();
  if (tree.upos(noun) != Upos::kNOUN) return nullptr;
  for (uint32_t c : tree.children(noun)) {
    const std::string_view tag = tree.xpos(c);
    if (tree.deprel(c) != Deprel::kAcl || (tag != "VBN" && tag != "VBD")) continue;
    if (const TimeExpression* time = nearest(scene, c); time != nullptr) return time;
  }
  return nullptr;
}

// "shelved its plan to buy radars in 2022": a time that is past and stands in what was to be done
// tells when it was shelved.
const TimeExpression* past_time_below(const PledgeScene& scene, uint32_t token) {
  const event::Tree& tree = scene.tree();
  const Date& written = scene.annotations().document.date;
  if (!written.known()) return nullptr;
  for (uint32_t t : scene.times_in(tree.sentence(token))) {
    const TimeExpression& time = scene.annotations().times[t];
    if (!time.date.known() || time.first_token < token || until(tree, time) ||
        set_for(tree, time) || record::first_day(time.date) > record::last_day(written))
      continue;
    uint32_t current = head_token(tree, time);
    bool infinitive = false;
    for (int step = 0; step < 8 && current != kNoToken && current != token; ++step) {
      const Deprel link = tree.deprel(current);
      if (link == Deprel::kAclRelcl || link == Deprel::kCcomp || link == Deprel::kParataxis ||
          link == Deprel::kConj)
        break;
      const uint32_t mark = tree.child(current, Deprel::kMark);
      infinitive |= mark != kNoToken && tree.word(mark) == "to";
      current = tree.head(current);
    }
    if (infinitive && current == token) return &time;
  }
  return nullptr;
}

// "settled on an agreement in 2010, which ...": the past time that hangs on what was agreed.
const TimeExpression* past_time_of_object(const PledgeScene& scene, uint32_t verb) {
  const event::Tree& tree = scene.tree();
  const Date& written = scene.annotations().document.date;
  if (!written.known()) return nullptr;
  for (uint32_t t : scene.times_in(tree.sentence(verb))) {
    const TimeExpression& time = scene.annotations().times[t];
    const uint32_t head = head_token(tree, time);
    if (!time.date.known() || head == kNoToken || until(tree, time) || set_for(tree, time) ||
        tree.deprel(head) != Deprel::kNmod ||
        record::first_day(time.date) > record::last_day(written))
      continue;
    const uint32_t noun = tree.head(head);
    if (noun == kNoToken || tree.head(noun) != verb) continue;
    const Deprel link = tree.deprel(noun);
    if (link == Deprel::kObj || link == Deprel::kObl) return &time;
  }
  return nullptr;
}

}  // namespace

StepDate date_step(const PledgeScene& scene, uint32_t token, uint32_t verb, const Manner& manner,
                   bool to_come, record::Stage stage) {
  const event::Tree& tree = scene.tree();
  StepDate out;
  const TimeExpression* opening = scene.opening_time(tree.sentence(token));
  const TimeExpression* used = nearest(scene, token);
  if (used == nullptr && verb != kNoToken && verb != token) used = nearest(scene, verb);
  // What one agrees or promises by a date is due then.
  const bool undertaking = stage >= record::Stage::kProposed && stage <= record::Stage::kInForce;
  if (used != nullptr) {
    const bool planned =
        (undertaking || stage == record::Stage::kDelayed) && set_for(scene.tree(), *used);
    if ((to_come && used != opening) || planned ||
        (undertaking && !manner.perfect && until(scene.tree(), *used)))
      out.due = due_of(*used);
    else
      out.date = date_of_time(*used), out.told = true;
  }
  if (!out.told && verb != kNoToken) {
    if (const TimeExpression* when = time_of_when(scene, verb); when != nullptr && !to_come)
      out.date = date_of_time(*when), out.told = true;
  }
  uint32_t current = token;
  for (int step = 0; step < 6 && !out.told; ++step) {
    const uint32_t head = tree.head(current);
    if (head == kNoToken) break;
    const Deprel link = tree.deprel(current);
    if (link == Deprel::kAclRelcl || link == Deprel::kParataxis) break;
    const TimeExpression* time = nearest(scene, head, used);
    if (time != nullptr && parted(tree, time->first_token, token)) time = nullptr;
    if (time != nullptr) {
      const bool conjoined = link == Deprel::kConj;
      // Of coordinated clauses the first may give its time if that stands before both, the last if
      // it stands after both.
      // What became of it in the end, told behind "but", took place in the time of the clause
      // before: "hoped in October to sign it, but the signing was postponed".
      const bool outcome = stage == record::Stage::kDelayed || stage == record::Stage::kSuspended ||
                           stage == record::Stage::kCancelled;
      const bool shared = !conjoined || outcome || time->first_token < std::min(head, token) ||
                          time->first_token > token;
      // The time of the verb of saying is not when the thing is due; that of the verb of planning
      // is.
      const bool planning = to_come && time != opening && !out.due.known() &&
                            head != manner.report && !manner.hoped && !manner.promised &&
                            !manner.agreed;
      if (shared && planning) {
        out.due = due_of(*time);
        used = time;
      } else if (shared) {
        out.date = date_of_time(*time);
        out.told = true;
      }
    }
    current = head;
  }
  const bool ended = stage == record::Stage::kSuspended || stage == record::Stage::kCancelled ||
                     stage == record::Stage::kDelayed || stage == record::Stage::kResumed;
  const TimeExpression* below = nullptr;
  if (!out.told && !to_come) below = time_of_making(scene, token);
  if (!out.told && !to_come && below == nullptr && ended) below = past_time_below(scene, token);
  if (!out.told && !to_come && below == nullptr && undertaking)
    below = past_time_of_object(scene, verb == kNoToken ? token : verb);
  if (below != nullptr) out.date = date_of_time(*below), out.told = true;
  // An entry of a chronology tells what was said or done on its day.
  if (!out.told && opening != nullptr) out.date = date_of_time(*opening), out.told = true;
  out.relative = used != nullptr && used->relative;
  if (!out.due.known() && (to_come || (undertaking && !out.told)))
    out.due = due_within(scene, token);
  // A weekday ahead of the text is the one that follows.
  const record::Date& today = scene.annotations().document.date;
  const bool weekday = used != nullptr && used->relative && out.due.known() && !out.due.interval &&
                       out.due.precision() == record::Precision::kDay;
  if (weekday && today.known() && today.precision() == record::Precision::kDay &&
      record::last_day(out.due) < record::first_day(today) &&
      record::last_day(out.due) + 7 >= record::first_day(today)) {
    out.due = record::make_day(record::last_day(out.due) + 7);
  }
  // What has come since a time came between then and now.
  const bool done = stage == record::Stage::kDelivered || stage == record::Stage::kPartlyDelivered;
  if (out.told && done && used != nullptr && used->kind == TimeKind::kSince && today.known() &&
      record::last_day(out.date) < record::first_day(today)) {
    out.date = record::make_interval(out.date, today);
  }
  // "the deal, due by 2024": a time of the thing itself stands in the phrase and is read with it.
  const Date& written = scene.annotations().document.date;
  if (!out.told && written.known() &&
      scene.annotations().parse.sentences.size() <= kShortDocument) {
    const bool now = !manner.conditional &&
                     ((to_come && !manner.simple_past) || (manner.present && !manner.perfect) ||
                      (manner.simple_past && manner.report == kNoToken));
    out.date = now ? written : record::before(written);
  }
  return out;
}

record::Date year_before(record::Date date) {
  --date.begin.year, --date.end.year;
  if (date.begin.month == 2 && date.begin.day == 29) date.begin.day = 28;
  if (date.end.month == 2 && date.end.day == 29) date.end.day = 28;
  return date;
}

record::Date due_in_phrase(const PledgeScene& scene, uint32_t noun) {
  const event::Tree& tree = scene.tree();
  const TimeExpression* best = nullptr;
  for (uint32_t t : scene.times_in(tree.sentence(noun))) {
    const TimeExpression& time = scene.annotations().times[t];
    if (!time.date.known() || time.first_token < noun || time.first_token > noun + 6 ||
        !due_before(tree, time))
      continue;
    if (best == nullptr) best = &time;
  }
  return best == nullptr ? Date{} : due_of(*best);
}

const TimeExpression* second_time(const PledgeScene& scene, uint32_t token, uint32_t verb) {
  const event::Tree& tree = scene.tree();
  const TimeExpression* first = nullptr;
  for (uint32_t t : scene.times_in(tree.sentence(token))) {
    const TimeExpression& time = scene.annotations().times[t];
    if (!time.date.known() || time.first_token < verb) continue;
    if (first == nullptr) {
      if (steps_to(scene, time, verb) < 0 && steps_to(scene, time, token) < 0) return nullptr;
      first = &time;
      continue;
    }
    bool joined = false;
    for (uint32_t i = first->last_token + 1; i < time.first_token; ++i) {
      if (tree.upos(i) == Upos::kVERB || tree.upos(i) == Upos::kAUX || tree.word(i) == ";" ||
          i > first->last_token + 10)
        return nullptr;
      joined |= tree.word(i) == "and";
    }
    // The time of a clause that follows is that clause's.
    uint32_t owner = head_token(tree, time);
    for (int step = 0; step < 8 && owner != kNoToken && tree.upos(owner) != Upos::kVERB; ++step)
      owner = tree.head(owner);
    if (owner != kNoToken && tree.upos(owner) == Upos::kVERB && owner > time.last_token)
      return nullptr;
    return joined && time.first_token > first->last_token + 3 ? &time : nullptr;
  }
  return nullptr;
}

}  // namespace servanda::reading
