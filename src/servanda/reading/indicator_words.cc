// What a figure measures: the nearest noun of the table, the subject of its verb, what is priced.
#include <algorithm>
#include <optional>
#include <string>

#include "servanda/reading/indicator_reader.h"

namespace servanda::reading {

using language::TimeExpression;
using language::TimeKind;
using record::Deprel;
using record::Upos;

namespace {

// A noun names a figure within so many words of it.
constexpr uint32_t kReach = 24;
constexpr int kWeak = 20;  // what is paid for names the figure only where nothing says what is paid

}  // namespace

// "Trade is small. Accounts of it range from 4 to 5 billion": what the sentence before speaks of.
std::optional<Found> IndicatorReader::subject_before(uint32_t first, uint32_t last) const {
  const uint32_t s = tree_.sentence(first);
  if (s == 0 || tree_.parse().sentences[s].paragraph_begins) return std::nullopt;
  const record::Sentence& before = tree_.parse().sentences[s - 1];
  for (uint32_t i = before.begin; i < before.end; ++i) {
    if (tree_.head(i) != kNoToken) continue;
    const uint32_t subject = page_.subject_of(i);
    const Measured* measured =
        subject == kNoToken || subject < before.begin ? nullptr : measured_noun(page_, subject);
    if (measured != nullptr && measured->money && !measured->weak)
      return Found{measured, first, last};
    return std::nullopt;
  }
  return std::nullopt;
}

bool IndicatorReader::ordinal_before(uint32_t first) const {
  const record::Sentence& sentence = tree_.sentence_of(first);
  for (uint32_t i = first; i > sentence.begin && i + 4 > first; --i) {
    const std::string_view word = tree_.word(i - 1);
    if (word == "second" || word == "third" || word == "fourth" || word == "another" ||
        word == "other" || word == "latter")
      return true;
  }
  return false;
}

// The verb that the figure hangs on, or kNoToken.
uint32_t IndicatorReader::verb_of(uint32_t last) const {
  uint32_t current = last;
  for (int step = 0; step < 5 && current != kNoToken; ++step) {
    if (tree_.upos(current) == Upos::kVERB) return current;
    current = tree_.head(current);
  }
  return kNoToken;
}

// How far apart two tokens are, with marks between clauses counted as words.
int IndicatorReader::distance(uint32_t a, uint32_t b) const {
  const uint32_t low = std::min(a, b), high = std::max(a, b);
  int far = static_cast<int>(high - low);
  for (uint32_t i = low; i < high; ++i) {
    const std::string_view word = tree_.word(i),
                           next = i + 1 < tree_.size() ? tree_.word(i + 1) : std::string_view();
    const bool joined = word == "," && (next == "and" || next == "but" || next == "while");
    if (word == ";" || word == ":" || word == "(" || word == ")" || joined || word == "but")
      far += kBoundary;
  }
  return far;
}

// The word that says what is measured: the nearest noun of the table, those before the figure
// first; where a noun only says what is paid for, a verb of paying.
std::optional<Found> IndicatorReader::word_of(uint32_t first, uint32_t last, UnitKind kind) const {
  const record::Sentence& sentence = tree_.sentence_of(first);
  std::optional<Found> best;
  int best_cost = 1000;
  const uint32_t from = first - std::min(first - sentence.begin, kReach);
  const uint32_t to = std::min(sentence.end, last + kReach / 2 + 2);
  for (uint32_t i = from; i < to; ++i) {
    if (i >= first && i <= last) continue;
    const Upos upos = tree_.upos(i);
    if (upos != Upos::kNOUN && upos != Upos::kPROPN && upos != Upos::kADJ && upos != Upos::kVERB)
      continue;
    const Measured* measured = measured_noun(page_, i);
    if (measured == nullptr || !measured->fits(kind)) continue;
    const uint32_t end = i + measured->size - 1;
    // "trade" in "free trade agreement" or "trade minister" measures nothing.
    if (end + 1 < sentence.end && tree_.deprel(end) == Deprel::kCompound && tree_.head(end) > end &&
        !known_head(tree_.head(end)))
      continue;
    // "exports" and "imports" are often taken for verbs; either way they say what the figure is.
    if (upos == Upos::kVERB && measured->size == 1 && tree_.word(i) != "exports" &&
        tree_.word(i) != "imports")
      continue;
    int cost = i < first ? distance(end, first) : distance(last, i) * 2;
    // Under the figure or above it in the tree: "a $2 billion loan", "34 percent of imports".
    if (tree_.head(last) == end || tree_.head(first) == end || tree_.head(end) == last ||
        tree_.head(end) == first)
      cost -= 6;
    if (measured->weak) cost += kWeak;
    if (cost < best_cost) best_cost = cost, best = Found{measured, i, end};
  }
  const uint32_t verb = verb_of(last);
  // "Trade fell (by a fifth) but came to 3 billion": the subject of the figure's verb, however
  // far.
  const uint32_t subject = verb == kNoToken ? kNoToken : page_.subject_of(verb);
  if (subject != kNoToken && subject < first && best_cost > 4) {
    uint32_t at = subject;
    const Measured* measured = measured_noun(page_, at);
    if (measured == nullptr && subject > 0 && tree_.head(subject - 1) == subject)
      measured = measured_noun(page_, at = subject - 1);
    if (measured != nullptr && measured->fits(kind) && !measured->weak)
      best_cost = 4, best = Found{measured, at, std::max(at, subject)};
  }
  if (verb != kNoToken && (best_cost >= kWeak / 2 || !best)) {
    const Measured* measured = measured_verb(page_, verb);
    const std::optional<Found> price =
        kind == UnitKind::kMoney ? price_of(first, verb) : std::nullopt;
    if (price)
      best_cost = 8, best = price;
    else if (measured != nullptr && measured->fits(kind))
      best_cost = 8, best = Found{measured, verb, verb};
  }
  const int limit = static_cast<int>(kReach) + (best && best->measured->weak ? kWeak : 0);
  if (best_cost > limit) return std::nullopt;
  return best;
}

// A figure that a noun of no table names: a sum by its head noun.
std::optional<Found> IndicatorReader::named_by(uint32_t noun, uint32_t first) const {
  static const Measured kSum{"sum", 1, "sum", true};
  static constexpr std::string_view kVague[] = {"sum",   "figure", "amount", "value", "total",
                                                "price", "worth",  "year",   "month", "average"};
  if (noun == kNoToken || noun >= first || tree_.upos(noun) != Upos::kNOUN ||
      page_.time_at(noun) != nullptr ||
      std::find(std::begin(kVague), std::end(kVague), tree_.lemma(noun)) != std::end(kVague))
    return std::nullopt;
  // A paper that a sum is told of is worth it.
  const std::string_view lemma = tree_.lemma(noun);
  if (lemma == "agreement" || lemma == "memorandum" || lemma == "pact")
    return Found{measured_row("contract"), noun, noun};
  uint32_t begin = noun;
  while (begin > tree_.sentence_of(noun).begin && tree_.head(begin - 1) == noun &&
         page_.mention_at(begin - 1) == nullptr &&
         ((tree_.deprel(begin - 1) == Deprel::kCompound && tree_.upos(begin - 1) == Upos::kNOUN) ||
          (tree_.deprel(begin - 1) == Deprel::kAmod && tree_.xpos(begin - 1) == "JJ")))
    --begin;
  std::string name = begin == noun
                         ? std::string(tree_.lemma(noun))
                         : page_.words(begin, noun - 1) + " " + std::string(tree_.lemma(noun));
  return Found{&kSum, begin, noun, std::move(name)};
}

// "a swap line of 50 billion", "a tie-up valued at $5 billion", "goods to the value of 7 million".
std::optional<Found> IndicatorReader::priced(uint32_t first, uint32_t last) const {
  const record::Sentence& sentence = tree_.sentence_of(first);
  uint32_t at = first;
  // "about", "up to", "some", "more than".
  while (at > sentence.begin && (tree_.upos(at - 1) == Upos::kADV ||
                                 tree_.upos(at - 1) == Upos::kSYM || tree_.word(at - 1) == "some" ||
                                 tree_.word(at - 1) == "up" || page_.says(at - 1, "up to") ||
                                 (at >= sentence.begin + 2 && page_.says(at - 2, "up to")) ||
                                 tree_.word(at - 1) == "than" || tree_.word(at - 1) == "more"))
    --at;
  if (at < sentence.begin + 2) return std::nullopt;
  const auto noun_before = [&](uint32_t from) {
    for (uint32_t i = from; i > sentence.begin && i + 9 > from; --i) {
      if (tree_.upos(i - 1) == Upos::kVERB && tree_.deprel(i - 1) != Deprel::kAcl &&
          tree_.deprel(i - 1) != Deprel::kAmod)
        return kNoToken;
      if (tree_.upos(i - 1) == Upos::kNOUN && page_.time_at(i - 1) == nullptr &&
          page_.mention_at(i - 1) == nullptr)
        return i - 1;
    }
    return kNoToken;
  };
  if (tree_.word(at - 1) == "of") {
    uint32_t noun = at - 2;
    const std::string_view lemma = tree_.lemma(noun);
    // "at a price of", "to the value of", "with a budget of": of what stands before.
    if (lemma == "price" || lemma == "value" || lemma == "cost") noun = noun_before(noun);
    return named_by(noun, first);
  }
  const bool worth = tree_.word(at - 1) == "worth" || tree_.word(at - 1) == "costing" ||
                     page_.says(at - 2, "valued at") || page_.says(at - 2, "priced at") ||
                     page_.says(at - 2, "put at") || page_.says(at - 2, "estimated at");
  if (!worth) return std::nullopt;
  // The subject, where the noun is told by a copula: "the contract is worth".
  const uint32_t above = tree_.head(last);
  for (uint32_t governor : {above, above == kNoToken ? kNoToken : tree_.head(above)}) {
    if (governor == kNoToken) continue;
    const uint32_t subject = page_.subject_of(governor);
    if (subject != kNoToken && subject < at && tree_.child(governor, Deprel::kCop) != kNoToken)
      return named_by(subject, first);
  }
  return named_by(noun_before(at - 1), first);
}

// "Remittances amounted to 3 million", "sales averaged 1.5 million barrels a day": the subject of a
// verb of amounting; kNoToken if there is none.
uint32_t IndicatorReader::amounting_subject(uint32_t first, uint32_t last) const {
  static constexpr std::string_view kVerbs[] = {"amount",  "come",   "stand", "total", "reach",
                                                "average", "exceed", "hit",   "run",   "add"};
  const uint32_t verb = verb_of(last);
  if (verb == kNoToken || verb > first ||
      std::find(std::begin(kVerbs), std::end(kVerbs), tree_.lemma(verb)) == std::end(kVerbs))
    return kNoToken;
  const uint32_t subject = page_.subject_of(verb);
  return subject == kNoToken || page_.mention_at(subject) != nullptr ? kNoToken : subject;
}

std::optional<Found> IndicatorReader::amounting(uint32_t first, uint32_t last) const {
  const uint32_t subject = amounting_subject(first, last);
  return subject == kNoToken ? std::nullopt : named_by(subject, first);
}

// "to supply 180 tanks for $3 billion": what a contract is worth.
std::optional<Found> IndicatorReader::price_of(uint32_t first, uint32_t verb) const {
  static constexpr std::string_view kDealing[] = {"supply",  "deliver", "order", "buy",    "sell",
                                                  "acquire", "build",   "make",  "provide"};
  uint32_t at = first;
  const uint32_t begin = tree_.sentence_of(first).begin;
  while (at > begin && at + 3 > first && tree_.upos(at - 1) == Upos::kADV) --at;
  if (at == begin || tree_.word(at - 1) != "for" || verb == kNoToken || verb > first)
    return std::nullopt;
  if (std::find(std::begin(kDealing), std::end(kDealing), tree_.lemma(verb)) == std::end(kDealing))
    return std::nullopt;
  return Found{measured_row("contract"), verb, verb};
}

bool IndicatorReader::known_head(uint32_t head) const {
  static constexpr std::string_view kHeads[] = {"volume", "turnover", "value",   "figure",  "need",
                                                "target", "bill",     "deficit", "surplus", "flow"};
  return measured_noun(page_, head) != nullptr || tells_change(tree_.word(head)) ||
         std::find(std::begin(kHeads), std::end(kHeads), tree_.lemma(head)) != std::end(kHeads);
}

// "by 15%", "rose 15%", "up 15%", "a 15% increase": how much something changed.
bool IndicatorReader::is_change(uint32_t first, uint32_t last) const {
  const record::Sentence& sentence = tree_.sentence_of(first);
  if (first > sentence.begin &&
      (tree_.word(first - 1) == "by" || tree_.word(first - 1) == "another" ||
       tree_.word(first - 1) == "further"))
    return true;
  for (uint32_t i = first; i > sentence.begin && i + 5 > first; --i) {
    const bool of_change = i > sentence.begin + 1 && tells_change(tree_.lemma(i - 2));
    if ((tree_.word(i - 1) == "of" && !of_change) || tree_.word(i - 1) == "to" ||
        tree_.word(i - 1) == "at")
      return false;
    if (tells_change(tree_.lemma(i - 1))) return true;
  }
  // "4 percent less than in 2020".
  if (page_.says(last + 1, "less than") || page_.says(last + 1, "more than") ||
      page_.says(last + 1, "fewer than"))
    return true;
  for (uint32_t i = last + 1; i < std::min(sentence.end, last + 3); ++i) {
    if (tree_.word(i) == "of") return false;
    if (tells_change(tree_.lemma(i))) return true;
  }
  return false;
}

bool IndicatorReader::falls(uint32_t first) const {
  const record::Sentence& sentence = tree_.sentence_of(first);
  const uint32_t from = first - std::min(first - sentence.begin, 8u);
  for (uint32_t i = from; i < std::min(sentence.end, first + 5); ++i) {
    if (tells_fall(tree_.lemma(i)) || tells_fall(tree_.word(i))) return true;
    if (i > first && (page_.says(i, "less than") || page_.says(i, "fewer than"))) return true;
  }
  return false;
}

// "Its share of gas exports rose to 42%".
bool IndicatorReader::share_before(uint32_t noun, uint32_t first) const {
  const record::Sentence& sentence = tree_.sentence_of(noun);
  for (uint32_t i = noun; noun < first && i > sentence.begin && i + 6 > noun; --i) {
    if (tree_.lemma(i - 1) == "share" || tree_.lemma(i - 1) == "proportion") return true;
  }
  return false;
}

}  // namespace servanda::reading
