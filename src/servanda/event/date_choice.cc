// Lists the ways to date an act and what speaks for each.
#include "servanda/event/date_choice.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "servanda/event/acts.h"
#include "servanda/event/codebook.h"
#include "servanda/event/standing.h"

namespace servanda::event {
namespace {

using language::TimeExpression;
using language::TimeKind;
using record::Date;
using record::Deprel;
using record::Precision;
using record::Upos;

constexpr uint32_t kSentencesBack = 2;
constexpr size_t kMostTimes = 8;  // the nearest
constexpr int kReach = 8;         // steps up the tree
// The passages that the model learnt from leave more undated than a careful reader of a whole
// analysis does: there what the rules say is ahead by so much.
constexpr float kRulesInAnalyses = 0.7F;

Date begin_of(const Date& date) {
  Date out;
  out.begin = out.end = date.begin;
  return out;
}

Date end_of(const Date& date) {
  Date out;
  out.begin = out.end = date.end;
  return out;
}

// What part of a time is meant.
enum class Cut : uint8_t { kSaid, kBegin, kEnd, kUntilWritten, kBefore, kInYearBefore };

// True where the nearest verb or copula above a candidate stands in the present or the future
// tense.
bool speaks_of_now(const Scene& scene, const Candidate& candidate) {
  const Tree& tree = scene.tree();
  const auto now = [&](uint32_t token) {
    const std::string_view tag = tree.xpos(token);
    return tag == "VBZ" || tag == "VBP" || tag == "VB";
  };
  uint32_t current = candidate.verb();
  for (int step = 0; step < 4 && current != kNoToken; ++step) {
    const uint32_t copula = tree.child(current, Deprel::kCop);
    if (copula != kNoToken) return now(copula);
    if (tree.upos(current) == Upos::kVERB) {
      const uint32_t auxiliary = tree.child(current, Deprel::kAux);
      const bool perfect = auxiliary != kNoToken && tree.lemma(auxiliary) == "have";
      return now(current) && !perfect;
    }
    current = tree.head(current);
  }
  return false;
}

class Lister {
 public:
  Lister(const Scene& scene, uint32_t number, record::EventType type, const Timeline& times)
      : scene_(scene),
        tree_(scene.tree()),
        candidate_(scene.candidates()[number]),
        number_(number),
        times_(times),
        written_(scene.annotations().document.date),
        speech_(is_speech(type)),
        status_(read_standing(scene, candidate_, type).status),
        long_(is_long(scene)),
        event_type_(type),
        type_(hashed(type)),
        length_(scene.style()),
        tense_(tense(tree_, candidate_.verb())) {}

  std::vector<DateOption> list() {
    own_ = times_.own(number_);
    of_ = times_.of(number_);
    near_ = times_.said_near(number_);
    now_ = speaks_of_now(scene_, candidate_);
    collect();
    ruled_ = by_rule();
    for (size_t i = 0; i < near_times_.size(); ++i) add_cuts(*near_times_[i], i);
    if (of_ != nullptr &&
        std::find(near_times_.begin(), near_times_.end(), of_) == near_times_.end())
      add_cuts(*of_, near_times_.size());
    add_written("written", written_);
    if (written_.known()) add_written("before", record::before(written_));
    const auto rule = std::find_if(out_.begin(), out_.end(),
                                   [&](const DateOption& option) { return option.date == ruled_; });
    if (rule != out_.end()) {
      if (long_) rule->lead = kRulesInAnalyses;
      std::rotate(out_.begin(), rule, rule + 1);
    }
    return std::move(out_);
  }

 private:
  // The times of the sentence and of those before, the nearest first.
  void collect() {
    const uint32_t t = candidate_.token;
    const uint32_t sentence = tree_.sentence(t);
    const auto& all = scene_.annotations().times;
    const auto& sentences = scene_.annotations().parse.sentences;
    const uint32_t first =
        sentences[sentence > kSentencesBack ? sentence - kSentencesBack : 0].begin;
    const uint32_t end = sentences[sentence].end;
    auto at = std::partition_point(all.begin(), all.end(), [&](const TimeExpression& time) {
      return time.first_token < first;
    });
    for (; at != all.end() && at->first_token < end; ++at) {
      if (at->last_token >= tree_.size() || !at->date.known()) continue;
      near_times_.push_back(&*at);
      in_sentence_ += at->first_token >= sentences[sentence].begin;
    }
    const auto gap = [t](const TimeExpression* time) {
      return time->first_token > t ? time->first_token - t : t - time->first_token;
    };
    std::stable_sort(
        near_times_.begin(), near_times_.end(),
        [&](const TimeExpression* a, const TimeExpression* b) { return gap(a) < gap(b); });
    if (near_times_.size() > kMostTimes) near_times_.resize(kMostTimes);
  }

