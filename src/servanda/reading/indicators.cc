// Figures with what they measure and when: amounts near a word of the table
// data/reading/measured.tsv.
#include "servanda/reading/indicators.h"

#include <algorithm>
#include <optional>
#include <string>

#include "servanda/reading/measures.h"
#include "servanda/reading/page.h"

namespace servanda::reading {
namespace {

using language::TimeExpression;
using language::TimeKind;
using record::Deprel;
using record::Upos;

// A noun names a figure within so many words of it.
constexpr uint32_t kReach = 24;
constexpr int kWeak = 20;  // what is paid for names the figure only where nothing says what is paid
constexpr int kBoundary = 12;  // what a mark between clauses counts for, in words

// The word that says what is measured, and where it stands.
struct Found {
  const Measured* measured = nullptr;
  uint32_t first = 0, last = 0;
};

class IndicatorFinder {
 public:
  IndicatorFinder(const Page& page, const std::vector<record::Event>& events)
      : page_(page), tree_(page.tree()), events_(events) {}

  std::vector<record::Indicator> find() {
    uint32_t token = 0;
    for (const record::Amount& amount : page_.annotations().amounts) {
      while (token < tree_.size() && tree_.token(token).span.end <= amount.span.begin) ++token;
      if (token >= tree_.size()) break;
      uint32_t last = token;
      while (last + 1 < tree_.size() && tree_.token(last + 1).span.end <= amount.span.end) ++last;
      read(amount, token, last);
    }
    return std::move(found_);
  }

