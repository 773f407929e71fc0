// Acts placed next to another in time: "just three days before the inauguration", "on the eve of
// the summit".
#include "servanda/reading/signals.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "servanda/reading/page.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

// What lies farther apart is history, not timing.
constexpr int kFarthestDays = 62;

struct Fixed {
  std::string_view words;
  int days;
};
constexpr std::array<Fixed, 12> kFixed = {{{"on the eve of", 1},
                                           {"the day before", 1},
                                           {"a day before", 1},
                                           {"one day before", 1},
                                           {"a day after", 1},
                                           {"the day after", 1},
                                           {"one day after", 1},
                                           {"hours before", 0},
                                           {"hours after", 0},
                                           {"a day ahead of", 1},
                                           {"hours ahead of", 0},
                                           {"days ahead of", 3}}};

class SignalFinder {
 public:
  SignalFinder(const Page& page, const std::vector<record::Event>& events)
      : page_(page), tree_(page.tree()) {
    events_in_.resize(tree_.parse().sentences.size());
    for (const record::Event& event : events) {
      if (event.sentence < events_in_.size()) events_in_[event.sentence].push_back(&event);
    }
  }

  std::vector<record::Signal> find() {
    for (const language::TimeExpression& time : page_.annotations().times) {
      if (time.kind != language::TimeKind::kOffset || time.offset_days == 0 ||
          time.last_token + 1 >= tree_.size())
        continue;
      read(time.first_token, time.last_token + 1, std::abs(time.offset_days));
    }
    for (uint32_t i = 0; i < tree_.size(); ++i) {
      for (const Fixed& fixed : kFixed) {
        if (!page_.says(i, fixed.words)) continue;
        const uint32_t next = i + Page::size_of(fixed.words);
        const language::TimeExpression* time = page_.time_at(next - 1);
        const bool known =
            time != nullptr && time->kind == language::TimeKind::kOffset && time->offset_days != 0;
        if (!known && next < tree_.size()) read(i, next, fixed.days);
        break;
      }
    }
    for (uint32_t i = 2; i < tree_.size(); ++i) {
      if (tree_.word(i) == "later") read_later(i);
      if (tree_.word(i) == "day") read_next_day(i);
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const record::Signal& a, const record::Signal& b) {
                       return a.evidence.span < b.evidence.span;
                     });
    return std::move(found_);
  }

 private:
  // `first`: the first word of "three days before"; `near`: the first word of what it stands near
  // to.
  void read(uint32_t first, uint32_t near, int days) {
    if (days > kFarthestDays) return;
    const record::Sentence& sentence = tree_.sentence_of(first);
    if (near >= sentence.end || page_.is_question(tree_.sentence(first))) return;
    if (tree_.upos(near) == Upos::kPUNCT) return;
    uint32_t last = end_of(near, sentence);
    // "The day after the vote Peru recalled its envoy", without a comma: the noun phrase ends it.
    const bool fronted = first <= sentence.begin + 1 && last + 2 >= sentence.end;
    if (fronted) {
      uint32_t noun = near;
      while (noun < last && tree_.upos(noun) != Upos::kNOUN) ++noun;
      while (noun < last && tree_.upos(noun + 1) == Upos::kNOUN) ++noun;
      if (tree_.upos(noun) != Upos::kNOUN) return;
      last = noun;
    }
    // What stands near must be an act or an event: a verb, a noun of acting, or a party with one.
    if (!tells_of_act(near, last)) return;
    record::Signal signal;
    signal.event = act_before(first, last);
    if (signal.event.empty()) return;
    signal.near = event_in(near, last);
    if (signal.near.empty()) signal.near = page_.words(near, last);
    signal.days = days;
    uint32_t begin = first;
    while (begin > sentence.begin &&
           (tree_.word(begin - 1) == "just" || tree_.word(begin - 1) == "only" ||
            tree_.word(begin - 1) == "barely" || tree_.word(begin - 1) == "exactly" ||
            tree_.word(begin - 1) == "merely" || tree_.word(begin - 1) == "a" ||
            tree_.word(begin - 1) == "mere" || tree_.word(begin - 1) == "some")) {
      --begin;
    }
    signal.evidence = page_.evidence(begin, last);
    found_.push_back(std::move(signal));
  }

  // "Four days later, Peru recalled its envoy": after what was told last before.
  void read_later(uint32_t later) {
    static constexpr std::array<std::string_view, 13> kCounts = {
        "a",     "one",   "two",  "three", "four",   "five",  "six",
        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    const record::Sentence& sentence = tree_.sentence_of(later);
    const uint32_t s = tree_.sentence(later);
    if (later < sentence.begin + 2 || later > sentence.begin + 4) return;
    const std::string_view unit = tree_.lemma(later - 1), count = tree_.word(later - 2);
    const int days = unit == "day" ? 1 : unit == "week" ? 7 : unit == "month" ? 30 : 0;
    const auto at = std::find(kCounts.begin(), kCounts.end(), count);
    if (days == 0 || at == kCounts.end() || s == 0) return;
    const auto index = static_cast<int>(at - kCounts.begin());
    const int all = days * (index == 0 ? 1 : index);
    if (all > kFarthestDays || events_in_[s].empty() || events_in_[s - 1].empty()) return;
    record::Signal signal;
    signal.event = events_in_[s].front()->id;
    signal.near = events_in_[s - 1].back()->id;
    signal.days = all;
    signal.evidence = page_.evidence(later - 2, later);
    found_.push_back(std::move(signal));
  }

  // "The next day Peru recalled its envoy": a day after what the sentence before told.
  void read_next_day(uint32_t day) {
    const record::Sentence& sentence = tree_.sentence_of(day);
    const uint32_t s = tree_.sentence(day);
    if (day < sentence.begin + 1 || day > sentence.begin + 3 || s == 0) return;
    const std::string_view word = tree_.word(day - 1);
    if (word != "next" && word != "following") return;
    const std::string_view behind =
        day + 1 < sentence.end ? tree_.word(day + 1) : std::string_view();
    if (behind == "of" || events_in_[s].empty() || events_in_[s - 1].empty()) return;
    record::Signal signal;
    signal.event = events_in_[s].front()->id;
    signal.near = events_in_[s - 1].back()->id;
    signal.days = 1;
    signal.evidence = page_.evidence(day - 1, day);
    found_.push_back(std::move(signal));
  }

  // The phrase or clause behind "before": up to the next comma or stop.
  uint32_t end_of(uint32_t near, const record::Sentence& sentence) const {
    uint32_t last = near;
    for (uint32_t i = near; i < sentence.end && i < near + 40; ++i) {
      const std::string_view word = tree_.word(i);
      // "a week before the visit and five days after the offer": two signals.
      const language::TimeExpression* time = page_.time_at(i + 1);
      if (i > near && word == "and" && time != nullptr && time->kind == language::TimeKind::kOffset)
        break;
      if (tree_.upos(i) == Upos::kPUNCT && word != "-" && word != "'" && word != "\xE2\x80\x99" &&
          word != "\"")
        break;
      last = i;
    }
    return last;
  }

  bool tells_of_act(uint32_t first, uint32_t last) const {
    for (uint32_t i = first; i <= last; ++i) {
      const Upos upos = tree_.upos(i);
      if (upos == Upos::kVERB || upos == Upos::kNOUN) return true;
    }
    return false;
  }

  // The event whose trigger stands nearest before the words (or nearest behind what they stand near
  // to, where they open the sentence): its id, else the words of the clause.
  std::string act_before(uint32_t first, uint32_t last) const {
    const record::Sentence& sentence = tree_.sentence_of(first);
    const base::Span before{sentence.span.begin, tree_.token(first).span.begin};
    const record::Event* best = nullptr;
    const std::vector<const record::Event*>& events = events_in_[tree_.sentence(first)];
    for (const record::Event* event : events) {
      if (before.contains(event->trigger) && (best == nullptr || best->trigger < event->trigger))
        best = event;
    }
    if (best != nullptr) return best->id;
    const base::Span behind{tree_.token(last).span.end, sentence.span.end};
    for (const record::Event* event : events) {
      if (behind.contains(event->trigger) && (best == nullptr || event->trigger < best->trigger))
        best = event;
    }
    if (best != nullptr) return best->id;
    // No coded event: the clause that the words stand in.
    uint32_t begin = sentence.begin;
    uint32_t end = first;
    const auto mark = [&](uint32_t i) {
      return tree_.upos(i) == Upos::kPUNCT || tree_.word(i) == "just" || tree_.word(i) == "only";
    };
    while (end > begin && mark(end - 1)) --end;
    bool verb = false;
    for (uint32_t i = begin; i < end; ++i)
      verb |= tree_.upos(i) == Upos::kVERB || tree_.upos(i) == Upos::kNOUN;
    return end > begin && verb ? page_.words(begin, end - 1) : std::string();
  }

  std::string event_in(uint32_t first, uint32_t last) const {
    const base::Span span = page_.span(first, last);
    for (const record::Event* event : events_in_[tree_.sentence(first)]) {
      if (span.contains(event->trigger)) return event->id;
    }
    return {};
  }

  const Page& page_;
  const event::Tree& tree_;
  std::vector<std::vector<const record::Event*>> events_in_;  // by sentence
  std::vector<record::Signal> found_;
};

}  // namespace

std::vector<record::Signal> find_signals(const Page& page,
                                         const std::vector<record::Event>& events) {
  return SignalFinder(page, events).find();
}

}  // namespace servanda::reading
