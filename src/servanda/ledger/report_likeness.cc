// Compares reports: wording, kind of act, parties, days, counts, names, place.
#include "servanda/ledger/report_likeness.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_map>

#include "servanda/base/ascii.h"
#include "servanda/ledger/report_weights.h"
#include "servanda/ledger/state_words.h"
#include "servanda/ledger/word_rarity.h"

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
                   !f.recipients.empty() && (f.kinds & kAgreeing) == 0;
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
  if (x.event.type != y.event.type && a.kinds != 0 && b.kinds != 0 && (a.kinds & b.kinds) == 0)
    return true;
  const bool undertakes = x.event.type == EventType::kAgree || y.event.type == EventType::kAgree;
  return undertakes && (a.kinds & b.kinds & kAgreeing) == 0;
}

bool is_verbal(EventType type) {
  const record::QuadClass quad = record::quad_class(type);
  return quad == record::QuadClass::kVerbalCooperation ||
         quad == record::QuadClass::kVerbalConflict;
}

bool is_violent(EventType type) {
  return type == EventType::kAssault || type == EventType::kCoerce;
}

// The weights of what two sets share and of what each has.
struct Shared {
  double both = 0, a = 0, b = 0;
  double rarest = 0, second = 0;  // the rarest that both have, and the next
  double names_both = 0;          // of names alone

  double similarity() const { return a + b > both ? both / (a + b - both) : 0; }
  double overlap() const { return std::min(a, b) > 0 ? both / std::min(a, b) : 0; }
};

Shared compare(const std::vector<WeighedWord>& a, const std::vector<WeighedWord>& b) {
  Shared sum;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() && y != b.end()) {
    if (x->id == y->id) {
      sum.both += x->weight;
      sum.second = std::max(sum.second, std::min(sum.rarest, x->weight));
      sum.rarest = std::max(sum.rarest, x->weight);
      // A word is a name if it is one in either text.
      if (x->name || y->name) sum.names_both += x->weight;
      sum.a += x->weight, sum.b += y->weight;
      ++x, ++y;
    } else if (x->id < y->id) {
      sum.a += x->weight, ++x;
    } else {
      sum.b += y->weight, ++y;
    }
  }
  for (; x != a.end(); ++x) sum.a += x->weight;
  for (; y != b.end(); ++y) sum.b += y->weight;
  return sum;
}

// The weight of the names around the act that the whole of the other report has not: a village, a
// ship.
double names_alone(const std::vector<WeighedWord>& near, const std::vector<WeighedWord>& other) {
  constexpr double kSayingMuch = 0.55;
  double sum = 0;
  auto y = other.begin();
  for (const WeighedWord& word : near) {
    while (y != other.end() && y->id < word.id) ++y;
    const bool told = y != other.end() && y->id == word.id;
    if (word.name && word.weight > kSayingMuch && !told) sum += word.weight;
  }
  return std::min(sum, 2.0);
}

// Numbers and weighs words.
class Vocabulary {
 public:
  std::vector<WeighedWord> weigh(const std::vector<Word>& set) {
    std::vector<WeighedWord> all;
    for (const Word& word : set) {
      const auto [at, added] = words_.emplace(word.folded, Known{});
      if (added)
        at->second = {static_cast<uint32_t>(words_.size()), rarity_of(word.folded),
                      is_state_word(word.folded)};
      const Known& known = at->second;
      all.push_back({known.id, known.weight, word.name && !known.state});
    }
    std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) { return x.id < y.id; });
    return all;
  }

 private:
  struct Known {
    uint32_t id = 0;
    double weight = 0;
    bool state = false;
  };
  std::unordered_map<std::string, Known> words_;
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

// True for what its words, its date or the coder put into the future, and not only into doubt.
bool told_as_plan(const Report& report) {
  const record::Event& event = report.event;
  if (event.status == record::Status::kPlanned) return true;
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

ReportFeatures features_of(const Report& report) {
  ReportFeatures f;
  const std::vector<Word> words = content_words(report.words);
  f.shingles = shingles(words);
  f.words = word_set(words);
  f.numbers = numbers_of(report.words);
  if (const base::Span trigger = quoted_trigger(report); !trigger.empty()) {
    f.trigger = folded(trigger.of(report.words));
    f.kinds = kinds_of(f.trigger);
    f.another = told_as_another(report.words, trigger.begin);
    f.refers = told_as_reason(report.words, trigger.begin);
    f.definite = told_as_known(report.words, trigger.begin);
  }
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
  if (f.dated) {
    f.background = date.open_begin;
    f.last = record::last_day(date);
    f.first = f.background ? f.last : record::first_day(date);
  }
  f.told = report.published.known() ? record::last_day(report.published) : f.last;
  f.referred = f.dated && !f.background && f.first == f.last && report.published.known() &&
               f.last < record::first_day(report.published);
  // What lies before its document is no plan: "to discuss the blockade".
  const bool past = f.background && f.last <= f.told && f.refers + f.definite > 0;
  f.intent = !past && tells_of_intent(report);
  f.supposed = !past && report.event.status == record::Status::kPossible && !told_as_plan(report);
  f.mode = weighed_mode(report.event.mode);
  return f;
}

}  // namespace

