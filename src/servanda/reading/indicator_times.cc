// When a figure was measured, and between whom.
#include <algorithm>
#include <optional>
#include <string>

#include "servanda/reading/indicator_reader.h"

namespace servanda::reading {

using language::TimeExpression;
using language::TimeKind;
using record::Deprel;
using record::Upos;

// "up 11 percent on 2023", "against 2.8 billion in 2022": what a figure is compared with.
bool IndicatorReader::is_baseline(const TimeExpression& time, bool change) const {
  const uint32_t at = time.first_token;
  const record::Sentence& sentence = tree_.sentence_of(at);
  const bool coarse = time.date.precision() <= record::Precision::kMonth;
  if (change && tree_.word(at) == "from") return true;
  if (at == sentence.begin || !coarse) return false;
  const std::string_view before = tree_.word(at - 1);
  if (change && (before == "on" || before == "from" || before == "over" || before == "against" ||
                 before == "than"))
    return true;
  if (change && at >= sentence.begin + 2 && page_.says(at - 2, "than in")) return true;
  return at >= sentence.begin + 2 && (before == "with" || before == "to") &&
         tree_.word(at - 2) == "compared";
}

// "financed by a loan of 2019": the year belongs to another thing named behind the figure.
bool IndicatorReader::is_of_another(const TimeExpression& time, uint32_t last,
                                    const Found& word) const {
  const uint32_t at = time.first_token;
  if (at <= last + 1 || tree_.word(at - 1) != "of") return false;
  const uint32_t noun = tree_.head(at);
  return noun != kNoToken && noun > last && noun < at && tree_.upos(noun) == Upos::kNOUN &&
         noun != word.last && tree_.preposition(noun) == "by";
}

// "The line, launched in 2013, is 60 percent built": the time belongs to a participle that the
// figure does not hang on.
bool IndicatorReader::is_of_aside(const TimeExpression& time, uint32_t first, uint32_t last) const {
  uint32_t above = time.last_token;
  for (int step = 0; step < 6 && above != kNoToken; ++step, above = tree_.head(above)) {
    const Deprel link = tree_.deprel(above);
    if (link != Deprel::kAcl && link != Deprel::kAclRelcl && link != Deprel::kAdvcl) continue;
    return !tree_.below(last, above) && !tree_.below(first, above);
  }
  return false;
}

// The time expression nearest to the figure in its sentence.
std::optional<uint32_t> IndicatorReader::time_of(uint32_t first, uint32_t last, const Found& word,
                                                 bool change) const {
  const uint32_t sentence = tree_.sentence(first);
  const auto& times = page_.annotations().times;
  std::optional<uint32_t> best;
  int best_cost = 1000;
  // What has no name of its own takes no time across a mark between clauses.
  const bool named = word.measured->money || word.measured->share || word.measured->volume;
  const int limit = named && word.first != first ? 2 * kBoundary : kBoundary;
  const auto begin = std::lower_bound(
      times.begin(), times.end(), tree_.sentence_of(first).begin,
      [](const TimeExpression& t, uint32_t token) { return t.first_token < token; });
  for (auto time = begin; time != times.end() && time->first_token < tree_.size() &&
                          tree_.sentence(time->first_token) == sentence;
       ++time) {
    if (!time->date.known() || time->kind == TimeKind::kOffset || time->kind == TimeKind::kDuration)
      continue;
    if (is_baseline(*time, change) || is_of_another(*time, last, word)) continue;
    const bool behind = time->first_token > last;
    int cost = behind ? distance(last, time->first_token) : distance(time->last_token, first) + 2;
    if (time->kind == TimeKind::kSince) cost += 3;
    if (is_of_aside(*time, first, last)) cost += kBoundary;
    // A baseline of another figure is no date for this one either.
    if (is_baseline(*time, true)) cost += kBoundary;
    if (cost < best_cost && cost <= limit)
      best_cost = cost, best = static_cast<uint32_t>(time - times.begin());
  }
  return best;
}

// Without a time in its own sentence, a figure takes that of the same thing in the sentence
// before: "The contract of May 2019 …. It is worth …", "Of this, exports made up …".
std::optional<uint32_t> IndicatorReader::time_before(uint32_t first, const Found& word) const {
  const uint32_t s = tree_.sentence(first);
  const record::Sentence& sentence = tree_.sentence_of(first);
  if (s == 0 || sentence.paragraph_begins) return std::nullopt;
  const record::Sentence& before = tree_.parse().sentences[s - 1];
  const bool of_this = page_.says(sentence.begin, "of this") ||
                       page_.says(sentence.begin, "of that") ||
                       page_.says(sentence.begin, "of these");
  bool same = false;
  for (uint32_t i = before.begin; i < before.end && !same; ++i) {
    const Measured* measured = measured_noun(page_, i);
    same = measured != nullptr && measured->name == word.measured->name;
  }
  const bool definite = word.first > sentence.begin && (tree_.word(word.first - 1) == "the" ||
                                                        tree_.word(word.first - 1) == "this" ||
                                                        tree_.word(word.first - 1) == "its");
  if (!of_this && !(same && definite)) return std::nullopt;
  std::optional<uint32_t> only;
  const auto& times = page_.annotations().times;
  const auto begin = std::lower_bound(
      times.begin(), times.end(), before.begin,
      [](const TimeExpression& t, uint32_t token) { return t.first_token < token; });
  for (auto time = begin; time != times.end() && time->first_token < before.end; ++time) {
    if (!time->date.known() || time->kind == TimeKind::kOffset || time->kind == TimeKind::kDuration)
      continue;
    if (only) return std::nullopt;
    only = static_cast<uint32_t>(time - times.begin());
  }
  return only;
}

// "In 2024 exports came to 14 billion, or 91 per cent of the total": the period of the figure
// before it in its clause.
std::optional<record::Date> IndicatorReader::period_beside(uint32_t first, bool percent) const {
  if (!percent || found_.empty() || !found_.back().period.known()) return std::nullopt;
  const uint32_t begin = tree_.token(tree_.sentence_of(first).begin).span.begin;
  if (found_.back().evidence.span.begin < begin) return std::nullopt;
  return found_.back().period;
}

// A sum that changes hands once: what will be lent is a loan already.
bool IndicatorReader::is_once(const Found& word) {
  static constexpr std::string_view kOnce[] = {"contract", "loan", "credit",   "grant",
                                               "deal",     "aid",  "purchase", "package",
                                               "sale",     "fund", "funding",  "fine"};
  return std::find(std::begin(kOnce), std::end(kOnce), word.measured->name) != std::end(kOnce);
}

// A sum that changes hands once has the date of the act that the sentence reports: "signed a
// contract worth …".
std::optional<record::Date> IndicatorReader::act_date(uint32_t first, const Found& word,
                                                      UnitKind kind) const {
  if (kind != UnitKind::kMoney) return std::nullopt;
  const uint32_t s = tree_.sentence(first);
  const auto act_of = [&](uint32_t sentence) -> std::optional<record::Date> {
    auto event = std::partition_point(events_.begin(), events_.end(), [&](const record::Event& e) {
      return e.sentence < sentence;
    });
    for (; event != events_.end() && event->sentence == sentence; ++event) {
      const bool gives =
          event->type == record::EventType::kAgree || event->type == record::EventType::kSupport ||
          event->type == record::EventType::kAid || event->type == record::EventType::kCooperate;
      if (gives && event->date.known() && !event->date.open_begin &&
          event->trigger.begin < tree_.token(first).span.begin)
        return event->date;
    }
    return std::nullopt;
  };
  if (is_once(word)) {
    if (const auto date = act_of(s)) return date;
  }
  // "The two signed in May 2021. The price was 5 billion": what the deal before is worth.
  const record::Sentence& sentence = tree_.sentence_of(first);
  const bool priced = is_once(word) || word.measured->name == "price" ||
                      word.measured->name == "cost" || word.measured->name == "sum";
  if (!priced || s == 0 || sentence.paragraph_begins) return std::nullopt;
  return act_of(s - 1);
}

// "by 2030" gives the year; "rose to 4 billion between 2019 and 2024" the year that it came to.
// The period that a time stands for: what has gone on since then goes on to the day of the text, a
// week is told by its month, the end of a year by its year.
record::Date IndicatorReader::period_of(const TimeExpression& time, uint32_t first) const {
  record::Date date = time.date;
  if (date.precision() == record::Precision::kSeason && !date.interval)
    date = record::make_year(date.begin.year);  // no season is a period of accounts
  if (date.open_begin) date.begin = date.end, date.interval = date.open_begin = false;
  const std::string_view word = tree_.word(time.first_token);
  const bool came_to =
      first > 0 && tree_.word(first - 1) == "to" && (word == "between" || word == "from");
  if (date.interval && !date.open_end && came_to) date.begin = date.end, date.interval = false;
  if (date.open_end) return up_to_the_text(date);
  if (date.interval && date.begin.month == 4 && date.end.month == 3 && !counts_from_april() &&
      date.end.year == date.begin.year + 1 && date.precision() == record::Precision::kMonth)
    return record::make_interval(record::make_year(date.begin.year),
                                 record::make_year(date.end.year));
  if (date.interval && record::last_day(date) - record::first_day(date) < 7)
    return record::make_month(date.end.year, date.end.month);
  if (!date.interval && date.begin.month == 12 && says_end_of_year(time))
    return record::make_year(date.begin.year);
  if (!date.interval && date.begin.day > 27 && says_end(time))
    return record::make_month(date.begin.year, date.begin.month);
  return date;
}

// The accounts of some states run from April to March; a double year of others stays one.
bool IndicatorReader::counts_from_april() const {
  static constexpr std::string_view kStates[] = {"IND", "JPN", "GBR", "CAN", "HKG", "SGP",
                                                 "ZAF", "BWA", "LSO", "NAM", "SWZ"};
  const std::vector<std::string>& dyad = page_.dyad();
  return std::any_of(dyad.begin(), dyad.end(), [](const std::string& code) {
    return std::find(std::begin(kStates), std::end(kStates), code) != std::end(kStates);
  });
}

// "since 2019" in a text of 2024: 2019 to 2024.
record::Date IndicatorReader::up_to_the_text(record::Date since) const {
  const record::Date& written = page_.document().date;
  if (!written.known() || record::first_day(written) < record::first_day(since)) return since;
  record::DatePoint end = written.interval ? written.end : written.begin;
  const record::Precision precision = std::min(since.begin.precision, end.precision);
  if (precision < record::Precision::kDay) end.day = 0;
  if (precision < record::Precision::kMonth) end.month = 0;
  end.precision = precision;
  since.end = end;
  since.open_end = false;
  if (since.begin == since.end) since.interval = false;
  return since;
}

bool IndicatorReader::says_end(const TimeExpression& time) const {
  for (uint32_t i = time.first_token; i <= time.last_token; ++i) {
    if (tree_.word(i) == "end") return true;
  }
  return false;
}

// "at the end of 2022", "by the end of last year": no month is named.
bool IndicatorReader::says_end_of_year(const TimeExpression& time) const {
  return says_end(time) && tree_.word(time.last_token) != "december" &&
         !page_.says(time.last_token - std::min(time.last_token, 1U), "of december") &&
         !page_.says(time.last_token - std::min(time.last_token, 1U), "last december");
}

// People and things that are there, what flows each day or year, how far a work has come: not a
// sum or a share once agreed.
bool IndicatorReader::is_ongoing(const Found& word, UnitKind kind, uint32_t last) const {
  if (kind == UnitKind::kPercent) {
    static constexpr std::string_view kProgress[] = {"built",    "complete", "completed",
                                                     "finished", "done",     "ready"};
    return last + 1 < tree_.size() && std::find(std::begin(kProgress), std::end(kProgress),
                                                tree_.word(last + 1)) != std::end(kProgress);
  }
  return kind == UnitKind::kCount || (kind == UnitKind::kVolume && !counted_by(last).empty()) ||
         (kind == UnitKind::kMoney && (word.measured->flow || word.measured->name == "debt"));
}

// "Norway ships 80,000 barrels a day", "2,000 Cubans work there": what is so when the text is
// written is a figure of its year.
std::optional<record::Date> IndicatorReader::year_of_writing(uint32_t last) const {
  const record::Date& written = page_.document().date;
  if (!written.known() || written.interval) return std::nullopt;
  uint32_t predicate = last;
  for (int step = 0; step < 6 && predicate != kNoToken; ++step, predicate = tree_.head(predicate)) {
    const uint32_t linked = tree_.child(predicate, Deprel::kCop);
    const Deprel link = tree_.deprel(predicate);
    // "The dam, 700 MW, is another story."
    if (link == Deprel::kAppos || link == Deprel::kParataxis) return std::nullopt;
    if (tree_.upos(predicate) != Upos::kVERB && linked == kNoToken) continue;
    const auto present = [&](uint32_t t) {
      return tree_.xpos(t) == "VBZ" || tree_.xpos(t) == "VBP";
    };
    bool now = linked == kNoToken ? present(predicate) : present(linked);
    if (tree_.xpos(predicate) == "VB") return std::nullopt;
    for (const uint32_t c : tree_.children(predicate)) {
      if (tree_.word(c) == "to" && c < predicate) return std::nullopt;
      if (tree_.deprel(c) != Deprel::kAux && tree_.deprel(c) != Deprel::kAuxPass) continue;
      if (tree_.xpos(c) == "MD" || tree_.xpos(c) == "VBD") return std::nullopt;
      now |= present(c);
    }
    if (!now) return std::nullopt;
    return record::make_year(written.begin.year);
  }
  return std::nullopt;
}

// The two states of the figure's clause, filled up from the document's dyad.
std::vector<std::string> IndicatorReader::dyad_of(uint32_t first, const Found& word) const {
  const record::Sentence& sentence = tree_.sentence_of(first);
  std::vector<std::pair<int, std::string>> near;
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const actor::Mention* mention = page_.mention_at(i);
    if (mention == nullptr || mention->first_token != i) continue;
    const bool vague = mention->kind == actor::MentionKind::kPronoun ||
                       mention->kind == actor::MentionKind::kDescription;
    const std::string_view preposition = mention->head_token < tree_.size()
                                             ? tree_.preposition(mention->head_token)
                                             : std::string_view();
    const bool venue = mention->place && (preposition == "at" || preposition == "in");
    const int far =
        std::min(distance(i, first), distance(i, word.first)) + (vague || venue ? kBoundary : 0);
    for (const std::string& code : page_.codes_at(i)) near.push_back({far, code});
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> codes;
  const auto add = [&](const std::string& code) {
    if (codes.size() < 2 && std::find(codes.begin(), codes.end(), code) == codes.end())
      codes.push_back(code);
  };
  for (const auto& [far, code] : near) {
    if (far < 2 * kBoundary) add(code);
  }
  const std::vector<std::string>& main = page_.dyad();
  const bool all_main = std::all_of(codes.begin(), codes.end(), [&](const std::string& code) {
    return std::find(main.begin(), main.end(), code) != main.end();
  });
  if (all_main) return main;
  for (const auto& [far, code] : near) add(code);
  for (const std::string& code : main) {
    if (codes.size() == 1) add(code);
  }
  return codes;
}

}  // namespace servanda::reading