  // A promise or demand is made when it is told, whatever the day it is due; what has gone on since
  // a day went on until then; of a long text the past is told.
  Date by_rule() const {
    const TimeExpression* time = of_;
    if (time == nullptr && long_ && !now_) time = near_;
    const bool due = time != nullptr && is_to_come(*time);
    const bool spoken =
        speech_ && status_ != record::Status::kPossible && status_ != record::Status::kNegated;
    if (time != nullptr && !(spoken && (due || (time->kind == TimeKind::kUntil && !long_)))) {
      const bool goes_on = time->kind == TimeKind::kSince && time->date.open_end &&
                           written_.known() && !written_.interval;
      if (goes_on && !long_ && !due) return record::make_interval(begin_of(time->date), written_);
      return said(*time);
    }
    if (!written_.known()) return {};
    return long_ && !(candidate_.clause.verb != kNoToken && now_) ? record::before(written_)
                                                                  : written_;
  }

  bool is_to_come(const TimeExpression& time) const {
    return written_.known() && record::first_day(time.date) > record::last_day(written_);
  }

  // What a time says: "2018. The cabinet meets on 25 October" leaves the year to the paragraph.
  Date said(const TimeExpression& time) const {
    const TimeExpression* opening = times_.opening(tree_.sentence(time.first_token));
    const bool left = opening != nullptr && opening != &time && time.relative &&
                      !time.date.interval && opening->date.begin.precision >= Precision::kYear &&
                      time.date.begin.precision > opening->date.begin.precision;
    return left ? in_year(time.date, opening->date.begin.year) : time.date;
  }

  static Date in_year(Date date, int year) {
    const bool leap_day = date.begin.month == 2 && date.begin.day == 29;
    if (!leap_day) date.begin.year = date.end.year = year;
    return date;
  }

  void add_cuts(const TimeExpression& time, size_t rank) {
    const Date date = said(time);
    add_time(time, rank, Cut::kSaid, date);
    if (date.interval) {
      if (long_ && date.open_end) return;  // an analysis tells since when, not until when
      if (!date.open_begin) add_time(time, rank, Cut::kBegin, begin_of(date));
      if (!date.open_end) add_time(time, rank, Cut::kEnd, end_of(date));
      const bool until = date.open_end && written_.known() && !written_.interval &&
                         record::first_day(date) < record::first_day(written_);
      if (until)
        add_time(time, rank, Cut::kUntilWritten, record::make_interval(begin_of(date), written_));
      return;
    }
    add_time(time, rank, Cut::kBefore, record::before(date));
    if (!time.relative || date.begin.precision < Precision::kSeason) return;
    // Or the year is that of the last date said in full.
    const auto& all = scene_.annotations().times;
    auto at = std::partition_point(all.begin(), all.end(), [&](const TimeExpression& other) {
      return other.first_token < time.first_token;
    });
    for (size_t steps = 0; at != all.begin() && steps < kMostTimes; ++steps) {
      --at;
      if (at->relative || !at->date.known() || at->date.open_begin) continue;
      if (const Date other = in_year(date, at->date.begin.year); other != date)
        add_time(time, rank, Cut::kInYearBefore, other);
      return;
    }
  }

  // How the time stands to the act in the tree of the sentence.
  std::string path(const TimeExpression& time) const {
    const uint32_t t = candidate_.token;
    if (tree_.sentence(time.first_token) != tree_.sentence(t)) return "other";
    if (t >= time.first_token && t <= time.last_token) return "self";
    std::string last;
    uint32_t current = head_of(tree_, time);
    for (int step = 0; step < kReach && current != kNoToken; ++step) {
      if (current == t || current == candidate_.clause.verb) {
        std::string out(current == t ? "own" : "verb");
        return out.append(digit(static_cast<size_t>(std::min(step, 4)))).append(last);
      }
      if (step > 0 && tree_.below(t, current)) {
        uint32_t top = t;
        for (int up = 0; up < kReach && tree_.head(top) != current && tree_.head(top) != kNoToken;
             ++up)
          top = tree_.head(top);
        std::string out(scene_.candidate_at(current) >= 0 ? "act" : "word");
        out.append(digit(static_cast<size_t>(std::min(step, 3)))).append(last).append("^");
        return out.append(hashed(tree_.deprel(top)));
      }
      last = hashed(tree_.deprel(current));
      current = tree_.head(current);
    }
    return "far";
  }