bool tells_of_intent(const Report& report) {
  return report.event.status == record::Status::kPossible || told_as_plan(report);
}

std::vector<ReportFeatures> features_of(const std::vector<Report>& reports) {
  std::vector<ReportFeatures> features;
  Vocabulary vocabulary;
  for (const Report& report : reports) {
    ReportFeatures& f = features.emplace_back(features_of(report));
    f.weighed = vocabulary.weigh(f.words);
    f.trigger_words = vocabulary.weigh(word_set(content_words(f.trigger)));
    if (const base::Span trigger = quoted_trigger(report); !trigger.empty()) {
      constexpr size_t kBehind = 80, kNext = 3;
      const std::string_view text = report.words;
      f.near = vocabulary.weigh(word_set(content_words(around(text, trigger.begin, trigger.end))));
      std::vector<Word> next = content_words(text.substr(trigger.end, kBehind));
      next.resize(std::min(next.size(), kNext));
      f.next = vocabulary.weigh(word_set(std::move(next)));
    }
    f.object = vocabulary.weigh(word_set(content_words(report.event.what)));
    f.place = vocabulary.weigh(word_set(content_words(report.event.place)));
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
  const int32_t told_apart = std::abs(a.told - b.told);
  if (rewritten && x.published.known() && y.published.known())
    apart = std::min(apart, days_between(x.published, y.published));
  if (std::min(apart, told_apart) > kMostDaysApart) return std::nullopt;
  const bool supposed = a.supposed || b.supposed;
  if (a.intent != b.intent && !both_undertake(x, y) && !supposed) return std::nullopt;
  if (!rewritten && a.trigger != b.trigger && kinds_differ(x, y, a, b)) return std::nullopt;
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
               place = compare(a.place, b.place), near = compare(a.near, b.near);
  const double other_names =
      std::min(names_alone(a.near, b.weighed), names_alone(b.near, a.weighed));
  const bool other_actors = !mutual && !a.actors.empty() && !b.actors.empty() && !actors_meet;
  const bool other_recipients =
      !mutual && !a.recipients.empty() && !b.recipients.empty() && !recipients_meet;
  const bool same_act = same_type && !other_actors && !other_recipients && !(turned && !mutual);
  const bool same_trigger = !a.trigger.empty() && a.trigger == b.trigger;
  const bool plain = !a.looks_back() && !b.looks_back() && !a.referred && !b.referred;
  const bool fresh = !a.background && !b.background && !a.referred && !b.referred;
  // A text that looks back tells of what was told before it, not of what comes after.
  const auto back_on = [](const ReportFeatures& back, const ReportFeatures& other) {
    return (back.looks_back() || back.referred) && !other.looks_back() && !other.referred &&
           other.dated && other.last <= back.told;
  };
  const auto back_before = [](const ReportFeatures& back, const ReportFeatures& other) {
    return (back.looks_back() || back.referred) && !other.looks_back() && !other.referred &&
           other.dated && other.first > back.told;
  };
  constexpr int32_t kDaysThatCount = 7;

  Likeness f{};
  f[kBias] = 1;
  f[kDuplicate] = duplicate;
  f[kAlike] = words.similarity();
  f[kCovered] = words.overlap();
  f[kNear] = near.overlap();
  f[kNearAlike] = near.similarity();
  f[kNextWords] = compare(a.next, b.next).overlap();
  f[kObject] = object.overlap();
  f[kTriggerTold] =
      compare(a.trigger_words, b.weighed).both > 0 || compare(b.trigger_words, a.weighed).both > 0;
  f[kRarest] = words.rarest;
  f[kNearRarest] = near.rarest;
  f[kSecondRarest] = words.second;
  f[kSharedNames] = std::min(words.names_both, 4.0);
  f[kOtherNames] = other_names;
  f[kSameTrigger] = same_trigger;
  f[kSameKind] = (a.kinds & b.kinds) != 0;
  f[kOtherKind] = a.kinds != 0 && b.kinds != 0 && (a.kinds & b.kinds) == 0;
  f[kSameMode] = !x.event.mode.empty() && x.event.mode == y.event.mode;
  f[kOtherMode] = !x.event.mode.empty() && !y.event.mode.empty() && x.event.mode != y.event.mode;
  f[kSameType] = same_type;
  f[kOtherQuad] = !same_quad;
  f[kSingular] = singular;
  f[kViolent] = violent;
  f[kVerbal] = is_verbal(x.event.type) + is_verbal(y.event.type);
  f[kAnother] = a.another != b.another;
  f[kOtherIntent] = a.intent != b.intent && !supposed;
  f[kSupposed] = a.intent != b.intent && supposed;
  f[kSameParties] = a.parties == b.parties;
  f[kSameActors] = a.actors == b.actors;
  f[kOtherActors] = other_actors;
  f[kThirdActor] = other_actors && !turned && plain;
  f[kOtherSides] = !same_sides;
  f[kTurned] = turned && !mutual;
  f[kTurnedFresh] = turned && !mutual && fresh && !a.refers && !b.refers;
  const bool suffers = !a.suffering.empty() && !b.suffering.empty();
  f[kOtherSector] = suffers && same_sides && !overlap(a.suffering, b.suffering);
  f[kDaysApart] = std::min(apart, kDaysThatCount);
  f[kToldApart] = std::min(told_apart, kDaysThatCount);
  f[kFreshApart] = fresh && apart > 0;
  f[kReferredDay] = one_day && (a.referred || b.referred);
  // Two states may agree on several things on a day; they sign once.
  f[kOnceADay] = one_day && same_type && x.event.type == EventType::kSupport &&
                 (a.kinds & b.kinds & kAgreeing) != 0 && a.parties == b.parties;
  f[kBackground] = a.background != b.background;
  f[kBothBackground] = a.background && b.background;
  f[kOneDefinite] = a.definite != b.definite;
  f[kBothDefinite] = a.definite && b.definite;
  const bool alike = same_type && same_sides && !(turned && !mutual);
  f[kOneRefers] = alike && a.refers != b.refers;
  f[kBothRefer] = alike && a.refers && b.refers;
  f[kBackOnFresh] = back_on(a, b) || back_on(b, a);
  f[kBackBeforeFresh] = back_before(a, b) || back_before(b, a);
  f[kSharedCounts] = static_cast<double>(std::min<size_t>(shared.size(), 2));
  f[kOtherCounts] = other_counts;
  f[kOtherCountsApart] = other_counts && apart > 0;
  f[kSamePlace] = place.overlap();
  f[kOtherPlace] = placed && place.both == 0;
  f[kOtherPlaces] = !a.places.empty() && !b.places.empty() && !overlap(a.places, b.places);
  f[kViolentPlainApart] = violent && plain && apart > 0;
  f[kSameActRarest] = same_act ? words.rarest : 0;
  f[kSameActTrigger] = same_act && same_trigger;
  f[kPlainTrigger] = plain && same_trigger;
  f[kOtherNamesApart] = apart > 0 ? other_names : 0;
  f[kBackRarest] = plain ? 0 : near.rarest;
  if (same_type) f[kOfType + static_cast<size_t>(x.event.type)] = 1;
  if (a.mode == b.mode && a.mode != kNoWeighedMode) f[kOfMode + a.mode] = 1;
  f[kOneDocument] = x.event.document == y.event.document;
  return f;
}

bool side_by_side(const Report& x, const Report& y, const ReportFeatures& a,
                  const ReportFeatures& b) {
  const record::Event &first = x.event, &second = y.event;
  // No more than a blank or a hyphen: a comma, or an "and", begins another act.
  constexpr uint32_t kMostBetween = 1;
  return first.document == second.document && first.sentence == second.sentence &&
         first.trigger.end <= second.trigger.begin &&
         second.trigger.begin - first.trigger.end <= kMostBetween && first.type == second.type &&
         first.status == second.status && first.date == second.date && a.actors == b.actors &&
         a.recipients == b.recipients;
}

double closeness(const Likeness& likeness, const Likeness& weights) {
  double sum = 0;
  for (size_t i = 0; i < kFeatures; ++i) sum += weights[i] * likeness[i];
  return sum;
}

const Likeness& report_weights() { return kReportWeights; }

}  // namespace servanda::ledger
