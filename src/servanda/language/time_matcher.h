// Matches one time expression at a token: dates, parts of years, relative dates, durations.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "servanda/language/time_calendar.h"
#include "servanda/language/time_words.h"
#include "servanda/language/times.h"

namespace servanda::language {

// What the text said before, for dates that lean on it.
struct TimeContext {
  record::Date written;          // the document's date
  record::Date last;             // the last date said
  uint32_t last_sentence = 0;    // the sentence that said it, counted from 1; 0: none yet
  uint32_t sentence = 0;         // the sentence that is read now
  bool fiscal = false;           // "the fiscal year 2021-22" stood before: "2024-25" means one too
  bool opens_paragraph = false;  // the sentence does: an entry of a chronology tells its own day
};

// A date found at a token, with the token behind it.
struct TimeMatch {
  uint32_t end = 0;
  record::Date date;
  TimeKind kind = TimeKind::kPoint;
  bool relative = false;
  bool approximate = false;
  int offset_days = 0;
  double duration_days = 0;
  bool ends_period = false;  // "the end of 2026": with "by", its last day counts
};

inline TimeMatch found(uint32_t end, const record::Date& date, bool relative = false) {
  TimeMatch match;
  match.end = end;
  match.date = date;
  match.relative = relative;
  return match;
}

// Its parts: time_matcher.cc has connectors and ranges, time_dates.cc dates, time_parts.cc parts of
// years, time_relative.cc what is counted from another date.
class TimeMatcher {
 public:
  TimeMatcher(std::string_view text, const record::Parse& parse,
              const std::vector<TimeToken>& words)
      : text_(text), parse_(parse), words_(words) {}

  // Matches at token `at` of the sentence [begin, end), connectors ("since", "from ... to")
  // included.
  std::optional<TimeMatch> match(uint32_t at, uint32_t begin, uint32_t end,
                                 const TimeContext& context);

 private:
  std::optional<TimeMatch> bounded(uint32_t at);
  std::optional<TimeMatch> atom(uint32_t at);
  std::optional<TimeMatch> date_at(uint32_t at);
  std::optional<TimeMatch> day_first(uint32_t at);
  std::optional<TimeMatch> month_first(uint32_t at);
  std::optional<TimeMatch> season(uint32_t at);
  std::optional<TimeMatch> year(uint32_t at);
  std::optional<TimeMatch> weekday(uint32_t at);
  std::optional<TimeMatch> part(uint32_t at);
  std::optional<TimeMatch> ordinal_part(uint32_t at);
  std::optional<TimeMatch> unsaid_year(uint32_t at, uint32_t end, int month) const;
  std::optional<TimeMatch> pointing(uint32_t at);
  std::optional<TimeMatch> counted(uint32_t at);
  std::optional<TimeMatch> counted_end(uint32_t unit_at, double count, bool vague);
  std::optional<TimeMatch> iranian_date(uint32_t at);

  record::Date with_year_behind(uint32_t& at, int month, int day);
  record::Date complete(int month, int day, uint32_t at);
  Direction direction(uint32_t at) const;
  bool lies_ahead(uint32_t at) const;
  bool lies_planned(uint32_t participle) const;
  bool is_reached(uint32_t by) const;
  bool is_numbered(uint32_t at) const;
  record::Date the_year() const;
  std::optional<TimeMatch> running_to(uint32_t unit_at, double count, bool vague);
  const record::Date& anchor() const {
    return context_->written.known() ? context_->written : context_->last;
  }
  std::optional<int> year_at(uint32_t at) const;
  std::optional<int> count_at(uint32_t& at) const;

  TimeWord kind(uint32_t at) const {
    return at < end_ && at >= begin_ ? words_[at].kind : TimeWord::kNone;
  }
  int value(uint32_t at) const { return at < end_ ? words_[at].value : 0; }
  std::string_view word(uint32_t at) const {
    return at < end_ ? parse_.tokens[at].span.of(text_) : std::string_view();
  }
  std::string_view tag(uint32_t at) const {
    return at < end_ ? record::xpos_name(parse_.tokens[at].xpos) : std::string_view();
  }
  bool close(uint32_t at) const { return at < end_ && !parse_.tokens[at].space_before; }

  std::string_view text_;
  const record::Parse& parse_;
  const std::vector<TimeToken>& words_;
  uint32_t begin_ = 0, end_ = 0;
  const TimeContext* context_ = nullptr;
};

}  // namespace servanda::language
