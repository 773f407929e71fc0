// Figures that no table names: counted people and things, units left unsaid, the noun above.
#include <algorithm>
#include <optional>
#include <string>

#include "servanda/reading/indicator_reader.h"

namespace servanda::reading {

using record::Amount;
using record::Deprel;
using record::Upos;

namespace {

constexpr double kFewPeople = 15;     // a delegation, no flow
constexpr double kManyThings = 1000;  // so many of anything are a figure
constexpr double kLeastSum = 1e5;     // what a house or a fine costs is nothing between states

}  // namespace

// The unit of each amount. "2.4 billion dollars in 2023 and 2.9 billion in 2024", "a credit of 250
// million": a large bare number has the unit of the large figure before it, else of the first sum
// of money behind it.
std::vector<std::string> IndicatorReader::understood_units() const {
  const auto& amounts = page_.annotations().amounts;
  std::vector<std::string> units(amounts.size());
  std::string before, money;
  double before_value = 0;
  for (size_t i = 0; i < amounts.size(); ++i) {
    const Amount& amount = amounts[i];
    const UnitKind kind = unit_kind(amount.unit);
    units[i] = amount.unit;
    if (amount.unit.empty()) {
      const bool alike = before_value > 0 && amount.value > before_value / 200 &&
                         amount.value < before_value * 200;
      if (amount.value >= 1e6 && !money.empty() && !(alike && before != money))
        units[i] = money;
      else if (alike)
        units[i] = before;
      continue;
    }
    if (kind == UnitKind::kMoney) money = amount.unit;
    if (kind == UnitKind::kNone || kind == UnitKind::kPercent) continue;
    before = amount.unit;
    before_value = amount.value;
  }
  money.clear();
  for (size_t i = amounts.size(); i > 0; --i) {
    if (unit_kind(units[i - 1]) == UnitKind::kMoney)
      money = units[i - 1];
    else if (units[i - 1].empty() && amounts[i - 1].value >= 1e6)
      units[i - 1] = money;
  }
  return units;
}

// "12,000 migrants", "153 votes": people, votes, vehicles of the table; very many of anything else.
std::optional<Found> IndicatorReader::counted(const Amount& amount, uint32_t last) const {
  if (const Measured* measured = measured_count(amount.unit)) {
    if (amount.value < (measured->rate ? 2 : kFewPeople)) return std::nullopt;
    return Found{measured, last, last};
  }
  // People by their nationality: "2,000 Cubans".
  const actor::Mention* mention = page_.mention_at(last);
  static const Measured kPeople{"people", 1, "people"}, kThings{"things", 1, "count"};
  if (mention != nullptr && amount.value >= kFewPeople && tree_.xpos(last).starts_with("NN") &&
      tree_.lemma(last) == amount.unit)
    return Found{&kPeople, last, last};
  if (amount.value < kManyThings) return std::nullopt;
  return Found{&kThings, last, last, amount.unit};
}

// The noun that the figure hangs on or that does what its verb says: "a berth for 40 million".
std::optional<Found> IndicatorReader::by_governor(const Amount& amount, UnitKind kind,
                                                  uint32_t first, uint32_t last) const {
  static const Measured kSum{"sum", 1, "sum", true}, kShare{"share", 1, "share", false, true},
      kVolume{"volume", 1, "volume", false, false, true},
      kCapacity{"capacity", 1, "capacity", false, false, true};
  if (page_.dyad().empty()) return std::nullopt;
  if (kind == UnitKind::kMoney && amount.value < kLeastSum) return std::nullopt;
  const Measured* measured = kind == UnitKind::kMoney     ? &kSum
                             : kind == UnitKind::kPercent ? &kShare
                             : amount.unit == "MW"        ? &kCapacity
                                                          : &kVolume;
  uint32_t noun = tree_.head(last);
  for (int step = 0; step < 3 && noun != kNoToken && tree_.upos(noun) != Upos::kNOUN; ++step) {
    const uint32_t subject = tree_.upos(noun) == Upos::kVERB ? page_.subject_of(noun) : kNoToken;
    noun = subject != kNoToken && subject < first ? subject : tree_.head(noun);
  }
  if (noun != kNoToken && kind == UnitKind::kMoney) {
    if (std::optional<Found> named = named_by(noun, first)) return named;
  }
  return Found{measured, first, last};
}

// A percentage, not a fraction in words: "a third of the line".
bool IndicatorReader::says_percent(uint32_t first, uint32_t last) const {
  for (uint32_t i = first; i <= last; ++i) {
    const std::string_view word = tree_.word(i);
    if (word == "percent" || word == "cent" || word == "%" || word == "pct" || word == "points")
      return true;
  }
  return false;
}

}  // namespace servanda::reading
