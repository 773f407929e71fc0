// Infers the date of a document from its date line, its dateline and the dates in its text.
#include "servanda/language/document_date.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "servanda/base/ascii.h"
#include "servanda/language/times.h"
#include "servanda/record/date_basis.h"

namespace servanda::language {
namespace {

using base::lower;

using record::Date;
using record::Deprel;
using record::Precision;
using record::Upos;

// A date line is short and stands at the top, below a title and an author; a dateline opens one of
// the first paragraphs.
constexpr size_t kLongestDateLine = 100;  // bytes
constexpr size_t kTopLines = 8;
constexpr size_t kDatelineReach = 60;  // bytes from the start of the line to the end of the date
constexpr size_t kLedeSentences = 4;   // a title counts as one
// A day of the year so far before the latest date of the text belongs to the same season; further
// back, to the next year.
constexpr record::DayNumber kSameSeason = 60;
// Days without a year are read against this leap year first, to learn day and month.
constexpr int kProbeYear = 2000;

struct Line {
  size_t begin = 0, end = 0;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view line = text.substr(begin, end - begin);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) out.push_back({begin, end});
    begin = end + 1;
  }
  return out;
}

bool in_line(const TimeExpression& time, const Line& line) {
  return time.span.begin >= line.begin && time.span.end <= line.end;
}

class Inference {
 public:
  Inference(std::string_view text, const record::Parse& parse)
      : text_(text), parse_(parse), lines_(lines_of(text)), said_(find_times(text, parse, {})) {
    for (const TimeExpression& time : find_times(text, parse, record::make_year(kProbeYear))) {
      const bool day =
          time.relative && !time.date.interval && time.date.begin.precision == Precision::kDay;
      if (day && time.date.begin.year == kProbeYear) yearless_.push_back(time);
    }
  }

  DocumentDate infer() {
    find_latest();
    if (DocumentDate found = date_line(); found.date.known()) return found;
    if (DocumentDate found = dateline(); found.date.known()) return found;
    if (DocumentDate found = lede_day(); found.date.known()) return found;
    if (latest_ == nullptr) return {};
    return {latest_date_, std::string(record::kByLatestDate) + ", " + quoted(*latest_)};
  }

 private:
  std::string quoted(const TimeExpression& time) const {
    return "'" + std::string(time.span.of(text_)) + "'";
  }

  // A date with its year, said in full.
  static bool full(const TimeExpression& time) {
    const bool point = time.kind == TimeKind::kPoint || time.kind == TimeKind::kRange ||
                       time.kind == TimeKind::kSince;
    return point && time.date.known() && !time.relative && !time.date.open_begin;
  }

  // True where the verb above the words speaks of what is to come: "will be paid in 2030", "is due
  // in May 2031", "to end by".
  bool to_come(const TimeExpression& time) const {
    uint32_t current = time.first_token;
    for (int step = 0; step < 12; ++step) {
      const record::Token& token = parse_.tokens[current];
      if (token.upos == Upos::kVERB || token.upos == Upos::kADJ) {
        if (speaks_of_future(current)) return true;
        if (record::xpos_name(token.xpos) == "VBD") return false;
      }
      if (token.head == current) return false;
      current = token.head;
    }
    return false;
  }

  bool speaks_of_future(uint32_t verb) const {
    constexpr std::array<std::string_view, 12> kAhead = {
        "expected",  "planned",  "scheduled", "due",   "envisaged", "envisioned",
        "projected", "forecast", "plan",      "plans", "aims",      "intends"};
    if (std::find(kAhead.begin(), kAhead.end(), lower(parse_.tokens[verb].span.of(text_))) !=
        kAhead.end())
      return true;
    // Dependents stand near; a bounded window keeps the whole linear.
    const uint32_t first = verb > 8 ? verb - 8 : 0;
    bool infinitive = false;
    for (uint32_t i = first; i < verb; ++i) {
      if (parse_.tokens[i].head != verb) continue;
      const std::string word = lower(parse_.tokens[i].span.of(text_));
      if (word == "will" || word == "shall" || word == "would" || word == "could" ||
          word == "may" || word == "should")
        return true;
      infinitive |= word == "to";
    }
    return infinitive;
  }

