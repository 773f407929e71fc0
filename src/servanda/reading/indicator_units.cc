// The unit of a figure as a reader writes it: "barrels/day", "GWh", "tonnes/year", "nurses".
#include <algorithm>
#include <charconv>
#include <map>
#include <string>

#include "servanda/embedded/kReadingUnits.h"
#include "servanda/reading/indicator_reader.h"

namespace servanda::reading {

using record::Amount;
using record::Upos;

namespace {

struct UnitRow {
  std::string_view unit;
  double factor = 1;  // how many of the measure it is
};

// The unit for a measure that the word of the text names; nullptr if the table has none.
const UnitRow* unit_row(std::string_view word, std::string_view measure) {
  using Key = std::pair<std::string_view, std::string_view>;
  static const auto all = [] {
    std::map<Key, UnitRow> out;
    for (const auto& row : read_rows(embedded::kReadingUnits())) {
      if (row.size() < 4) continue;
      UnitRow unit{row[2]};
      std::from_chars(row[3].data(), row[3].data() + row[3].size(), unit.factor);
      out[{row[0], row[1]}] = unit;
    }
    return out;
  }();
  const auto at = all.find({word, measure});
  return at == all.end() ? nullptr : &at->second;
}

struct Span {
  std::string_view word, unit;
};
constexpr Span kSpans[] = {{"day", "day"},     {"week", "week"},  {"month", "month"},
                           {"year", "year"},   {"annum", "year"}, {"annually", "year"},
                           {"yearly", "year"}, {"daily", "day"},  {"monthly", "month"},
                           {"weekly", "week"}, {"hour", "hour"}};
constexpr uint32_t kRateReach = 5;  // words between a figure and what it is counted by

}  // namespace

// "a day", "per year", "annually" behind the figure, in its phrase; empty if it is no rate.
std::string_view IndicatorReader::counted_by(uint32_t last) const {
  const uint32_t end = std::min(tree_.sentence_of(last).end, last + 1 + kRateReach);
  for (uint32_t i = last + 1; i < end; ++i) {
    const Upos upos = tree_.upos(i);
    const std::string_view word = tree_.word(i);
    const bool slash = word == "/";
    if ((upos == Upos::kPUNCT && !slash) || upos == Upos::kVERB || upos == Upos::kAUX ||
        upos == Upos::kCCONJ || upos == Upos::kNUM)
      return {};
    const bool article =
        word == "a" || word == "an" || word == "per" || word == "each" || word == "every" || slash;
    for (const Span& span : kSpans) {
      const bool alone = span.word.ends_with("ly");
      if (alone && word == span.word) return span.unit;
      if (!alone && article && i + 1 < tree_.size() && tree_.word(i + 1) == span.word)
        return span.unit;
    }
  }
  return {};
}

void IndicatorReader::write_unit(uint32_t first, uint32_t last, Amount& amount) const {
  const UnitKind kind = unit_kind(amount.unit);
  if (kind == UnitKind::kPercent || kind == UnitKind::kMoney) return;
  if (kind == UnitKind::kCount) {
    // What the table counts and other nouns by what they are, people by their nationality as
    // people.
    const bool listed = measured_count(amount.unit) != nullptr;
    if (!listed && page_.mention_at(last) != nullptr)
      amount.unit = "people";
    else if (tree_.lemma(last) == amount.unit)
      amount.unit = tree_.word(last);
    else if (const uint32_t subject = amounting_subject(first, last);
             subject != kNoToken && tree_.lemma(subject) == amount.unit)
      amount.unit = tree_.word(subject);
  } else {
    const UnitRow* row = nullptr;
    for (uint32_t i = last + 1; i > first && row == nullptr; --i) {
      row = unit_row(tree_.token(i - 1).span.of(page_.document().text), amount.unit);
      if (row == nullptr) row = unit_row(tree_.word(i - 1), amount.unit);
    }
    if (row == nullptr) row = unit_row("=", amount.unit);
    if (row != nullptr) {
      amount.value /= row->factor;
      amount.upper /= row->factor;
      amount.unit = row->unit;
    }
  }
  if (amount.unit.find('/') != std::string::npos) return;
  if (const std::string_view span = counted_by(last); !span.empty())
    amount.unit.append("/").append(span);
}

}  // namespace servanda::reading
