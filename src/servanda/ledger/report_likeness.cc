// Compares reports: wording, kind of act, parties, days, counts, names, place.
#include "servanda/ledger/report_likeness.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_map>

#include "servanda/base/ascii.h"
#include "servanda/ledger/report_weights.h"
#include "servanda/ledger/report_words.h"

namespace servanda::ledger {
namespace {

using record::EventType;

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
// What one vows to another is no common act.
bool is_mutual(const Report& report, const ReportFeatures& f) {
  const bool vow = report.event.type == EventType::kAgree && f.actors.size() == 1 &&
                   !f.recipients.empty() && f.family != kAgreeing;
  return (is_mutual(report.event.type) && !vow) || (f.recipients.empty() && f.actors.size() >= 2);
}

// The words around the trigger: what is told of the act itself, not of what came with it.
std::string_view around(std::string_view text, size_t begin, size_t end) {
  constexpr size_t kBefore = 45, kAfter = 75;
  size_t from = begin - std::min(begin, kBefore), to = std::min(text.size(), end + kAfter);
  while (from > 0 && from < begin && base::is_letter(text[from - 1])) ++from;
  while (to > end && to < text.size() && base::is_letter(text[to])) --to;
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
    f.refers = told_as_reason(report.words, trigger.begin);
  }
  f.intent = tells_of_intent(report);
  f.places = places_in(report.words);
  for (const record::Actor& actor : report.event.recipients)
    f.suffering.push_back(actor.code + actor.sector);
  std::sort(f.suffering.begin(), f.suffering.end());
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
  // What one sentence tells by two words are two acts.
  if (x.event.document == y.event.document && x.event.sentence == y.event.sentence)
    return std::nullopt;
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
  const bool alike = same_type && same_sides && !(turned && !mutual);
  f[kOneRefers] = alike && a.refers != b.refers;
  f[kBothRefer] = alike && a.refers && b.refers;
  f[kOtherPlaces] = !a.places.empty() && !b.places.empty() && !overlap(a.places, b.places);
  const bool suffers = !a.suffering.empty() && !b.suffering.empty();
  f[kOtherSector] = suffers && same_sides && !overlap(a.suffering, b.suffering);
  f[kTurnedFresh] = turned && !mutual && fresh && !a.refers && !b.refers;
  return f;
}

double closeness(const Likeness& likeness, const Likeness& weights) {
  double sum = 0;
  for (size_t i = 0; i < kFeatures; ++i) sum += weights[i] * likeness[i];
  return sum;
}

const Likeness& report_weights() { return kReportWeights; }

}  // namespace servanda::ledger
