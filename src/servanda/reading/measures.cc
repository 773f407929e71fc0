// Reads the table of what figures measure.
#include "servanda/reading/measures.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/embedded/kReadingMeasured.h"

namespace servanda::reading {
namespace {

using record::Upos;

constexpr std::array<std::string_view, 20> kFalls = {
    "fall", "drop",      "decline", "decrease", "shrink", "slump", "plunge",
    "sink", "down",      "lower",   "dip",      "reduce", "slide", "halve",
    "cut",  "reduction", "plummet", "contract", "fell",   "fallen"};  // forms that may be taken for
                                                                      // words of their own
constexpr std::array<std::string_view, 17> kRises = {
    "rise",   "grow", "increase", "jump",   "surge",  "climb", "expand", "soar",     "gain",
    "growth", "up",   "higher",   "double", "triple", "swell", "raise",  "quadruple"};

std::vector<Measured> read_measured() {
  std::vector<Measured> all;
  for (const auto& row : read_rows(embedded::kReadingMeasured())) {
    if (row.size() < 3) continue;
    Measured measured{row[0], Page::size_of(row[0]), row[1]};
    for (const char c : row[2]) {
      measured.money |= c == 'm';
      measured.share |= c == 'p';
      measured.volume |= c == 'v';
      measured.count |= c == 'c';
      measured.flow |= c == 'f';
      measured.weak |= c == 'w';
      measured.rate |= c == 'r';
      measured.verb |= c == 'x';
    }
    all.push_back(measured);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Measured& a, const Measured& b) { return a.size > b.size; });
  return all;
}

// The rows that begin with a word, longer phrases first.
const std::vector<const Measured*>& rows_from(std::string_view word) {
  using Rows = std::unordered_map<std::string_view, std::vector<const Measured*>>;
  static const std::vector<Measured> rows = read_measured();
  static const Rows all = [] {
    Rows out;
    for (const Measured& measured : rows)
      out[measured.words.substr(0, measured.words.find(' '))].push_back(&measured);
    return out;
  }();
  static const std::vector<const Measured*> none;
  const auto at = all.find(word);
  return at == all.end() ? none : at->second;
}

}  // namespace

UnitKind unit_kind(std::string_view unit) {
  if (unit == "percent" || unit == "percentage_point") return UnitKind::kPercent;
  for (const std::string_view volume : {"t", "m3", "bbl", "bbl/d", "TEU", "MWh", "MW"}) {
    if (unit == volume) return UnitKind::kVolume;
  }
  const bool code = unit.size() == 3 && std::all_of(unit.begin(), unit.end(),
                                                    [](char c) { return c >= 'A' && c <= 'Z'; });
  if (code) return UnitKind::kMoney;
  // Lengths, areas, tensions and weights say how large a thing is, not how much passes between
  // states.
  static constexpr std::string_view kSizes[] = {
      "V",   "W", "acre", "ft", "ft3", "gal", "ha",   "in",  "kg", "km",  "km/h",
      "km2", "l", "lb",   "m",  "m2",  "mi",  "mi/h", "mi2", "mm", "nmi", "oz"};
  const bool size = std::find(std::begin(kSizes), std::end(kSizes), unit) != std::end(kSizes);
  return size || unit.empty() ? UnitKind::kNone : UnitKind::kCount;
}

const Measured* measured_noun(const Page& page, uint32_t token) {
  const event::Tree& tree = page.tree();
  for (const Measured* measured : rows_from(tree.word(token))) {
    if (!measured->verb && page.says(token, measured->words)) return measured;
  }
  if (tree.upos(token) == Upos::kADJ) return nullptr;
  for (const Measured* measured : rows_from(tree.lemma(token))) {
    if (!measured->verb && measured->size == 1) return measured;
  }
  return nullptr;
}

const Measured* measured_row(std::string_view noun) {
  for (const Measured* measured : rows_from(noun)) {
    if (!measured->verb && measured->words == noun) return measured;
  }
  return nullptr;
}

const Measured* measured_count(std::string_view noun) {
  for (const Measured* measured : rows_from(noun)) {
    if (measured->count && measured->words == noun) return measured;
  }
  return nullptr;
}

const Measured* measured_verb(const Page& page, uint32_t token) {
  for (const Measured* measured : rows_from(page.tree().lemma(token))) {
    if (measured->verb && measured->size == 1) return measured;
  }
  return nullptr;
}

bool tells_fall(std::string_view lemma) {
  return std::find(kFalls.begin(), kFalls.end(), lemma) != kFalls.end();
}

bool tells_change(std::string_view lemma) {
  // Forms that are taken for names have no lemma of their own: "trade rose".
  static constexpr std::array<std::string_view, 9> kForms = {
      "rose", "fell", "grew", "risen", "fallen", "grown", "jumped", "dropped", "climbed"};
  return tells_fall(lemma) || std::find(kRises.begin(), kRises.end(), lemma) != kRises.end() ||
         std::find(kForms.begin(), kForms.end(), lemma) != kForms.end();
}

}  // namespace servanda::reading
