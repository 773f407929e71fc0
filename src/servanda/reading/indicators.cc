// Figures with what they measure and when: amounts near a word of the table
// data/reading/measured.tsv.
#include "servanda/reading/indicators.h"

#include <algorithm>
#include <optional>
#include <string>

#include "servanda/reading/indicator_reader.h"

namespace servanda::reading {

using language::TimeExpression;
using language::TimeKind;
using record::Deprel;
using record::Upos;

std::vector<record::Indicator> IndicatorReader::find() {
  uint32_t token = 0;
  units_ = understood_units();
  const auto& amounts = page_.annotations().amounts;
  for (size_t i = 0; i < amounts.size(); ++i) {
    record::Amount amount = amounts[i];
    amount.unit = units_[i];
    while (token < tree_.size() && tree_.token(token).span.end <= amount.span.begin) ++token;
    if (token >= tree_.size()) break;
    uint32_t last = token;
    while (last + 1 < tree_.size() && tree_.token(last + 1).span.end <= amount.span.end) ++last;
    // "3,000 Cubans": people by their nationality.
    const uint32_t next = last + 1;
    if (amounts[i].unit.empty() && next < tree_.size() && tree_.xpos(next) == "NNPS" &&
        page_.mention_at(next) != nullptr)
      amount.unit = "people";
    // "Violations reached 1,700": what the subject counts, not what was counted before.
    const uint32_t subject = amounts[i].unit.empty() ? amounting_subject(token, last) : kNoToken;
    if (subject != kNoToken && measured_count(tree_.lemma(subject)) != nullptr)
      amount.unit = tree_.lemma(subject);
    read(amount, token, last);
  }
  return std::move(found_);
}

void IndicatorReader::read(const record::Amount& measured_amount, uint32_t first, uint32_t last) {
  const UnitKind kind = unit_kind(measured_amount.unit);
  if (kind == UnitKind::kNone || page_.is_question(tree_.sentence(first))) return;
  std::optional<Found> word =
      kind == UnitKind::kCount ? counted(measured_amount, last) : word_of(first, last, kind);
  if (kind == UnitKind::kCount && !word) return;
  if (!word && ordinal_before(first) && last_word_.measured != nullptr &&
      tree_.sentence(first) <= tree_.sentence(last_word_.last) + 1) {
    // "Its first loan ...; a second, of 20 million": the noun is understood.
    word = Found{last_word_.measured, first, last};
  }
  if (!word && kind == UnitKind::kMoney) word = subject_before(first, last);
  if (!word && kind == UnitKind::kMoney) word = priced(first, last);
  if (!word && kind != UnitKind::kPercent) word = amounting(first, last);
  if (kind == UnitKind::kPercent && read_beside(measured_amount, first, last)) return;
  const bool known = word && word->measured->name != "sum";
  if (!word) word = by_governor(measured_amount, kind, first, last);
  if (!word) return;
  // "the 8 percent": named before.
  const bool definite = kind == UnitKind::kPercent && first > 0 && tree_.word(first - 1) == "the" &&
                        !page_.says(last + 1, "of");
  if (definite) return;
  last_word_ = *word;
  const bool change = kind == UnitKind::kPercent && is_change(first, last) && !word->measured->rate;
  // A percentage that is no change, share or rate says nothing by itself.
  const bool share =
      page_.says(last + 1, "of") || share_before(word->first, first) || word->measured->rate;
  const bool fraction = kind == UnitKind::kPercent && !says_percent(first, last);
  if (fraction && !(known && (change || share))) return;
  std::optional<uint32_t> time = time_of(first, last, *word, change);
  if (!time) time = time_before(first, *word);
  std::optional<record::Date> act = time ? std::nullopt : act_date(first, *word, kind);
  if (!time && !act) act = period_beside(first, kind == UnitKind::kPercent);
  if (!time && !act && is_ongoing(*word, kind, last) && !is_to_come(first, last))
    act = year_of_writing(last);

  record::Indicator indicator;
  indicator.name = name_of(*word, change, kind == UnitKind::kPercent, first, last);
  if (is_to_come(first, last) && !is_target(*word) && !is_once(*word))
    indicator.name += ", expected";
  indicator.period =
      time ? period_of(page_.annotations().times[*time], first) : act.value_or(record::Date());
  indicator.dyad = dyad_of(first, *word);
  if (indicator.dyad.empty()) return;
  record::Amount amount = measured_amount;
  write_unit(first, last, amount);
  indicator.value = amount.value;
  indicator.unit = amount.unit;
  indicator.approximation = amount.approximation;
  const bool ranges = amount.approximation == record::Approximation::kRange && first > 0 &&
                      tree_.word(first - 1) == "from";
  const bool accounts = ranges && first > 1 && tree_.lemma(first - 2) == "range";
  if (ranges && !accounts) {
    // "rose from 2 to 6 billion": the figure is where it came to.
    indicator.value = amount.upper;
    indicator.approximation = record::Approximation::kExact;
  }
  if (change) {
    if (falls(first)) indicator.value = -indicator.value;
    indicator.change = indicator.value / 100;
  }
  uint32_t begin = std::min(first, word->first),
           end = std::max(last, word->last < last + 9 ? word->last : last);
  if (time) {
    const TimeExpression& when = page_.annotations().times[*time];
    if (when.first_token > last && when.first_token <= end + 4)
      end = std::max(end, when.last_token);
  }
  indicator.evidence = page_.evidence(begin, end);
  found_.push_back(indicator);
  if (accounts) {
    // "Accounts range from 4 to 5 billion": both are somebody's figure.
    found_.back().approximation = record::Approximation::kAbout;
    indicator.value = amount.upper;
    indicator.approximation = record::Approximation::kExact;
    found_.push_back(indicator);
  }
}

// "48 per cent in 2024, compared with 20 per cent in 2021", "worth 4 billion in 2024, a decrease of
// 6 per cent": a percentage that leans on the figure before it in its sentence.
bool IndicatorReader::read_beside(const record::Amount& amount, uint32_t first, uint32_t last) {
  if (found_.empty()) return false;
  const record::Indicator before = found_.back();
  const record::Sentence& sentence = tree_.sentence_of(first);
  if (before.evidence.span.begin < tree_.token(sentence.begin).span.begin ||
      before.evidence.span.end > tree_.token(first).span.begin + 1)
    return false;
  const bool share = before.unit == "percent" && !before.change;
  bool compares = false;
  for (uint32_t i = first; i > sentence.begin && i + 5 > first; --i) {
    compares |= page_.says(i - 1, "compared with") || page_.says(i - 1, "compared to") ||
                page_.says(i - 1, "as against") || page_.says(i - 1, "up from") ||
                page_.says(i - 1, "down from") || page_.says(i - 1, "against");
  }
  const bool change = before.unit != "percent" && is_change(first, last) &&
                      page_.says(first - std::min(first, 1u), "of") && !page_.says(last + 1, "of");
  if (!(share && compares) && !change) return false;
  record::Indicator indicator = before;
  indicator.value = amount.value;
  indicator.unit = amount.unit;
  indicator.approximation = amount.approximation;
  uint32_t end = last;
  if (change) {
    indicator.name += " change";
    if (falls(first)) indicator.value = -indicator.value;
    indicator.change = indicator.value / 100;
  } else {
    // Its own time stands right behind.
    const language::TimeExpression* time =
        last + 2 < sentence.end ? page_.time_at(last + 2) : nullptr;
    if (time == nullptr || !time->date.known()) return false;
    indicator.period = period_of(*time, first);
    end = std::min(time->last_token, sentence.end - 1);
  }
  indicator.evidence = page_.evidence(first, end);
  found_.push_back(std::move(indicator));
  return true;
}

// "might reach", "is to rise", "is expected to come to": a figure that is not there yet.
bool IndicatorReader::is_to_come(uint32_t first, uint32_t last) const {
  static constexpr std::string_view kPlans[] = {"expect", "plan",    "aim",      "want",    "hope",
                                                "intend", "project", "forecast", "predict", "seek"};
  const uint32_t verb = verb_of(last);
  if (verb == kNoToken) return false;
  for (uint32_t current = verb, step = 0; step < 3 && current != kNoToken; ++step) {
    for (const uint32_t c : tree_.children(current)) {
      if (tree_.deprel(c) == Deprel::kAux && tree_.xpos(c) == "MD" && c < first) return true;
    }
    if (std::find(std::begin(kPlans), std::end(kPlans), tree_.lemma(current)) != std::end(kPlans))
      return true;
    if (tree_.deprel(current) != Deprel::kXcomp && tree_.deprel(current) != Deprel::kCcomp) break;
    current = tree_.head(current);
  }
  return false;
}

std::string IndicatorReader::name_of(const Found& word, bool change, bool percent, uint32_t first,
                                     uint32_t last) const {
  std::string name(word.name.empty() ? word.measured->name : std::string_view(word.name));
  // "Indian exports": whose flow it is belongs to the name.
  if (word.measured->flow && word.first > 0) {
    const uint32_t before = word.first - 1;
    const bool possessive = tree_.word(before) == "'s" || tree_.word(before) == "\xE2\x80\x99s";
    const uint32_t owner = possessive && before > 0 ? before - 1 : before;
    const actor::Mention* mention = page_.mention_at(owner);
    const bool named = tree_.upos(owner) == Upos::kPROPN || tree_.upos(owner) == Upos::kADJ;
    if (mention != nullptr && mention->kind != actor::MentionKind::kPronoun && named) {
      name = page_.words(owner, owner) + (possessive ? "'s " : " ") + name;
    }
  }
  if (is_target(word) && !name.ends_with("target")) name += " target";
  if (change) return name + " change";
  const bool share_of = percent && (page_.says(last + 1, "of") || share_before(word.first, first));
  return share_of && word.measured->name != "share" ? "share of " + name : name;
}

bool IndicatorReader::is_target(const Found& word) const {
  const record::Sentence& sentence = tree_.sentence_of(word.first);
  const uint32_t from = word.first - std::min(word.first - sentence.begin, 8u);
  for (uint32_t i = from; i < std::min(sentence.end, word.last + 4); ++i) {
    const std::string_view lemma = tree_.lemma(i);
    if (lemma == "target" || lemma == "goal" || lemma == "objective" ||
        (lemma == "aim" && tree_.upos(i) == Upos::kNOUN))
      return true;
  }
  return false;
}

std::vector<record::Indicator> find_indicators(const Page& page,
                                               const std::vector<record::Event>& events) {
  return IndicatorReader(page, events).find();
}

}  // namespace servanda::reading