  // Whose time it is by the rules: this act's, that of one above or below it, another's, nobody's.
  HashedText owner(const TimeExpression& time) const {
    if (own_ == &time) return "self";
    if (of_ == &time) return "of";
    const auto& candidates = scene_.candidates();
    const uint32_t sentence = tree_.sentence(time.first_token);
    const auto search = [&](uint32_t c) -> HashedText {
      if (times_.own(c) != &time) return {};
      const uint32_t other = candidates[c].token;
      return tree_.below(other, candidate_.token)   ? "below"
             : tree_.below(candidate_.token, other) ? "above"
             : other < candidate_.token             ? "earlier"
                                                    : "later";
    };
    for (uint32_t c = number_; c-- > 0 && tree_.sentence(candidates[c].token) >= sentence;) {
      if (const HashedText found = search(c); !found.empty()) return found;
    }
    for (uint32_t c = number_ + 1;
         c < candidates.size() && tree_.sentence(candidates[c].token) <= sentence; ++c) {
      if (const HashedText found = search(c); !found.empty()) return found;
    }
    return "nobody";
  }

  // What the rules have found, as one word.
  std::string found_by_rule() const {
    std::string out(own_ != nullptr    ? "own"
                    : of_ != nullptr   ? "of"
                    : near_ != nullptr ? "near"
                                       : "-");
    if (times_.opening(tree_.sentence(candidate_.token)) != nullptr) return out.append("+opening");
    return out.append(now_ ? "+now" : "");
  }

  void add_time(const TimeExpression& time, size_t rank, Cut cut, const Date& date) {
    Features& f = features_;
    f.clear();
    const uint32_t t = candidate_.token;
    const HashedText kind = digit(static_cast<size_t>(time.kind)),
                     part = digit(static_cast<size_t>(cut));
    std::string form_text(kind);
    form_text.append(part).append(digit(static_cast<size_t>(date.precision())));
    const HashedText form(form_text);
    std::string rule_text(own_ == &time ? "own" : of_ == &time ? "of" : "");
    if (near_ == &time) rule_text.append("near");
    if (rule_text.empty()) rule_text = own_ != nullptr ? "-own" : of_ != nullptr ? "-of" : "-";
    const HashedText rule(rule_text);
    const HashedText ruled = date == ruled_ ? "ruled" : "other";
    const HashedText tag(hashed(tree_.upos(t))), when(tense_);
    const uint32_t back =
        tree_.sentence(t) - std::min(tree_.sentence(t), tree_.sentence(time.first_token));
    const HashedText step = back > 0               ? digit(back)
                            : time.first_token > t ? HashedText("after")
                                                   : HashedText("before");
    const HashedText come = !written_.known()                       ? "unknown"
                            : is_to_come(time)                      ? "to come"
                            : record::contains(time.date, written_) ? "now"
                                                                    : "past";
    f.add("form", form);
    f.add("form_length", form, length_);
    f.add("form_type", form, type_);
    f.add("form_tense", form, when);
    f.add("form_rule", form, rule);
    f.add("ruled", ruled, length_, part);
    f.add("ruled_rule", ruled, rule, length_);
    f.add("ruled_type", ruled, rule, type_);
    f.add("ruled_tense", ruled, rule, when);
    f.add("rule", rule, length_, step);
    f.add("rule_tag", rule, tag, step);
    f.add("come", come, when, part);
    f.add("come_type", come, type_, rule);
    f.add("come_length", come, length_, kind);
    f.add("come_status", come, hashed(status_), type_);
    const HashedText owned = owner(time);
    f.add("owner", owned, part, length_);
    f.add("owner_tag", owned, tag, step);
    f.add("owner_tense", owned, when, step);
    const std::string path_text = path(time);
    const HashedText way(path_text);
    f.add("path", way, part);
    f.add("path_type", way, type_);
    f.add("path_tag", way, tag, length_);
    f.add("path_rule", way, rule);
    f.add("path_owner", way, owned, tag);
    f.add("step", step, digit(std::min<size_t>(rank, 4)), length_);
    f.add("step_count", step, digit(std::min<size_t>(in_sentence_, 3)), length_);
    f.add("step_tag", step, tag, digit(std::min<size_t>(rank, 4)));
    f.add("step_found", step, found_by_rule(), length_);
    const uint32_t low = std::min(t, time.first_token), high = std::max(t, time.first_token);
    if (back == 0) {
      size_t verbs = 0, commas = 0;
      for (uint32_t i = low + 1; i < high; ++i) {
        verbs += tree_.upos(i) == Upos::kVERB;
        commas += tree_.upos(i) == Upos::kPUNCT;
      }
      const uint32_t gap = high - low;
      const HashedText far = digit(gap < 3    ? 0
                                   : gap < 5  ? 1
                                   : gap < 8  ? 2
                                   : gap < 12 ? 3
                                   : gap < 20 ? 4
                                              : 5);
      f.add("gap", far, step, tag);
      f.add("between", digit(std::min<size_t>(verbs, 3)), digit(std::min<size_t>(commas, 2)), step);
      f.add("between_tag", digit(std::min<size_t>(verbs, 3)), tag, step);
    }
    const uint32_t start = head_of(tree_, time);
    f.add("case", tree_.preposition(start), part, step);
    f.add("opens", tree_.word(time.first_token), part);
    f.add("relative", time.relative ? "1" : "0", kind, step);
    const uint32_t hangs = tree_.head(start);
    if (hangs != kNoToken && hangs != t)
      f.add("hangs", hashed(tree_.upos(hangs)), tree_.preposition(hangs), step);
    f.add("lemma", tree_.lemma(t), rule, part);
    if (written_.known()) {
      const int years = written_.begin.year - time.date.begin.year;
      f.add("years", digit(static_cast<size_t>(std::clamp(years, 0, 8))), length_, rule);
    }
    push(date);
  }

