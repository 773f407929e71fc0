// Reads what numbers count: "around $2.5 billion", "34 per cent", "some 48,000 rifles".
#include "servanda/language/amounts.h"

#include <cmath>

#include "servanda/language/amount_finder.h"
#include "servanda/language/times.h"

namespace servanda::language {

using record::Approximation;
using record::Deprel;
using record::Upos;

namespace {

// A counted noun stands within so many words of its number: "two hundred new air defence missile
// systems".
constexpr uint32_t kReach = 6;

// 64.38 times a billion is a whole number, whatever the binary fraction says.
double tidy(double value) {
  const double whole = std::round(value);
  return value > 1000 && std::abs(value - whole) <= 1e-12 * value ? whole : value;
}

}  // namespace

AmountFinder::AmountFinder(std::string_view text, const record::Parse& parse)
    : text_(text), parse_(parse) {
  entries_.reserve(parse.tokens.size());
  for (const record::Token& token : parse.tokens)
    entries_.push_back(find_amount_word(token.span.of(text)));
  in_time_.assign(parse.tokens.size(), false);
  for (const TimeExpression& time : find_times(text, parse, {})) {
    for (uint32_t i = time.first_token; i <= time.last_token; ++i) in_time_[i] = true;
  }
}

std::vector<record::Amount> AmountFinder::find() {
  for (const record::Sentence& sentence : parse_.sentences) {
    begin_ = sentence.begin, end_ = sentence.end;
    labelled_end_ = begin_;
    for (uint32_t at = begin_; at < end_;) {
      const uint32_t next = match(at);
      at = std::max(next, at + 1);
    }
  }
  return std::move(found_);
}

// Reads an amount that begins at the token and returns the token behind it; `at` if none begins
// there.
uint32_t AmountFinder::match(uint32_t at) {
  const uint32_t first = at;
  std::string_view sign;
  uint32_t glued = 0;  // bytes of a sign written in the numeral's own token: "Rs.200"
  if (const AmountEntry* entry = word_entry(at);
      entry && (entry->kind == AmountWord::kSign || entry->kind == AmountWord::kCode)) {
    sign = entry->unit;
    ++at;
  } else if (const auto [code, size] = sign_inside(at); size > 0) {
    sign = code;
    glued = size;
  }
  std::optional<Quantity> low = quantity(at, glued, !sign.empty());
  if (!low) return first;
  if (sign.empty() && part_of_name(first, low->end)) return low->end;

  double upper = low->value;
  uint32_t end = low->end;
  if (const auto high = range_end(*low, first, sign)) {
    // "1.2-1.5 billion": the scale behind the second number holds for the first.
    if (!low->scaled && high->scaled && low->value < high->value) {
      const double scale = scale_of(high->end - 1);
      if (low->value <= high->value / scale) low->value *= scale;
    }
    upper = high->value;
    end = high->end;
    low->scaled |= high->scaled;
    if (upper <= low->value) return end;
  }

  std::optional<Unit> unit;
  if (!sign.empty()) {
    unit = Unit{sign, 1, end, false};
  } else if ((unit = measure(end)); !unit) {
    if (fraction_said_) {
      unit = Unit{"percent", 1, end, false};
    } else if ((unit = counted(end, *low)); !unit) {
      // A bare number says how much only where it is large and written so.
      if (low->spelled && !low->scaled) return end;
      if (!low->scaled && !low->grouped) return end;
      if (low->scaled && low->vague) return end;
      unit = Unit{"", 1, end, true};
    }
  }
  if (sign.empty() && (unit->counted || fraction_said_) && excluded(first, end, *low, *unit))
    return end;

  record::Amount amount;
  amount.value = tidy(low->value * unit->factor);
  amount.upper = tidy(upper * unit->factor);
  if (fraction_said_) amount.value *= 100, amount.upper *= 100;
  amount.unit = std::string(unit->name);
  if (amount.upper > amount.value) amount.approximation = Approximation::kRange;
  if (low->vague) amount.approximation = Approximation::kAtLeast;
  amount.span = {parse_.tokens[first].span.begin, parse_.tokens[unit->end - 1].span.end};
  qualify(first, unit->end, *unit, *low, amount);
  if (amount.upper < amount.value) amount.upper = amount.value;
  found_.push_back(std::move(amount));
  return unit->end;
}

// A measure or currency behind a number: "km", "per cent", "cubic metres", "-megawatt", "Omani
// rials", "of rupees".
std::optional<Unit> AmountFinder::measure(uint32_t at) const {
  uint32_t from = at;
  if (from < end_ && is(from, "-") && !parse_.tokens[from].space_before) ++from;
  if (from == at && from < end_ && is(from, "of")) ++from;
  for (uint32_t size = std::min(kLongestAmountPhrase, end_ - std::min(from, end_)); size > 0;
       --size) {
    const std::string phrase = this->phrase(from, size);
    const AmountEntry* entry = find_amount_word(phrase);
    if (!entry && size == 1) entry = find_amount_word(parse_.lemma(from));
    if (!entry) continue;
    // A short sign of a measure counts as it is written: "Mt", "m".
    if (entry->kind == AmountWord::kMeasure)
      return Unit{entry->unit, entry->value, from + size, false};
    if (entry->kind == AmountWord::kCode) return Unit{entry->unit, 1, from + size, false};
    if (entry->kind == AmountWord::kCurrency) return money_unit(*entry, from, from + size);
    if (size == 1 && is(from, "m") && !parse_.tokens[from].space_before)
      return Unit{"m", 1, from + 1, false};
  }
  // "Saudi riyals", "US dollars", "Hong Kong dollars".
  for (uint32_t k = 1; k <= 2 && from + k < end_; ++k) {
    const AmountEntry* entry = word_entry(from + k);
    if (!entry) entry = find_amount_word(parse_.lemma(from + k));
    const Upos upos = parse_.tokens[from + k - 1].upos;
    if (upos != Upos::kADJ && upos != Upos::kPROPN && upos != Upos::kNOUN) break;
    if (entry && entry->kind == AmountWord::kCurrency)
      return money_unit(*entry, from + k, from + k + 1);
    if (entry && entry->kind == AmountWord::kMeasure && word(from + k).size() > 3)
      return Unit{entry->unit, entry->value, from + k + 1, false};
  }
  return std::nullopt;
}

Unit AmountFinder::money_unit(const AmountEntry& entry, uint32_t at, uint32_t end) const {
  // A pound of something is a weight.
  if (entry.unit == "GBP" && is(end, "of") && !is(at, "sterling")) return {"lb", 1, end, false};
  std::string_view code = at > begin_ ? currency_with(entry, small(at - 1)) : std::string_view();
  // "Kenya earned 15 billion shillings".
  for (uint32_t i = at; code.empty() && has_state_before(entry) && i > begin_; --i)
    code = currency_with(entry, small(i - 1));
  if (is(end, "sterling")) ++end;
  return {code.empty() ? entry.unit : code, entry.value, end, false};
}

// The noun that is counted: the head of the number, else the last noun of the run behind it.
std::optional<Unit> AmountFinder::counted(uint32_t at, const Quantity& q) const {
  uint32_t from = at;
  if (is(from, "of") && (q.scaled || q.vague)) ++from;
  while (from < end_ && (is(from, "the") || is(from, "such") || is(from, "more") ||
                         is(from, "other") || is(from, "additional")))
    ++from;
  uint32_t noun = end_;
  for (uint32_t i = from; i < end_ && i < from + kReach + 2; ++i) {
    const record::Token& token = parse_.tokens[i];
    const bool glue = is(i, "-") || (token.upos == Upos::kNUM && i > from && !token.space_before);
    if (in_time_[i] && token.upos != Upos::kNOUN) break;
    if (token.upos == Upos::kNOUN || token.upos == Upos::kPROPN) {
      // A plural closes the run: what follows it is a phrase of its own.
      if (token.upos == Upos::kNOUN || noun == end_) noun = i;
      if (record::xpos_name(token.xpos) == "NNS" && (i + 1 >= end_ || !is(i + 1, "-"))) break;
    } else if (token.upos != Upos::kADJ && !glue && token.deprel != Deprel::kAmod) {
      break;
    }
  }
  if (noun == end_ || parse_.tokens[noun].upos != Upos::kNOUN) return std::nullopt;
  if (in_time_[noun] || time_noun(noun)) return std::nullopt;
  const bool plural = record::xpos_name(parse_.tokens[noun].xpos) == "NNS";
  if (!plural && q.value != 1) return std::nullopt;
  return Unit{parse_.lemma(noun), 1, noun + 1, true};
}

// Numbers that point rather than count: "the two countries", "one of them", years, hours,
// ordinary small words.
bool AmountFinder::excluded(uint32_t first, uint32_t end, const Quantity& q,
                            const Unit& unit) const {
  for (uint32_t i = first; i < end; ++i) {
    if (in_time_[i] && !q.grouped && !q.scaled && !fraction_said_) {
      const bool counted_year =
          i + 1 == end && end < end_ && unit.end == end + 1 && plural_noun(end);
      if (!counted_year || (i > begin_ && (is(i - 1, "in") || is(i - 1, "since") ||
                                           is(i - 1, "of") || is(i - 1, "the"))))
        return true;
    }
  }
  if (fraction_said_) return false;
  const bool year_like =
      q.digits == 4 && !q.grouped && !q.decimal && !q.scaled && q.value >= 1500 && q.value < 2200;
  const bool round = std::fmod(q.value, 100) == 0;
  if (year_like && (unit.end != end + 1 || !round)) return true;
  if (q.value == 1 && !q.scaled && q.spelled) return true;
  if (q.value == 0) return true;
  const uint32_t before = first > begin_ ? first - 1 : end_;
  const bool definite = before < end_ &&
                        (parse_.tokens[before].upos == Upos::kDET ||
                         record::xpos_name(parse_.tokens[before].xpos) == "PRP$") &&
                        !is(before, "a") && !is(before, "an") && !is(before, "some") &&
                        !is(before, "another");
  return definite && q.spelled && q.value <= 12 && !q.scaled;
}

// "S-300", "Article 5", "P5+1", "2021-22", "five-year", "Falcon 9": the number is a name or part
// of a word.
bool AmountFinder::part_of_name(uint32_t at, uint32_t end) {
  const record::Token& token = parse_.tokens[at];
  if (!token.space_before && at > begin_) {
    const std::string_view before = word(at - 1);
    const bool opens = before == "(" || before == "[" || before == "\"" || before == "~" ||
                       before == "<" || before == ">" || before == "\xE2\x80\x9C" ||
                       before == "'" || before == "\xE2\x80\x98" || before == "\xE2\x80\x94" ||
                       before == "--" || before == "\xE2\x80\x93" || before == ",";
    if (!opens) return true;
  }
  if (end < end_ && !parse_.tokens[end].space_before) {
    const std::string_view next = word(end);
    const bool joins = next == "-" || next == "+" || next == "/" || next == ":" ||
                       next == "\xE2\x80\x93" || next == "th" || next == "s";
    if (joins && end + 1 < end_ && !parse_.tokens[end + 1].space_before && !measure(end)) {
      const bool range =
          (next == "-" || next == "\xE2\x80\x93") && is_digit_ascii(word(end + 1).front());
      if (!range) return true;
      // "2021-22": two ends of a range need a unit behind them; a year and two digits are a year.
      const Numeral low = read_numeral(word(at)), high = read_numeral(word(end + 1));
      if (low.digits == 4 && !low.grouped && high.digits == 2) return true;
      if (high.value <= low.value && !find_scale_behind(end + 1)) return true;
    }
  }
  if (at == begin_) return false;
  const bool follows_label = labelled_end_ > begin_ && at == labelled_end_ + 1 &&
                             (is(at - 1, "and") || is(at - 1, ",") || is(at - 1, "to"));
  const AmountEntry* before = word_entry(at - 1);
  const bool label = before && before->kind == AmountWord::kLabel && !measure(end);
  const record::Token& left = parse_.tokens[at - 1];
  const bool hangs_left =
      token.head == at - 1 && (left.upos == Upos::kPROPN || left.upos == Upos::kNOUN) &&
      token.deprel != Deprel::kNummod && token.deprel != Deprel::kAppos && !measure(end);
  const bool proper_name =
      left.upos == Upos::kPROPN && token.head == at - 1 && !measure(end) && !plural_noun(end);
  const bool group_of = is(at - 1, "of") && at - 1 > begin_ && is(at - 2, "group") &&
                        is_upper_ascii(word(at - 2).front());
  if (!label && !hangs_left && !proper_name && !group_of &&
      !(follows_label && !measure(end) && !plural_noun(end)))
    return false;
  labelled_end_ = end;
  return true;
}

// Reads the approximators around an amount and widens its span over them.
void AmountFinder::qualify(uint32_t first, uint32_t end, const Unit& unit, const Quantity& q,
                           record::Amount& amount) const {
  for (int round = 0; round < 2 && first > begin_; ++round) {
    bool read = false;
    for (uint32_t size = std::min(kLongestAmountPhrase - 1, first - begin_); size > 0 && !read;
         --size) {
      const AmountEntry* entry = find_amount_word(phrase(first - size, size));
      if (!entry || entry->kind != AmountWord::kBefore) continue;
      // "under two treaties" is no measure; "under 200 kg" is.
      const bool preposition =
          size == 1 && parse_.tokens[first - 1].upos == Upos::kADP && unit.counted && q.value < 10;
      if (preposition) return;
      first -= size;
      read = true;
      if (entry->approximation != Approximation::kExact &&
          amount.approximation == Approximation::kExact) {
        amount.approximation = entry->approximation;
      }
      amount.span.begin = parse_.tokens[first].span.begin;
    }
    if (!read) break;
  }
  for (uint32_t size = 2; size > 0; --size) {
    if (end + size > end_) continue;
    const AmountEntry* entry = find_amount_word(phrase(end, size));
    if (!entry || entry->kind != AmountWord::kAfter) continue;
    amount.span.end = parse_.tokens[end + size - 1].span.end;
    if (amount.approximation == Approximation::kExact) amount.approximation = entry->approximation;
    return;
  }
}

// "Rs.200", "US$3": a sign and digits in one token.
std::pair<std::string_view, uint32_t> AmountFinder::sign_inside(uint32_t at) const {
  const std::string_view w = word(at);
  if (w.empty() || is_digit_ascii(w.front())) return {};
  for (size_t size = 1; size <= 4 && size < w.size(); ++size) {
    if (!is_digit_ascii(w[size])) continue;
    const AmountEntry* entry = find_amount_word(w.substr(0, size));
    if (entry &&
        (entry->kind == AmountWord::kSign || (entry->kind == AmountWord::kCode && size == 3))) {
      return {entry->unit, static_cast<uint32_t>(size)};
    }
    return {};
  }
  return {};
}

std::vector<record::Amount> find_amounts(std::string_view text, const record::Parse& parse) {
  return AmountFinder(text, parse).find();
}

}  // namespace servanda::language
