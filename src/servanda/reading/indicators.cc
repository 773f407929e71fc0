// Figures with what they measure and when: amounts near a noun of the table
// data/reading/measured.tsv.
#include "servanda/reading/indicators.h"

#include <algorithm>
#include <optional>
#include <string>

#include "servanda/embedded/kReadingMeasured.h"
#include "servanda/reading/page.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

// A noun names a figure within so many words of it.
constexpr uint32_t kNounReach = 14;
constexpr int kWeak = 20;  // what is paid for names the figure only where nothing says what is paid
constexpr int kBoundary =
    12;  // what a comma with a conjunction, a semicolon or a bracket counts for, in words

struct Measured {
  std::string_view words;
  uint32_t size = 1;
  std::string_view name;
  bool money = false, share = false, volume = false;
  bool flow = false;  // whose it is belongs to the name: "Indian exports"
  bool weak = false;  // what is paid for rather than what is paid
  bool rate = false;  // always a percentage: no "change" is added
};

std::vector<Measured> read_measured() {
  std::vector<Measured> all;
  for (const auto& row : read_rows(embedded::kReadingMeasured())) {
    if (row.size() < 3) continue;
    Measured measured{row[0], Page::size_of(row[0]), row[1]};
    for (const char c : row[2]) {
      measured.money |= c == 'm';
      measured.share |= c == 'p';
      measured.volume |= c == 'v';
      measured.flow |= c == 'f';
      measured.weak |= c == 'w';
      measured.rate |= c == 'r';
    }
    all.push_back(measured);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Measured& a, const Measured& b) { return a.size > b.size; });
  return all;
}

struct Found {
  const Measured* measured = nullptr;
  uint32_t first = 0, last = 0;
};