  void add_written(HashedText which, const Date& date) {
    Features& f = features_;
    f.clear();
    const HashedText ruled = date == ruled_ ? "ruled" : "other", when(tense_);
    std::string state_text = found_by_rule();
    state_text.append(digit(std::min<size_t>(in_sentence_, 2)));
    const HashedText state(state_text);
    const HashedText tag(hashed(tree_.upos(candidate_.token)));
    f.add("written", which, length_);
    f.add("written_ruled", which, ruled, length_);
    f.add("written_type", which, type_, length_);
    f.add("written_tense", which, when, length_);
    f.add("written_type_tense", which, type_, when);
    f.add("written_state", which, state, length_);
    f.add("written_state_type", which, state, type_);
    f.add("written_state_tense", which, state, when);
    f.add("written_tag", which, tag, state);
    f.add("written_status", which, hashed(status_), type_);
    f.add("written_lemma", which, tree_.lemma(candidate_.token), length_);
    f.add("written_of", which, of_ == nullptr || !is_to_come(*of_) ? "-" : "to come", type_);
    f.add("written_first", which, tree_.sentence(candidate_.token) == 0 ? "first" : "later",
          length_);
    if (which == "before") add_standing_features(scene_, candidate_, event_type_, f);
    push(date);
  }

  void push(const Date& date) { out_.push_back({date, features_.list(), 0}); }

  const Scene& scene_;
  const Tree& tree_;
  const Candidate& candidate_;
  uint32_t number_;
  const Timeline& times_;
  const Date& written_;
  Features features_;
  bool speech_;
  record::Status status_;
  bool long_, now_ = false;
  record::EventType event_type_;
  HashedText type_, length_;
  std::string tense_;
  const TimeExpression *own_ = nullptr, *of_ = nullptr, *near_ = nullptr;
  std::vector<const TimeExpression*> near_times_;
  size_t in_sentence_ = 0;
  Date ruled_;
  std::vector<DateOption> out_;
};

}  // namespace

std::vector<DateOption> date_options(const Scene& scene, uint32_t candidate, record::EventType type,
                                     const Timeline& times) {
  return Lister(scene, candidate, type, times).list();
}

const Date& likeliest_date(const std::vector<DateOption>& options, const LinearModel& model) {
  LinearModel::Places places;
  for (const DateOption& option : options) model.ask(option.features, places);
  std::span<const int8_t* const> rest = places;
  size_t best = 0;
  float most = 0;
  for (size_t i = 0; i < options.size(); ++i) {
    std::array<float, 1> sum{};
    const std::vector<uint32_t>& features = options[i].features;
    model.sums(features, rest.first(features.size()), sum);
    rest = rest.subspan(features.size());
    sum[0] += options[i].lead;
    if (i == 0 || sum[0] > most) best = i, most = sum[0];
  }
  return options[best].date;
}

}  // namespace servanda::event