  void find_latest() {
    for (const TimeExpression& time : said_) {
      if (!full(time) || to_come(time)) continue;
      Date date = time.date;
      date.begin = date.interval && !date.open_end ? date.end : date.begin;
      date.end = date.begin, date.interval = date.open_begin = date.open_end = false;
      if (date.begin.precision < Precision::kYear) continue;
      // The finer of two that end together says more.
      const auto rank = [](const Date& d) {
        return std::pair(record::last_day(d), record::first_day(d));
      };
      if (latest_ != nullptr && rank(date) <= rank(latest_date_)) continue;
      latest_ = &time;
      latest_date_ = date;
    }
    // "In 2024" is not later than "in May 2024": a year alone gives way to the last day or month
    // named within it.
    if (latest_ == nullptr || latest_date_.begin.precision != Precision::kYear) return;
    const int year = latest_date_.begin.year;
    const TimeExpression* finer = nullptr;
    for (const TimeExpression& time : said_) {
      if (!full(time) || to_come(time) || time.date.interval || time.date.begin.year != year)
        continue;
      if (time.date.begin.precision < Precision::kMonth) continue;
      if (finer == nullptr || record::last_day(time.date) > record::last_day(finer->date))
        finer = &time;
    }
    if (finer != nullptr) latest_ = finer, latest_date_ = finer->date;
  }

  // A short line at the top, or the last line, that holds a date and says nothing else: no verb but
  // "published", "updated".
  bool says_nothing(const Line& line) const {
    auto at = std::partition_point(
        parse_.tokens.begin(), parse_.tokens.end(),
        [&](const record::Token& token) { return token.span.begin < line.begin; });
    for (; at != parse_.tokens.end() && at->span.begin < line.end; ++at) {
      const std::string word = lower(at->span.of(text_));
      if (word == "published" || word == "updated" || word == "posted" || word == "dated" ||
          word == "issued" || word == "released")
        continue;
      if (at->upos == Upos::kVERB || at->upos == Upos::kAUX) return false;
    }
    return true;
  }