class IndicatorFinder {
 public:
  explicit IndicatorFinder(const Page& page) : page_(page), tree_(page.tree()) {}

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
    const bool money = amount.unit.size() == 3 && amount.unit[0] >= 'A' && amount.unit[0] <= 'Z' &&
                       amount.unit != "TEU";
    const bool percent = amount.unit == "percent" || amount.unit == "percentage_point";
    const bool volume = amount.unit == "t" || amount.unit == "m3" || amount.unit == "bbl" ||
                        amount.unit == "bbl/d" || amount.unit == "TEU" || amount.unit == "MWh" ||
                        amount.unit == "kg";
    if (!money && !percent && !volume) return;
    if (page_.is_question(tree_.sentence(first))) return;
    std::optional<Found> noun = noun_of(first, last, money, percent, volume);
    if (!noun && ordinal_before(first) && last_noun_.measured != nullptr &&
        tree_.sentence(first) <= tree_.sentence(last_noun_.last) + 1) {
      // "Its first loan ...; a second, of 20 million": the noun is understood.
      noun = Found{last_noun_.measured, first, last};
    }
    if (!noun) return;
    last_noun_ = *noun;
    record::Indicator indicator;
    const bool change = percent && is_change(first, last) && !noun->measured->rate;
    indicator.name = name_of(*noun, change, percent, last);
    if (is_to_come(first, last) && !is_target(*noun)) indicator.name += ", expected";
    const std::optional<uint32_t> time = time_of(first, last);
    if (!time) return;
    indicator.period = closed(page_.annotations().times[*time].date);
    indicator.dyad = dyad_of(first, *noun);
    if (indicator.dyad.empty()) return;
    indicator.value = amount.value;
    indicator.unit = amount.unit;
    indicator.approximation = amount.approximation;
    if (amount.approximation == record::Approximation::kRange && first > 0 &&
        tree_.word(first - 1) == "from") {
      // "rose from 2 to 6 billion": the figure is where it came to.
      indicator.value = amount.upper;
      indicator.approximation = record::Approximation::kExact;
    }
    if (change) {
      indicator.change = amount.value / 100;
      if (falls(first)) indicator.value = -amount.value, indicator.change = -amount.value / 100;
    }
    const language::TimeExpression& when = page_.annotations().times[*time];
    uint32_t begin = std::min(first, noun->first),
             end = std::max(last, noun->last < last + 9 ? noun->last : last);
    if (when.first_token > last && when.first_token <= end + 4)
      end = std::max(end, when.last_token);
    indicator.evidence = page_.evidence(begin, end);
    found_.push_back(std::move(indicator));
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
    const uint32_t verb = verb_of(last);
    if (verb == kNoToken) return false;
    for (uint32_t current = verb, step = 0; step < 3 && current != kNoToken; ++step) {
      for (const uint32_t c : tree_.children(current)) {
        if (tree_.deprel(c) == Deprel::kAux && tree_.xpos(c) == "MD" && c < first) return true;
      }
      const std::string_view lemma = tree_.lemma(current);
      if (lemma == "expect" || lemma == "plan" || lemma == "aim" || lemma == "want" ||
          lemma == "hope" || lemma == "intend" || lemma == "project")
        return true;
      if (tree_.deprel(current) != Deprel::kXcomp && tree_.deprel(current) != Deprel::kCcomp) break;
      current = tree_.head(current);
    }
    return false;
  }

  // The measured noun at a token, as the table has it.
  const Measured* measured_at(uint32_t i) const {
    for (const Measured& measured : measured_nouns()) {
      if (page_.says(i, measured.words)) return &measured;
      if (measured.size == 1 && tree_.lemma(i) == measured.words && tree_.upos(i) != Upos::kADJ)
        return &measured;
    }
    return nullptr;
  }

  static const std::vector<Measured>& measured_nouns() {
    static const std::vector<Measured> all = read_measured();
    return all;
  }

  // How far apart two tokens are, with marks between clauses counted as words.
  int distance(uint32_t a, uint32_t b) const {
    const uint32_t low = std::min(a, b), high = std::max(a, b);
    int far = static_cast<int>(high - low);
    for (uint32_t i = low; i < high; ++i) {
      const std::string_view word = tree_.word(i);
      const bool joined = word == "," && i + 1 < tree_.size() &&
                          (tree_.word(i + 1) == "and" || tree_.word(i + 1) == "but" ||
                           tree_.word(i + 1) == "while");
      if (word == ";" || word == ":" || word == "(" || word == ")" || joined || word == "but")
        far += kBoundary;
    }
    return far;
  }

  // The noun that says what is measured: the nearest one of the table, those before the figure or
  // right behind it first.
  std::optional<Found> noun_of(uint32_t first, uint32_t last, bool money, bool percent,
                               bool volume) const {
    const std::vector<Measured>& all = measured_nouns();
    const record::Sentence& sentence = tree_.sentence_of(first);
    std::optional<Found> best;
    int best_cost = 1000;
    const uint32_t from = first - std::min(first - sentence.begin, kNounReach + 10);
    const uint32_t to = std::min(sentence.end, last + kNounReach);
    for (uint32_t i = from; i < to; ++i) {
      if (tree_.upos(i) != Upos::kNOUN && tree_.upos(i) != Upos::kPROPN &&
          tree_.upos(i) != Upos::kADJ && tree_.upos(i) != Upos::kVERB)
        continue;
      if (i >= first && i <= last) continue;
      for (const Measured& measured : all) {
        const bool here =
            page_.says(i, measured.words) ||
            (measured.size == 1 && tree_.lemma(i) == measured.words && tree_.upos(i) != Upos::kADJ);
        if (!here) continue;
        // "trade" in "free trade agreement" or "trade minister" measures nothing.
        const uint32_t end = i + measured.size - 1;
        if (end + 1 < sentence.end && tree_.deprel(end) == Deprel::kCompound &&
            tree_.head(end) > end && !known_head(tree_.head(end), all))
          break;
        if ((money && !measured.money) || (percent && !measured.share) ||
            (volume && !measured.volume))
          break;
        // "exports" and "imports" are often taken for verbs; either way they say what the figure
        // is.
        if (tree_.upos(i) == Upos::kVERB && measured.size == 1 && tree_.word(i) != "exports" &&
            tree_.word(i) != "imports")
          break;
        int cost = i < first ? distance(end, first) : distance(last, i) * 2;
        // Under the figure or above it in the tree: "a $2 billion loan", "34 percent of imports".
        if (tree_.head(last) == end || tree_.head(first) == end || tree_.head(end) == last ||
            tree_.head(end) == first)
          cost -= 6;
        if (measured.weak) cost += kWeak;
        if (cost < best_cost) best_cost = cost, best = Found{&measured, i, end};
        break;
      }
    }
    // "Trade fell (by a fifth) but came to 3 billion": the subject of the figure's verb, however
    // far.
    const uint32_t verb = verb_of(last);
    const uint32_t subject = verb == kNoToken ? kNoToken : page_.subject_of(verb);
    if (subject != kNoToken && subject < first && best_cost > 4) {
      const Measured* measured = measured_at(subject);
      uint32_t at = subject;
      if (measured == nullptr && subject > 0 && tree_.head(subject - 1) == subject)
        measured = measured_at(at = subject - 1);
      const bool fits =
          measured != nullptr && ((money && measured->money) || (percent && measured->share) ||
                                  (volume && measured->volume));
      if (fits && !measured->weak) best_cost = 4, best = Found{measured, at, std::max(at, subject)};
    }
    const int limit =
        static_cast<int>(kNounReach) + 10 + (best && best->measured->weak ? kWeak : 0);
    if (best_cost > limit) return std::nullopt;
    return best;
  }

  bool known_head(uint32_t head, const std::vector<Measured>& all) const {
    return std::any_of(
               all.begin(), all.end(),
               [&](const Measured& m) { return m.size == 1 && tree_.lemma(head) == m.words; }) ||
           tree_.lemma(head) == "volume" || tree_.lemma(head) == "turnover" ||
           tree_.lemma(head) == "value" || tree_.lemma(head) == "figure" ||
           tree_.lemma(head) == "need" || tree_.lemma(head) == "target" ||
           tree_.lemma(head) == "bill";
  }

  // "by 15%", "rose 15%", "up 15%", "a 15% increase": how much something changed.
  bool is_change(uint32_t first, uint32_t last) const {
    const record::Sentence& sentence = tree_.sentence_of(first);
    static constexpr std::string_view kRise[] = {
        "rise",   "grow",     "increase", "jump",   "surge",     "climb",    "expand",
        "soar",   "gain",     "fall",     "drop",   "decline",   "decrease", "shrink",
        "slump",  "plunge",   "sink",     "growth", "up",        "down",     "lower",
        "higher", "contract", "dip",      "reduce", "reduction", "slide",    "plummet"};
    const auto rises = [&](uint32_t i) {
      return std::find(std::begin(kRise), std::end(kRise), tree_.lemma(i)) != std::end(kRise);
    };
    if (first > sentence.begin && tree_.word(first - 1) == "by") return true;
    for (uint32_t i = first; i > sentence.begin && i + 5 > first; --i) {
      if (tree_.word(i - 1) == "of" && i + 1 > first && !(i > sentence.begin + 1 && rises(i - 2)))
        return false;
      if (tree_.word(i - 1) == "to") return false;
      if (rises(i - 1)) return true;
    }
    for (uint32_t i = last + 1; i < std::min(sentence.end, last + 3); ++i) {
      if (tree_.word(i) == "of") return false;
      if (rises(i)) return true;
    }
    return false;
  }

  bool falls(uint32_t first) const {
    static constexpr std::string_view kFall[] = {
        "fall", "drop",  "decline",  "decrease", "shrink", "slump",     "plunge", "sink",
        "down", "lower", "contract", "dip",      "reduce", "reduction", "slide",  "plummet"};
    const record::Sentence& sentence = tree_.sentence_of(first);
    const uint32_t from = first - std::min(first - sentence.begin, 8u);
    for (uint32_t i = from; i < std::min(sentence.end, first + 5); ++i) {
      if (std::find(std::begin(kFall), std::end(kFall), tree_.lemma(i)) != std::end(kFall))
        return true;
    }
    return false;
  }

  std::string name_of(const Found& noun, bool change, bool percent, uint32_t last) const {
    std::string name(noun.measured->name);
    // "Indian exports": whose flow it is belongs to the name.
    if (noun.measured->flow && noun.first > 0) {
      const uint32_t before = noun.first - 1;
      const uint32_t owner = tree_.word(before) == "'s" || tree_.word(before) == "\xE2\x80\x99s"
                                 ? before - (before > 0 ? 1 : 0)
                                 : before;
      const actor::Mention* mention = page_.mention_at(owner);
      const bool name_word = tree_.upos(owner) == Upos::kPROPN || tree_.upos(owner) == Upos::kADJ;
      if (mention != nullptr && mention->kind != actor::MentionKind::kPronoun && name_word) {
        name = page_.words(owner, owner) + (owner != before ? "'s " : " ") + name;
      }
    }
    if (is_target(noun)) name += " target";
    if (change) return name + " change";
    if (percent && page_.says(last + 1, "of")) return "share of " + name;
    return name;
  }

  bool is_target(const Found& noun) const {
    const record::Sentence& sentence = tree_.sentence_of(noun.first);
    const uint32_t from = noun.first - std::min(noun.first - sentence.begin, 8u);
    for (uint32_t i = from; i < std::min(sentence.end, noun.last + 4); ++i) {
      const std::string_view lemma = tree_.lemma(i);
      if (lemma == "target" || lemma == "goal" ||
          (lemma == "aim" && tree_.upos(i) == Upos::kNOUN) || lemma == "objective")
        return true;
    }
    return false;
  }

  // The time expression nearest to the figure in its sentence.
  std::optional<uint32_t> time_of(uint32_t first, uint32_t last) const {
    const uint32_t sentence = tree_.sentence(first);
    const auto& times = page_.annotations().times;
    std::optional<uint32_t> best;
    int best_cost = 1000;
    const auto begin = std::lower_bound(
        times.begin(), times.end(), tree_.sentence_of(first).begin,
        [](const language::TimeExpression& t, uint32_t token) { return t.first_token < token; });
    for (auto time = begin; time != times.end() && time->first_token < tree_.size() &&
                            tree_.sentence(time->first_token) == sentence;
         ++time) {
      if (!time->date.known()) continue;
      if (time->kind == language::TimeKind::kOffset || time->kind == language::TimeKind::kDuration)
        continue;
      const bool behind = time->first_token > last;
      int cost = behind ? distance(last, time->first_token) : distance(time->last_token, first) + 2;
      if (time->kind == language::TimeKind::kSince) cost += 3;
      if (cost < best_cost) best_cost = cost, best = static_cast<uint32_t>(time - times.begin());
    }
    return best;
  }

  // "by 2030" and "since 2022" give the year as the period.
  static record::Date closed(record::Date date) {
    if (date.open_begin) date.begin = date.end, date.interval = date.open_begin = false;
    return date;
  }

  // The two states of the figure's clause, filled up from the document's dyad.
  std::vector<std::string> dyad_of(uint32_t first, const Found& noun) const {
    const record::Sentence& sentence = tree_.sentence_of(first);
    std::vector<std::pair<int, std::string>> near;
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const actor::Mention* mention = page_.mention_at(i);
      if (mention == nullptr || mention->first_token != i) continue;
      const bool pronoun = mention->kind == actor::MentionKind::kPronoun ||
                           mention->kind == actor::MentionKind::kDescription;
      const int far =
          std::min(distance(i, first), distance(i, noun.first)) + (pronoun ? kBoundary : 0);
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
  Found last_noun_;
  std::vector<record::Indicator> found_;
};

}  // namespace

std::vector<record::Indicator> find_indicators(const event::Annotations& annotations,
                                               const std::vector<record::Event>&) {
  const Page page(annotations);
  return IndicatorFinder(page).find();
}

}  // namespace servanda::reading
