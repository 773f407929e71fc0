// Compares reports: wording, kind of act, parties, days, counts, names, place.
#include "servanda/ledger/report_likeness.h"

#include <algorithm>
#include <cmath>
#include <iterator>
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

bool is_plan(record::Status status) {
  return status == record::Status::kPlanned || status == record::Status::kPossible;
}

bool is_violent(EventType type) {
  return type == EventType::kAssault || type == EventType::kCoerce;
}

// What two states do once on a day: sign, meet, visit.
bool is_singular(EventType type) {
  return type == EventType::kAgree || type == EventType::kConsult || type == EventType::kSupport;
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

ReportFeatures features_of(const Report& report) {
  ReportFeatures f;
  const std::vector<Word> words = content_words(report.words);
  f.shingles = shingles(words);
  f.words = word_set(words);
  f.numbers = numbers_of(report.words);
  // The trigger's place in the quoted evidence.
  const base::Span trigger = report.event.trigger, evidence = report.event.evidence;
  if (trigger.begin >= evidence.begin && trigger.end - evidence.begin <= report.words.size() &&
      trigger.begin < trigger.end)
    f.trigger = folded(std::string_view(report.words)
                           .substr(trigger.begin - evidence.begin, trigger.end - trigger.begin));
  f.actors = codes_of(report.event.actors);
  f.recipients = codes_of(report.event.recipients);
  std::set_union(f.actors.begin(), f.actors.end(), f.recipients.begin(), f.recipients.end(),
                 std::back_inserter(f.parties));
  const record::Date& date = report.event.date.known() ? report.event.date : report.published;
  f.dated = date.known();
  if (f.dated) f.first = record::first_day(date), f.last = record::last_day(date);
  return f;
}

}  // namespace

std::vector<ReportFeatures> features_of(const std::vector<Report>& reports) {
  std::vector<ReportFeatures> features;
  Vocabulary vocabulary;
  for (const Report& report : reports) {
    features.push_back(features_of(report));
    vocabulary.add(features.back().words);
  }
  for (size_t i = 0; i < reports.size(); ++i) {
    features[i].weighed = vocabulary.weigh(features[i].words);
    features[i].object = vocabulary.weigh(word_set(content_words(reports[i].event.what)));
    features[i].place = vocabulary.weigh(word_set(content_words(reports[i].event.place)));
  }
  return features;
}

std::optional<Likeness> likeness(const Report& x, const Report& y, const ReportFeatures& a,
                                 const ReportFeatures& b) {
  if (a.parties.empty() || b.parties.empty() || !overlap(a.parties, b.parties)) return std::nullopt;
  const int32_t apart = a.dated && b.dated ? std::max({0, a.first - b.last, b.first - a.last}) : 0;
  if (apart > kMostDaysApart) return std::nullopt;
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
  f[kDuplicate] = jaccard(a.shingles, b.shingles);
  f[kWords] = words.similarity();
  f[kCovered] = words.overlap();
  f[kObject] = object.overlap();
  f[kSameTrigger] = !a.trigger.empty() && a.trigger == b.trigger;
  f[kSameType] = same_type;
  f[kOtherQuad] = !same_quad;
  f[kSameParties] = a.parties == b.parties;
  f[kOtherSides] = !same_sides;
  f[kTurned] = turned && !mutual;
  f[kDaysApart] = apart;
  f[kViolentApart] = violent ? apart : 0;
  f[kCoarseDate] = coarse;
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
  f[kPlanAndDeed] = is_plan(x.event.status) != is_plan(y.event.status);
  f[kOneDocument] = x.event.document == y.event.document;
  return f;
}

double closeness(const Likeness& likeness) {
  double sum = 0;
  for (size_t i = 0; i < kFeatures; ++i) sum += kReportWeights[i] * likeness[i];
  return sum;
}

}  // namespace servanda::ledger
