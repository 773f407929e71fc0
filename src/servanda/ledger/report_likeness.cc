// Compares reports: wording, kind of act, parties, days, counts, names, place.
#include "servanda/ledger/report_likeness.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <unordered_map>

#include "servanda/ledger/report_weights.h"

namespace servanda::ledger {
namespace {

using record::EventType;

// True if the number at [begin, end) is the day of a date: "17 January", "January 17".
bool beside_a_month(std::string_view text, size_t begin, size_t end) {
  static constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};
  return std::any_of(std::begin(kMonths), std::end(kMonths), [&](std::string_view month) {
    return text.substr(std::min(end + 1, text.size())).starts_with(month) ||
           (begin > 0 && text.substr(0, begin - 1).ends_with(month));
  });
}

// Counts in a text: figures and number words, without years. "Nine people" and "9 people" give the
// same.
std::vector<uint32_t> numbers_of(std::string_view text) {
  static constexpr std::pair<std::string_view, uint32_t> kWords[] = {
      {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
      {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
      {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
      {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}};
  std::vector<uint32_t> numbers;
  for (size_t i = 0; i < text.size();) {
    const auto letter = [&](size_t at) {
      return at < text.size() &&
             ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'));
    };
    const auto digit = [&](size_t at) {
      return at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    if (!letter(i) && !digit(i)) {
      ++i;
      continue;
    }
    const size_t begin = i;
    uint64_t value = 0;
    bool number = true;
    for (; letter(i) || digit(i) || (text[i] == ',' && i > begin && digit(i - 1) && digit(i + 1));
         ++i) {
      if (letter(i)) number = false;
      if (digit(i))
        value =
            std::min<uint64_t>(value * 10 + static_cast<uint64_t>(text[i] - '0'), 4'000'000'000);
    }
    const bool hyphen = (begin > 0 && text[begin - 1] == '-') ||
                        (i < text.size() && text[i] == '-');  // "S-300", "one-day"
    if (hyphen) continue;
    if (number) {
      const bool year = value >= 1900 && value <= 2099;
      if (!year && !beside_a_month(text, begin, i)) numbers.push_back(static_cast<uint32_t>(value));
      continue;
    }
    std::string word(text.substr(begin, i - begin));
    for (char& c : word) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    for (const auto& [name, count] : kWords) {
      if (word == name) numbers.push_back(count);
    }
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::vector<std::string> codes_of(const std::vector<record::Actor>& actors) {
  std::vector<std::string> codes;
  for (const record::Actor& actor : actors) codes.push_back(actor.code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& code) {
    return std::binary_search(b.begin(), b.end(), code);
  });
}

bool is_mutual(EventType type) {
  return type == EventType::kAgree || type == EventType::kConsult || type == EventType::kCooperate;
}

// Several who act without a recipient act together: "the two presidents signed".
bool is_mutual(const Report& report, const ReportFeatures& f) {
  return is_mutual(report.event.type) || (f.recipients.empty() && f.actors.size() >= 2);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The last words before `end`, in lower case, the nearest first.
std::vector<std::string> words_before(std::string_view text, size_t end, size_t most) {
  std::vector<std::string> words;
  size_t at = std::min(end, text.size());
  while (at > 0 && words.size() < most) {
    while (at > 0 && !is_letter(text[at - 1])) {
      if (std::string_view(".;!?").find(text[at - 1]) != std::string_view::npos) return words;
      --at;
    }
    size_t begin = at;
    while (begin > 0 && is_letter(text[begin - 1])) --begin;
    if (begin == at) break;
    std::string word(text.substr(begin, at - begin));
    for (char& c : word) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    words.push_back(std::move(word));
    at = begin;
  }
  return words;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// True if the words before the trigger put it into the future: "will rescind", "is to lend", "ahead
// of a visit".
bool told_as_to_come(std::string_view text, size_t trigger) {
  static constexpr std::string_view kFuture[] = {"will",  "would", "shall", "may",
                                                 "might", "could", "ahead", "upcoming"};
  const std::vector<std::string> before = words_before(text, trigger, 4);
  if (before.size() >= 2 && before[0] == "to" && (before[1] == "is" || before[1] == "are"))
    return true;
  return std::any_of(before.begin(), before.end(),
                     [](const std::string& word) { return is_one_of(word, kFuture); });
}

// True if it is told as one more act of its kind.
bool told_as_another(std::string_view text, size_t trigger) {
  static constexpr std::string_view kMore[] = {"another", "second",   "third",   "fourth", "fifth",
                                               "again",   "separate", "further", "other",  "new"};
  const std::vector<std::string> before = words_before(text, trigger, 4);
  return std::any_of(before.begin(), before.end(),
                     [](const std::string& word) { return is_one_of(word, kMore); });
}

// Words that name one kind of happening: what a later text may call by another of them
// ("airstrikes", "the raid").
constexpr std::string_view kFamilies[] = {
    "attack strike airstrike raid bomb bombard bombing missile shell shelling drone rocket fire "
    "launch carry hit target assault offensive blast explosion destroy",
    "kill killing assassinate assassination death murder die shot behead beheading execute "
    "execution",
    "visit arrive tour trip begin start travel journey go state",
    "meet meeting met talk summit negotiate negotiation broker mediate mediation discuss "
    "conference "
    "dialogue",
    "sign agree agreement deal accord put treaty conclude ratify reach seal",
    "capture seize kidnap abduct hostage hold take detain arrest imprison",
    "release free freed exchange swap",
    "threat threaten vow warn warning",
    "expel deport recall withdraw evacuate",
    "sanction tariff impose restriction restrict embargo blockade",
    "condemn criticise criticize accuse blame denounce",
    "clash fight fighting battle gunfire",
    "protest riot rioting march demonstrate rally gather storm",
    "enter invade invasion incursion advance"};
constexpr uint8_t kAgreeing = 5;  // its number, from 1

constexpr std::string_view kHopes =
    "hope hoped expect want plan intend prepare propose aim ready will seek consider";

// The family of a folded trigger, by its first word; 0 if it is of none.
uint8_t family_of(std::string_view trigger) {
  static const std::unordered_map<std::string, uint8_t> families = [] {
    std::unordered_map<std::string, uint8_t> all;
    for (size_t i = 0; i < std::size(kFamilies); ++i) {
      for (const Word& word : content_words(kFamilies[i]))
        all.emplace(word.folded, static_cast<uint8_t>(i + 1));
    }
    return all;
  }();
  const auto found = families.find(std::string(trigger.substr(0, trigger.find(' '))));
  return found == families.end() ? uint8_t{0} : found->second;
}

// True if a folded trigger hopes for an act or plans it.
bool is_hope(std::string_view trigger) {
  static const std::vector<Word> hopes = content_words(kHopes);
  return std::any_of(hopes.begin(), hopes.end(), [&](const Word& word) {
    return word.folded == trigger.substr(0, trigger.find(' '));
  });
}

// The words around the trigger: what is told of the act itself, not of what came with it.
std::string_view around(std::string_view text, size_t begin, size_t end) {
  constexpr size_t kBefore = 45, kAfter = 75;
  size_t from = begin - std::min(begin, kBefore), to = std::min(text.size(), end + kAfter);
  while (from > 0 && from < begin && is_letter(text[from - 1])) ++from;
  while (to > end && to < text.size() && is_letter(text[to])) --to;
  return text.substr(from, to - from);
}

// So many of the runs of three words that two texts have are in both where one rewrites the other.
constexpr double kRewritten = 0.5;

int32_t days_between(const record::Date& x, const record::Date& y) {
  return std::max(
      {0, record::first_day(x) - record::last_day(y), record::first_day(y) - record::last_day(x)});
}

// What two states do once on a day: sign, meet, visit.
bool is_singular(EventType type) {
  return type == EventType::kAgree || type == EventType::kConsult || type == EventType::kSupport;
}

bool both_undertake(const Report& x, const Report& y) {
  return x.event.type == EventType::kAgree && y.event.type == EventType::kAgree;
}

// An undertaking is no other act, but that it is signed: "agreed", "signed the accord".
bool kinds_differ(const Report& x, const Report& y, const ReportFeatures& a,
                  const ReportFeatures& b) {
  if (both_undertake(x, y)) return false;
  // What the presidents' meeting is to the contract that others signed that day.
  if (x.event.type != y.event.type && a.family != 0 && b.family != 0 && a.family != b.family)
    return true;
  const bool undertakes = x.event.type == EventType::kAgree || y.event.type == EventType::kAgree;
  return undertakes && !(a.family == kAgreeing && b.family == kAgreeing);
}

bool is_violent(EventType type) {
  return type == EventType::kAssault || type == EventType::kCoerce;
}

// The weights of what two sets share and of what each has.
struct Shared {
  double both = 0, a = 0, b = 0;
  double names_both = 0, names_a = 0, names_b = 0;  // of names alone

  double similarity() const { return a + b > both ? both / (a + b - both) : 0; }
  double overlap() const { return std::min(a, b) > 0 ? both / std::min(a, b) : 0; }
  // Near 1 if each names what the other does not: a village, a ship.
  double other_names() const {
    const auto alone = [&](double all) { return all > 0 ? (all - names_both) / all : 0.0; };
    return std::max(0.0, std::min(alone(names_a), alone(names_b)));
  }
};

Shared compare(const std::vector<WeighedWord>& a, const std::vector<WeighedWord>& b) {
  Shared sum;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() || y != b.end()) {
    const bool left = y == b.end() || (x != a.end() && x->id <= y->id);
    const bool right = x == a.end() || (y != b.end() && y->id <= x->id);
    // A word is a name if it is one in either text.
    const double weight = left && right ? std::max(x->weight, y->weight)
                          : left        ? x->weight
                                        : y->weight;
    const bool name = (left && x->name) || (right && y->name);
    if (left && right) sum.both += weight, sum.names_both += name ? weight : 0;
    if (left) sum.a += weight, sum.names_a += name ? weight : 0, ++x;
    if (right) sum.b += weight, sum.names_b += name ? weight : 0, ++y;
  }
  return sum;
}

// Numbers and weighs words.
class Vocabulary {
 public:
  void add(const std::vector<Word>& set) { weights_.add(set); }
  std::vector<WeighedWord> weigh(const std::vector<Word>& set) {
    std::vector<WeighedWord> all;
    for (const Word& word : set) {
      const auto id = ids_.emplace(word.folded, static_cast<uint32_t>(ids_.size())).first->second;
      all.push_back({id, weights_(word), word.name});
    }
    std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) { return x.id < y.id; });
    return all;
  }

 private:
  WordWeights weights_;
  std::unordered_map<std::string, uint32_t> ids_;
};

std::string folded(std::string_view words) {
  std::string all;
  for (const Word& word : content_words(words)) all += word.folded + " ";
  return all;
}

// The trigger's place in the quoted evidence; empty if it does not stand there.
base::Span quoted_trigger(const Report& report) {
  const base::Span trigger = report.event.trigger, evidence = report.event.evidence;
  if (trigger.begin < evidence.begin || trigger.begin >= trigger.end ||
      trigger.end - evidence.begin > report.words.size())
    return {};
  return {trigger.begin - evidence.begin, trigger.end - evidence.begin};
}

ReportFeatures features_of(const Report& report) {
  ReportFeatures f;
  const std::vector<Word> words = content_words(report.words);
  f.shingles = shingles(words);
  f.words = word_set(words);
  f.numbers = numbers_of(report.words);
  if (const base::Span trigger = quoted_trigger(report); !trigger.empty()) {
    f.trigger = folded(trigger.of(report.words));
    f.family = family_of(f.trigger);
    f.another = told_as_another(report.words, trigger.begin);
  }
  f.intent = tells_of_intent(report);
  f.actors = codes_of(report.event.actors);
  f.recipients = codes_of(report.event.recipients);
  std::set_union(f.actors.begin(), f.actors.end(), f.recipients.begin(), f.recipients.end(),
                 std::back_inserter(f.parties));
  const record::Date& date = report.event.date.known() ? report.event.date : report.published;
  f.dated = date.known();
  if (!f.dated) return f;
  f.background = date.open_begin;
  f.last = record::last_day(date);
  f.first = f.background ? f.last : record::first_day(date);
  f.referred = !f.background && f.first == f.last && report.published.known() &&
               f.last < record::first_day(report.published);
  return f;
}

}  // namespace

bool tells_of_intent(const Report& report) {
  const record::Event& event = report.event;
  if (event.status == record::Status::kPlanned || event.status == record::Status::kPossible)
    return true;
  const base::Span trigger = quoted_trigger(report);
  if (!trigger.empty() && told_as_to_come(report.words, trigger.begin)) return true;
  if (!trigger.empty() && event.type == EventType::kAgree &&
      is_hope(folded(trigger.of(report.words))))
    return true;
  // No text tells of a later day as past.
  const record::Date& date = event.date;
  return date.known() && report.published.known() &&
         (date.open_begin ? record::last_day(date) : record::first_day(date)) >
             record::last_day(report.published) + 1;
}

std::vector<ReportFeatures> features_of(const std::vector<Report>& reports) {
  std::vector<ReportFeatures> features;
  Vocabulary vocabulary;
  for (const Report& report : reports) {
    features.push_back(features_of(report));
    vocabulary.add(features.back().words);
  }
  for (size_t i = 0; i < reports.size(); ++i) {
    features[i].weighed = vocabulary.weigh(features[i].words);
    features[i].trigger_words = vocabulary.weigh(word_set(content_words(features[i].trigger)));
    if (const base::Span trigger = quoted_trigger(reports[i]); !trigger.empty())
      features[i].near = vocabulary.weigh(
          word_set(content_words(around(reports[i].words, trigger.begin, trigger.end))));
    features[i].object = vocabulary.weigh(word_set(content_words(reports[i].event.what)));
    features[i].place = vocabulary.weigh(word_set(content_words(reports[i].event.place)));
  }
  return features;
}

std::optional<Likeness> likeness(const Report& x, const Report& y, const ReportFeatures& a,
                                 const ReportFeatures& b) {
  if (a.parties.empty() || b.parties.empty() || !overlap(a.parties, b.parties)) return std::nullopt;
  const double duplicate = jaccard(a.shingles, b.shingles);
  // One item told again in its own words is one act, whatever the coder made of it: of another
  // type, or "on Friday" counted from another day.
  const bool rewritten = duplicate > kRewritten && a.trigger == b.trigger;
  int32_t apart = a.dated && b.dated ? std::max({0, a.first - b.last, b.first - a.last}) : 0;
  if (rewritten && x.published.known() && y.published.known())
    apart = std::min(apart, days_between(x.published, y.published));
  // A later text may look back at an act of days ago.
  const bool looks_back = (a.background && a.first > b.last) || (b.background && b.first > a.last);
  if (apart > (looks_back ? kMostDaysLookedBack : kMostDaysApart)) return std::nullopt;
  if (a.intent != b.intent && !both_undertake(x, y)) return std::nullopt;
  if (!rewritten && kinds_differ(x, y, a, b)) return std::nullopt;
  const bool mutual = is_mutual(x, a) || is_mutual(y, b);
  const bool a_in_b =
      std::includes(b.parties.begin(), b.parties.end(), a.parties.begin(), a.parties.end());
  const bool b_in_a =
      std::includes(a.parties.begin(), a.parties.end(), b.parties.begin(), b.parties.end());
  const bool actors_meet = overlap(a.actors, b.actors);
  const bool recipients_meet = overlap(a.recipients, b.recipients);
  const bool turned =
      !actors_meet && (overlap(a.actors, b.recipients) || overlap(a.recipients, b.actors));
  const bool same_sides =
      mutual ? (a_in_b || b_in_a)
             : actors_meet && (a.recipients.empty() || b.recipients.empty() || recipients_meet);
  const bool one_day =
      a.dated && b.dated && a.first == a.last && b.first == b.last && a.first == b.first;
  const bool coarse = !a.dated || !b.dated || a.last - a.first > 7 || b.last - b.first > 7;
  const bool same_type = x.event.type == y.event.type;
  const bool same_quad = record::quad_class(x.event.type) == record::quad_class(y.event.type);
  const bool violent = is_violent(x.event.type) || is_violent(y.event.type);
  const bool singular = is_singular(x.event.type) && is_singular(y.event.type);
  std::vector<uint32_t> shared;
  std::set_intersection(a.numbers.begin(), a.numbers.end(), b.numbers.begin(), b.numbers.end(),
                        std::back_inserter(shared));
  const bool counted = !a.numbers.empty() && !b.numbers.empty();
  const bool other_counts = counted && shared.empty();
  const bool placed = !a.place.empty() && !b.place.empty();

  const Shared words = compare(a.weighed, b.weighed), object = compare(a.object, b.object),
               place = compare(a.place, b.place);

  Likeness f{};
  f[kBias] = 1;
  f[kDuplicate] = duplicate;
  f[kWords] = words.similarity();
  f[kCovered] = words.overlap();
  f[kObject] = object.overlap();
  f[kSameTrigger] = !a.trigger.empty() && a.trigger == b.trigger;
  f[kTriggerTold] =
      compare(a.trigger_words, b.weighed).both > 0 || compare(b.trigger_words, a.weighed).both > 0;
  f[kSameFamily] = a.family != 0 && a.family == b.family;
  f[kOtherFamily] = a.family != 0 && b.family != 0 && a.family != b.family;
  f[kSameMode] = !x.event.mode.empty() && x.event.mode == y.event.mode;
  f[kOtherMode] = !x.event.mode.empty() && !y.event.mode.empty() && x.event.mode != y.event.mode;
  f[kNear] = compare(a.near, b.near).overlap();
  f[kAnother] = a.another != b.another;
  f[kReferredDay] = one_day && (a.referred || b.referred);
  const bool fresh = !a.background && !b.background && !a.referred && !b.referred;
  f[kFreshApart] = fresh && apart > 0;
  f[kToldAgain] = fresh && apart > 0 ? words.similarity() : 0;
  f[kSameType] = same_type;
  f[kOtherQuad] = !same_quad;
  f[kSameParties] = a.parties == b.parties;
  f[kOtherSides] = !same_sides;
  f[kTurned] = turned && !mutual;
  f[kDaysApart] = looks_back ? 0 : apart;
  f[kDaysLater] = looks_back ? apart : 0;
  f[kViolentApart] = violent && !looks_back ? apart : 0;
  f[kCoarseDate] = coarse;
  f[kBackground] = a.background != b.background;
  f[kBothBackground] = a.background && b.background;
  f[kOnceADay] = one_day && singular && a.parties == b.parties;
  f[kSingular] = singular;
  f[kViolent] = violent;
  f[kSharedCounts] = static_cast<double>(std::min<size_t>(shared.size(), 2));
  f[kOtherCounts] = other_counts;
  f[kOtherCountsApart] = other_counts && apart > 0;
  f[kSharedNames] = std::min(words.names_both, 4.0);
  f[kOtherNames] = words.other_names();
  f[kSamePlace] = place.overlap();
  f[kOtherPlace] = placed && place.both == 0;
  f[kOneDocument] = x.event.document == y.event.document;
  return f;
}

double closeness(const Likeness& likeness, const Likeness& weights) {
  double sum = 0;
  for (size_t i = 0; i < kFeatures; ++i) sum += weights[i] * likeness[i];
  return sum;
}

const Likeness& report_weights() { return kReportWeights; }

}  // namespace servanda::ledger