 private:
  void read(const record::Amount& amount, uint32_t first, uint32_t last) {
    const UnitKind kind = unit_kind(amount.unit);
    if (kind == UnitKind::kNone || page_.is_question(tree_.sentence(first))) return;
    std::optional<Found> word = word_of(first, last, kind);
    if (!word && ordinal_before(first) && last_word_.measured != nullptr &&
        tree_.sentence(first) <= tree_.sentence(last_word_.last) + 1) {
      // "Its first loan ...; a second, of 20 million": the noun is understood.
      word = Found{last_word_.measured, first, last};
    }
    if (!word && kind == UnitKind::kMoney) word = subject_before(first, last);
    if (!word) return;
    // "the 8 percent": named before.
    const bool definite = kind == UnitKind::kPercent && first > 0 &&
                          tree_.word(first - 1) == "the" && !page_.says(last + 1, "of");
    if (definite) return;
    last_word_ = *word;
    const bool change =
        kind == UnitKind::kPercent && is_change(first, last) && !word->measured->rate;
    // A percentage that is no change, share or rate says nothing by itself.
    const bool share =
        page_.says(last + 1, "of") || share_before(word->first, first) || word->measured->rate;
    if (kind == UnitKind::kPercent && !change && !share) return;
    std::optional<uint32_t> time = time_of(first, last, *word, change);
    if (!time) time = time_before(first, *word);
    const std::optional<record::Date> act = time ? std::nullopt : act_date(first, *word, kind);
    if (!time && !act) return;

    record::Indicator indicator;
    indicator.name = name_of(*word, change, kind == UnitKind::kPercent, first, last);
    if (is_to_come(first, last) && !is_target(*word) && !is_once(*word))
      indicator.name += ", expected";
    indicator.period = time ? period_of(page_.annotations().times[*time], first) : *act;
    indicator.dyad = dyad_of(first, *word);
    if (indicator.dyad.empty()) return;
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

  // "Trade is small. Accounts of it range from 4 to 5 billion": what the sentence before speaks of.
  std::optional<Found> subject_before(uint32_t first, uint32_t last) const {
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

  bool ordinal_before(uint32_t first) const {
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
  uint32_t verb_of(uint32_t last) const {
    uint32_t current = last;
    for (int step = 0; step < 5 && current != kNoToken; ++step) {
      if (tree_.upos(current) == Upos::kVERB) return current;
      current = tree_.head(current);
    }
    return kNoToken;
  }

  // "might reach", "is to rise", "is expected to come to": a figure that is not there yet.
  bool is_to_come(uint32_t first, uint32_t last) const {
    static constexpr std::string_view kPlans[] = {"expect",  "plan",   "aim",     "want",
                                                  "hope",    "intend", "project", "forecast",
                                                  "predict", "seek"};
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

  // How far apart two tokens are, with marks between clauses counted as words.
  int distance(uint32_t a, uint32_t b) const {
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
  std::optional<Found> word_of(uint32_t first, uint32_t last, UnitKind kind) const {
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
      if (end + 1 < sentence.end && tree_.deprel(end) == Deprel::kCompound &&
          tree_.head(end) > end && !known_head(tree_.head(end)))
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

  // "to supply 180 tanks for $3 billion": what a contract is worth.
  std::optional<Found> price_of(uint32_t first, uint32_t verb) const {
    static constexpr std::string_view kDealing[] = {"supply",  "deliver", "order", "buy",    "sell",
                                                    "acquire", "build",   "make",  "provide"};
    uint32_t at = first;
    const uint32_t begin = tree_.sentence_of(first).begin;
    while (at > begin && at + 3 > first && tree_.upos(at - 1) == Upos::kADV) --at;
    if (at == begin || tree_.word(at - 1) != "for" || verb == kNoToken || verb > first)
      return std::nullopt;
    if (std::find(std::begin(kDealing), std::end(kDealing), tree_.lemma(verb)) ==
        std::end(kDealing))
      return std::nullopt;
    for (const Measured& measured : measured_words()) {
      if (measured.words == "contract") return Found{&measured, verb, verb};
    }
    return std::nullopt;
  }

  bool known_head(uint32_t head) const {
    static constexpr std::string_view kHeads[] = {"volume",  "turnover", "value", "figure",
                                                  "need",    "target",   "bill",  "deficit",
                                                  "surplus", "flow"};
    return measured_noun(page_, head) != nullptr || tells_change(tree_.word(head)) ||
           std::find(std::begin(kHeads), std::end(kHeads), tree_.lemma(head)) != std::end(kHeads);
  }

  // "by 15%", "rose 15%", "up 15%", "a 15% increase": how much something changed.
  bool is_change(uint32_t first, uint32_t last) const {
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

  bool falls(uint32_t first) const {
    const record::Sentence& sentence = tree_.sentence_of(first);
    const uint32_t from = first - std::min(first - sentence.begin, 8u);
    for (uint32_t i = from; i < std::min(sentence.end, first + 5); ++i) {
      if (tells_fall(tree_.lemma(i)) || tells_fall(tree_.word(i))) return true;
      if (i > first && (page_.says(i, "less than") || page_.says(i, "fewer than"))) return true;
    }
    return false;
  }

  std::string name_of(const Found& word, bool change, bool percent, uint32_t first,
                      uint32_t last) const {
    std::string name(word.measured->name);
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
    if (is_target(word)) name += " target";
    if (change) return name + " change";
    const bool share_of =
        percent && (page_.says(last + 1, "of") || share_before(word.first, first));
    return share_of && word.measured->name != "share" ? "share of " + name : name;
  }

  // "Its share of gas exports rose to 42%".
  bool share_before(uint32_t noun, uint32_t first) const {
    const record::Sentence& sentence = tree_.sentence_of(noun);
    for (uint32_t i = noun; noun < first && i > sentence.begin && i + 6 > noun; --i) {
      if (tree_.lemma(i - 1) == "share" || tree_.lemma(i - 1) == "proportion") return true;
    }
    return false;
  }

  bool is_target(const Found& word) const {
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

  // "up 11 percent on 2023", "against 2.8 billion in 2022": what a figure is compared with.
  bool is_baseline(const TimeExpression& time, bool change) const {
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
  bool is_of_another(const TimeExpression& time, uint32_t last, const Found& word) const {
    const uint32_t at = time.first_token;
    if (at <= last + 1 || tree_.word(at - 1) != "of") return false;
    const uint32_t noun = tree_.head(at);
    return noun != kNoToken && noun > last && noun < at && tree_.upos(noun) == Upos::kNOUN &&
           noun != word.last && tree_.preposition(noun) == "by";
  }

  // The time expression nearest to the figure in its sentence.
  std::optional<uint32_t> time_of(uint32_t first, uint32_t last, const Found& word,
                                  bool change) const {
    const uint32_t sentence = tree_.sentence(first);
    const auto& times = page_.annotations().times;
    std::optional<uint32_t> best;
    int best_cost = 1000;
    const auto begin = std::lower_bound(
        times.begin(), times.end(), tree_.sentence_of(first).begin,
        [](const TimeExpression& t, uint32_t token) { return t.first_token < token; });
    for (auto time = begin; time != times.end() && time->first_token < tree_.size() &&
                            tree_.sentence(time->first_token) == sentence;
         ++time) {
      if (!time->date.known() || time->kind == TimeKind::kOffset ||
          time->kind == TimeKind::kDuration)
        continue;
      if (is_baseline(*time, change) || is_of_another(*time, last, word)) continue;
      const bool behind = time->first_token > last;
      int cost = behind ? distance(last, time->first_token) : distance(time->last_token, first) + 2;
      if (time->kind == TimeKind::kSince) cost += 3;
      // A baseline of another figure is no date for this one either.
      if (is_baseline(*time, true)) cost += kBoundary;
      if (cost < best_cost) best_cost = cost, best = static_cast<uint32_t>(time - times.begin());
    }
    return best;
  }

  // Without a time in its own sentence, a figure takes that of the same thing in the sentence
  // before: "The contract of May 2019 …. It is worth …", "Of this, exports made up …".
  std::optional<uint32_t> time_before(uint32_t first, const Found& word) const {
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
      if (!time->date.known() || time->kind == TimeKind::kOffset ||
          time->kind == TimeKind::kDuration)
        continue;
      if (only) return std::nullopt;
      only = static_cast<uint32_t>(time - times.begin());
    }
    return only;
  }

  // A sum that changes hands once: what will be lent is a loan already.
  static bool is_once(const Found& word) {
    static constexpr std::string_view kOnce[] = {"contract", "loan", "credit",   "grant",
                                                 "deal",     "aid",  "purchase", "package",
                                                 "sale",     "fund", "funding",  "fine"};
    return std::find(std::begin(kOnce), std::end(kOnce), word.measured->name) != std::end(kOnce);
  }

  // A sum that changes hands once has the date of the act that the sentence reports: "signed a
  // contract worth …".
  std::optional<record::Date> act_date(uint32_t first, const Found& word, UnitKind kind) const {
    if (kind != UnitKind::kMoney || !is_once(word)) return std::nullopt;
    const uint32_t s = tree_.sentence(first);
    const auto begin = std::partition_point(events_.begin(), events_.end(),
                                            [&](const record::Event& e) { return e.sentence < s; });
    for (auto event = begin; event != events_.end() && event->sentence == s; ++event) {
      const bool gives =
          event->type == record::EventType::kAgree || event->type == record::EventType::kSupport ||
          event->type == record::EventType::kAid || event->type == record::EventType::kCooperate;
      if (gives && event->date.known() && !event->date.open_begin &&
          event->trigger.begin < tree_.token(first).span.begin)
        return event->date;
    }
    return std::nullopt;
  }

  // "by 2030" gives the year; "rose to 4 billion between 2019 and 2024" the year that it came to.
  record::Date period_of(const TimeExpression& time, uint32_t first) const {
    record::Date date = time.date;
    if (date.open_begin) date.begin = date.end, date.interval = date.open_begin = false;
    const std::string_view word = tree_.word(time.first_token);
    const bool came_to =
        first > 0 && tree_.word(first - 1) == "to" && (word == "between" || word == "from");
    if (date.interval && !date.open_end && came_to) date.begin = date.end, date.interval = false;
    return date;
  }

  // The two states of the figure's clause, filled up from the document's dyad.
  std::vector<std::string> dyad_of(uint32_t first, const Found& word) const {
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

  const Page& page_;
  const event::Tree& tree_;
  const std::vector<record::Event>& events_;
  Found last_word_;
  std::vector<record::Indicator> found_;
};

}  // namespace

std::vector<record::Indicator> find_indicators(const Page& page,
                                               const std::vector<record::Event>& events) {
  return IndicatorFinder(page, events).find();
}

}  // namespace servanda::reading