  DocumentDate date_line() const {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (i >= kTopLines) i = std::max(i, lines_.size() - 1);
      const Line& line = lines_[i];
      if (line.end - line.begin > kLongestDateLine) continue;
      for (const TimeExpression& time : said_) {
        if (!in_line(time, line) || !full(time) || time.date.interval ||
            time.date.begin.precision < Precision::kMonth)
          continue;
        // A month may be part of a title; alone on its line, or behind a comma, it is the issue's.
        if (time.date.begin.precision == Precision::kMonth && !closes(line, time)) continue;
        if (!closes(line, time) && !opens(line, time)) continue;
        if (!says_nothing(line)) continue;
        return {time.date, "inferred: date line " + quoted(time)};
      }
    }
    return {};
  }

  bool opens(const Line& line, const TimeExpression& time) const {
    return text_.substr(line.begin, time.span.begin - line.begin).find_first_not_of(" \t") ==
           std::string_view::npos;
  }

  // The date ends the line and begins it or follows a comma, colon, bar, dash, or "on".
  bool closes(const Line& line, const TimeExpression& time) const {
    const std::string_view behind = text_.substr(time.span.end, line.end - time.span.end);
    if (behind.find_first_not_of(" \t\r.)") != std::string_view::npos) return false;
    if (opens(line, time)) return true;
    const std::string_view before = text_.substr(line.begin, time.span.begin - line.begin);
    const size_t last = before.find_last_not_of(" \t");
    const std::string_view marks = ",:;|-(/";
    if (marks.find(before[last]) != std::string_view::npos) return true;
    const auto ends_in = [&](std::string_view mark) {
      return last + 1 >= mark.size() && before.substr(last + 1 - mark.size(), mark.size()) == mark;
    };
    return ends_in("\xE2\x80\x93") || ends_in("\xE2\x80\x94") || ends_in("\xC2\xB7") ||
           ends_in("\xE2\x80\xA2") || ends_in(" on") || ends_in("as of") || ends_in("ublished") ||
           ends_in("pdated") || ends_in("osted");
  }

  // "MOSCOW, Jan 17 (Reuters) -", "Geneva, 3 May 2024 —": a place name, the date, and what ends a
  // dateline.
  bool is_dateline(const TimeExpression& time) const {
    const size_t count = std::min(lines_.size(), kTopLines);
    for (size_t i = 0; i < count; ++i) {
      const Line& line = lines_[i];
      if (!in_line(time, line)) continue;
      if (time.span.end - line.begin > kDatelineReach) return false;
      const std::string_view before = text_.substr(line.begin, time.span.begin - line.begin);
      if (before.empty() || before[0] < 'A' || before[0] > 'Z' ||
          before.find(',') == std::string_view::npos)
        return false;
      const std::string_view behind = text_.substr(time.span.end, line.end - time.span.end);
      const size_t next = behind.find_first_not_of(" \t.,");
      if (next == std::string_view::npos) return false;
      const std::string_view rest = behind.substr(next);
      return rest[0] == '(' || rest[0] == '-' || rest[0] == ':' ||
             rest.substr(0, 3) == "\xE2\x80\x93" || rest.substr(0, 3) == "\xE2\x80\x94";
    }
    return false;
  }

  // Gives a day without a year the year that the latest date of the text asks for; unknown if there
  // is none.
  Date resolved(const TimeExpression& time) const {
    if (latest_ == nullptr) return {};
    const int month = time.date.begin.month, day = time.date.begin.day;
    for (int year = latest_date_.begin.year; year <= latest_date_.begin.year + 4; ++year) {
      const auto date = record::parse_date(padded(year) + "-" + two(month) + "-" + two(day));
      if (!date.ok()) continue;  // 29 February
      if (record::last_day(*date) + kSameSeason >= record::first_day(latest_date_)) return *date;
    }
    return {};
  }

  static std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
  static std::string padded(int year) {
    std::string digits = std::to_string(std::max(year, 0));
    return digits.size() < 4 ? std::string(4 - digits.size(), '0') + digits : digits;
  }

  DocumentDate dateline() const {
    for (const TimeExpression& time : said_) {
      if (full(time) && !time.date.interval && time.date.begin.precision == Precision::kDay &&
          is_dateline(time)) {
        return {time.date, "inferred: dateline " + quoted(time)};
      }
    }
    for (const TimeExpression& time : yearless_) {
      if (!is_dateline(time)) continue;
      const Date date = resolved(time);
      if (date.known())
        return {date, "inferred: dateline " + quoted(time) +
                          ", year by the latest date in the text, " + quoted(*latest_)};
    }
    return {};
  }

  DocumentDate lede_day() const {
    const size_t sentences = std::min(parse_.sentences.size(), kLedeSentences);
    if (sentences == 0) return {};
    const uint32_t end = parse_.sentences[sentences - 1].end;
    const TimeExpression* best = nullptr;
    Date best_date;
    for (const TimeExpression& time : yearless_) {
      if (time.first_token >= end || to_come(time)) continue;
      const Date date = resolved(time);
      if (!date.known() ||
          (best != nullptr && record::first_day(date) <= record::first_day(best_date)))
        continue;
      best = &time;
      best_date = date;
    }
    // What the text names with its year and later was written later still.
    if (best == nullptr || record::first_day(latest_date_) > record::last_day(best_date)) return {};
    return {best_date, "inferred: " + quoted(*best) + ", year by the latest date in the text, " +
                           quoted(*latest_)};
  }

  std::string_view text_;
  const record::Parse& parse_;
  std::vector<Line> lines_;
  std::vector<TimeExpression> said_, yearless_;
  const TimeExpression* latest_ = nullptr;
  Date latest_date_;
};

}  // namespace

DocumentDate infer_document_date(std::string_view text, const record::Parse& parse) {
  return Inference(text, parse).infer();
}

}  // namespace servanda::language
