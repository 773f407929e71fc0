// Joins reports of one act: near-duplicate wording first, then type, parties, dates and object.
#include "servanda/ledger/occurrences.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

#include "servanda/ledger/wording.h"

namespace servanda::ledger {
namespace {

using record::DayNumber;
using record::EventType;

// What is compared of a report.
struct Features {
  std::vector<Word> words;                               // of the evidence, as a set
  std::vector<Word> object;                              // of `what` and place
  std::vector<uint64_t> shingles;                        // of the evidence
  std::vector<uint32_t> numbers;                         // counts that the evidence gives, sorted
  std::vector<std::string> actors, recipients, parties;  // codes, sorted
  DayNumber first = 0, last = 0;                         // the days that the act may fall on
  bool dated = false;
};

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

Features features_of(const Report& report) {
  Features f;
  const std::vector<Word> words = content_words(report.words);
  f.shingles = shingles(words);
  f.words = word_set(words);
  f.numbers = numbers_of(report.words);
  f.object = word_set(content_words(report.event.what + " " + report.event.place));
  f.actors = codes_of(report.event.actors);
  f.recipients = codes_of(report.event.recipients);
  std::set_union(f.actors.begin(), f.actors.end(), f.recipients.begin(), f.recipients.end(),
                 std::back_inserter(f.parties));
  const record::Date& date = report.event.date.known() ? report.event.date : report.published;
  f.dated = date.known();
  if (f.dated) f.first = record::first_day(date), f.last = record::last_day(date);
  return f;
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
bool is_mutual(const Report& report, const Features& f) {
  return is_mutual(report.event.type) || (f.recipients.empty() && f.actors.size() >= 2);
}

// Acts of one kind are told with different verbs: "agreed", "signed" and "supports the deal" are
// near, "bombed" is far.
bool near_types(EventType a, EventType b) {
  return a == b || record::quad_class(a) == record::quad_class(b);
}

// What it says for one act that two reports give the same type, the same parties and the same day.
// Two states sign or meet once on a day; they are shelled many times.
double same_day_weight(EventType type, bool together) {
  switch (type) {
    case EventType::kAgree:
    case EventType::kConsult:
      return together ? 0.50 : 0.40;
    case EventType::kSupport:
      return together ? 0.50 : 0.15;
    case EventType::kSanction:
    case EventType::kProtest:
    case EventType::kRetreat:
      return 0.20;
    case EventType::kCooperate:
    case EventType::kAid:
    case EventType::kConcede:
    case EventType::kMobilize:
    case EventType::kReject:
    case EventType::kRequest:
      return 0.15;
    case EventType::kAccuse:
    case EventType::kThreaten:
    case EventType::kCoerce:
      return 0.05;
    case EventType::kAssault:
      return 0;
  }
  return 0;
}

bool same_parties(const Features& a, const Features& b, bool mutual) {
  if (a.parties.empty() || b.parties.empty()) return false;
  if (mutual) {
    const bool a_in_b =
        std::includes(b.parties.begin(), b.parties.end(), a.parties.begin(), a.parties.end());
    const bool b_in_a =
        std::includes(a.parties.begin(), a.parties.end(), b.parties.begin(), b.parties.end());
    return a_in_b || b_in_a;
  }
  if (!overlap(a.actors, b.actors)) return false;
  return a.recipients.empty() || b.recipients.empty() || overlap(a.recipients, b.recipients);
}

int32_t days_apart(const Features& a, const Features& b) {
  return std::max({0, a.first - b.last, b.first - a.last});
}

// False if each of the two names what the other does not: a village, a ship, a person.
bool names_agree(const Features& a, const Features& b) {
  const auto only_in = [](const std::vector<Word>& x, const std::vector<Word>& y) {
    return std::any_of(x.begin(), x.end(), [&](const Word& word) {
      return word.name &&
             !std::binary_search(y.begin(), y.end(), word,
                                 [](const Word& p, const Word& q) { return p.folded < q.folded; });
    });
  };
  return !only_in(a.words, b.words) || !only_in(b.words, a.words);
}

// 0 or less: not one act. The cut was fitted on marked pairs (docs/decisions/occurrences.md).
double closeness(const Report& x, const Report& y, const Features& a, const Features& b,
                 const WordWeights& weights) {
  if (!near_types(x.event.type, y.event.type)) return -1;
  const bool mutual = is_mutual(x, a) || is_mutual(y, b);
  if (!same_parties(a, b, mutual)) return -1;
  const int32_t apart = a.dated && b.dated ? days_apart(a, b) : 0;
  if (apart > 4) return -1;
  const bool coarse = !a.dated || !b.dated || a.last - a.first > 7 || b.last - b.first > 7;

  const double duplicate = jaccard(a.shingles, b.shingles);
  const double words = weights.similarity(a.words, b.words);
  const double covered = weights.overlap(a.words, b.words);
  const double object =
      a.object.empty() || b.object.empty() ? 0 : weights.overlap(a.object, b.object);
  double score = 1.2 * duplicate + 1.2 * words + 0.5 * covered + 0.35 * object;
  score += x.event.type == y.event.type ? 0.15 : -0.15;
  const bool violent = x.event.type == EventType::kAssault || x.event.type == EventType::kCoerce;
  score -= (violent ? 0.35 : 0.18) * apart;
  if (coarse) score -= 0.25;
  const bool one_day =
      a.dated && b.dated && a.first == a.last && b.first == b.last && a.first == b.first;
  if (one_day && a.parties == b.parties) {
    const bool together = a.recipients.empty() && b.recipients.empty();
    score +=
        std::min(same_day_weight(x.event.type, together), same_day_weight(y.event.type, together));
  }
  // Other counts, other acts: "two rockets" of Sunday are not the "four shells" of Wednesday. Tolls
  // rise, so a report of the same day may differ.
  if (!a.numbers.empty() && !b.numbers.empty()) {
    std::vector<uint32_t> shared;
    std::set_intersection(a.numbers.begin(), a.numbers.end(), b.numbers.begin(), b.numbers.end(),
                          std::back_inserter(shared));
    if (shared.empty())
      score -= apart > 0 ? 0.9 : 0.15;
    else if (a.numbers != b.numbers && apart > 0)
      score -= 0.5;
  }
  if (apart > 0 && !names_agree(a, b)) score -= 0.35;
  // Two acts of one document are told apart by its author; a mere plan is not the deed.
  if (x.event.document == y.event.document) score -= 0.5;
  const bool plan_x =
      x.event.status == record::Status::kPlanned || x.event.status == record::Status::kPossible;
  const bool plan_y =
      y.event.status == record::Status::kPlanned || y.event.status == record::Status::kPossible;
  if (plan_x != plan_y) score -= 0.2;
  return score - 0.6;
}

// Sets that join, each knowing the days it spans, so that a chain of reports never wanders through
// time.
class Sets {
 public:
  explicit Sets(const std::vector<Features>& features)
      : parent_(features.size()), first_(features.size()), last_(features.size()) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
    for (size_t i = 0; i < features.size(); ++i)
      first_[i] = features[i].last, last_[i] = features[i].first;
  }
  size_t find(size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(size_t i, size_t j) {
    i = find(i), j = find(j);
    if (i == j) return;
    const DayNumber first = std::min(first_[i], first_[j]), last = std::max(last_[i], last_[j]);
    if (last - first > 6) return;
    const size_t root = std::min(i, j), child = std::max(i, j);
    parent_[child] = root;
    first_[root] = first, last_[root] = last;
  }

 private:
  std::vector<size_t> parent_;
  std::vector<DayNumber> first_, last_;  // earliest last day and latest first day of the members
};

struct Pair {
  double score;
  size_t i, j;
};

// Compares each report with those of near days; a report is compared with at most 300 others, so
// that the work stays linear on any input.
std::vector<Pair> close_pairs(const std::vector<Report>& reports,
                              const std::vector<Features>& features, const WordWeights& weights) {
  constexpr size_t kMostCompared = 300;
  std::vector<size_t> by_day(reports.size());
  std::iota(by_day.begin(), by_day.end(), size_t{0});
  std::stable_sort(by_day.begin(), by_day.end(),
                   [&](size_t x, size_t y) { return features[x].first < features[y].first; });
  std::vector<Pair> pairs;
  for (size_t n = 0; n < by_day.size(); ++n) {
    const size_t i = by_day[n];
    size_t compared = 0;
    for (size_t m = n + 1; m < by_day.size() && compared < kMostCompared; ++m) {
      const size_t j = by_day[m];
      if (features[j].first > features[i].last + 4) break;
      ++compared;
      const double score = closeness(reports[i], reports[j], features[i], features[j], weights);
      if (score > 0) pairs.push_back({score, std::min(i, j), std::max(i, j)});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) {
    if (x.score != y.score) return x.score > y.score;
    return x.i != y.i ? x.i < y.i : x.j < y.j;
  });
  return pairs;
}

void add_actors(std::vector<record::Actor>& all, const std::vector<record::Actor>& more) {
  for (const record::Actor& actor : more) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const record::Actor& a) {
      return a.code == actor.code && a.sector == actor.sector;
    });
    if (same == all.end())
      all.push_back(actor);
    else if (same->wikidata.empty() && !actor.wikidata.empty())
      *same = actor;
  }
}

bool speaks_for(const record::Event& event, const std::vector<std::string>& side) {
  return std::any_of(event.claimants.begin(), event.claimants.end(),
                     [&](const record::Actor& claimant) {
                       return std::find(side.begin(), side.end(), claimant.code) != side.end();
                     });
}

// The design's rule: two independent publishers or both sides confirm; one side alone claims; a
// party's denial denies.
Standing standing_of(const Occurrence& occurrence) {
  std::set<std::string> publishers, speakers;
  bool stated = false, attributed = false, denied = false, denied_by_party = false,
       retracted = false;
  std::vector<std::string> parties;
  for (const auto* side : {&occurrence.actors, &occurrence.recipients}) {
    for (const record::Actor& actor : *side) parties.push_back(actor.code);
  }
  for (const Report& report : occurrence.reports) {
    const record::Event& event = report.event;
    if (report.words.find("retract") != std::string::npos) retracted = true;
    if (event.claim == record::Claim::kDenied ||
        (event.status == record::Status::kNegated && speaks_for(event, parties))) {
      denied = true;
      denied_by_party = denied_by_party || event.claimants.empty() || speaks_for(event, parties);
      continue;
    }
    if (event.claim == record::Claim::kStated) {
      stated = true;
      if (!report.copy) publishers.insert(report.publisher);
    } else if (event.claim == record::Claim::kAttributed) {
      attributed = true;
      for (const record::Actor& claimant : event.claimants) {
        if (std::find(parties.begin(), parties.end(), claimant.code) != parties.end())
          speakers.insert(claimant.code);
      }
    }
  }
  const bool confirmed = publishers.size() >= 2 || speakers.size() >= 2;
  if (retracted && !confirmed) return Standing::kRetracted;
  if (denied_by_party && (confirmed || stated)) return Standing::kDisputed;
  if (denied) return Standing::kDenied;
  if (confirmed) return Standing::kConfirmed;
  if (stated) return Standing::kStated;
  return attributed ? Standing::kClaimed : Standing::kAlleged;
}

// Values by text, each with the reports that give it; a dispute if there are two from different
// publishers.
void add_dispute(Occurrence& occurrence, const std::string& field,
                 const std::map<std::string, std::vector<size_t>>& values) {
  if (values.size() < 2) return;
  std::set<std::string> publishers;
  Dispute dispute{field, {}};
  for (const auto& [text, reports] : values) {
    DisputedValue value{text, {}};
    for (const size_t i : reports) {
      value.evidence.push_back(occurrence.reports[i].evidence());
      publishers.insert(occurrence.reports[i].publisher + "|" +
                        occurrence.reports[i].event.document);
    }
    dispute.values.push_back(std::move(value));
  }
  if (publishers.size() >= 2) occurrence.disputes.push_back(std::move(dispute));
}

std::string amount_text(const record::Amount& amount) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.10g ", amount.value);
  return buffer + amount.unit;
}

void find_disputes(Occurrence& occurrence) {
  std::map<std::string, std::vector<size_t>> dates, amounts;
  std::map<std::string, double> value_of;
  for (size_t i = 0; i < occurrence.reports.size(); ++i) {
    const record::Event& event = occurrence.reports[i].event;
    if (event.date.known() && !event.date.interval &&
        event.date.precision() == record::Precision::kDay) {
      dates[record::print(event.date)].push_back(i);
    }
    if (event.amount) {
      // Values within two percent are one value, rounded.
      std::string text = amount_text(*event.amount);
      for (const auto& [known, value] : value_of) {
        if (known.ends_with(" " + event.amount->unit) &&
            std::abs(value - event.amount->value) <= 0.02 * std::abs(value))
          text = known;
      }
      value_of.emplace(text, event.amount->value);
      amounts[text].push_back(i);
    }
  }
  // A day's difference is the difference of time zones and of going to press.
  if (dates.size() >= 2) {
    const auto first = record::parse_date(dates.begin()->first),
               last = record::parse_date(dates.rbegin()->first);
    if (first && last && record::first_day(*last) - record::first_day(*first) > 1)
      add_dispute(occurrence, "date", dates);
  }
  std::map<std::string, std::map<std::string, std::vector<size_t>>> by_unit;
  for (auto& [text, reports] : amounts) by_unit[text.substr(text.find(' '))][text] = reports;
  for (const auto& [unit, values] : by_unit) add_dispute(occurrence, "amount", values);
}

// A deed outweighs a plan, a plan a possibility; a negation stands only if nobody says the
// opposite.
int weight(record::Status status) {
  switch (status) {
    case record::Status::kActual:
      return 3;
    case record::Status::kPlanned:
      return 2;
    case record::Status::kPossible:
      return 1;
    case record::Status::kNegated:
      return 0;
  }
  return 0;
}

Occurrence make_occurrence(std::vector<Report> reports) {
  std::stable_sort(reports.begin(), reports.end(), [](const Report& x, const Report& y) {
    const auto by_date = record::order(x.published, y.published);
    return by_date != 0 ? by_date < 0 : x.event.id < y.event.id;
  });
  Occurrence occurrence;
  occurrence.id = reports.front().event.id;
  std::map<EventType, int> types;
  std::vector<std::vector<uint64_t>> seen;
  std::set<std::string> publishers;
  const record::Event* first = &reports.front().event;
  for (Report& report : reports) {
    const record::Event& event = report.event;
    ++types[event.type];
    if (weight(event.status) > weight(first->status)) first = &event;
    const std::vector<uint64_t> runs = shingles(content_words(report.words));
    report.copy = std::any_of(seen.begin(), seen.end(),
                              [&](const auto& other) { return jaccard(runs, other) > 0.5; });
    seen.push_back(runs);
    if (!report.copy) publishers.insert(report.publisher);
  }
  occurrence.publishers = static_cast<uint32_t>(publishers.size());
  occurrence.type = std::max_element(types.begin(), types.end(), [](const auto& x, const auto& y) {
                      return x.second < y.second;
                    })->first;
  occurrence.status = first->status;
  for (const Report& report : reports) {
    const record::Event& event = report.event;
    if (event.type == occurrence.type && occurrence.mode.empty())
      occurrence.mode = event.mode, occurrence.score = event.score;
    for (const std::string& context : event.contexts) {
      if (std::find(occurrence.contexts.begin(), occurrence.contexts.end(), context) ==
          occurrence.contexts.end())
        occurrence.contexts.push_back(context);
    }
    add_actors(occurrence.actors, event.actors);
    add_actors(occurrence.recipients, event.recipients);
    if (event.status != occurrence.status) continue;
    if (event.date.known() &&
        (!occurrence.date.known() || event.date.precision() > occurrence.date.precision()))
      occurrence.date = event.date;
    if (event.what.size() > occurrence.what.size()) occurrence.what = event.what;
    if (!occurrence.amount) occurrence.amount = event.amount;
    if (occurrence.place.empty()) occurrence.place = event.place;
  }
  // One document may tell of a mutual act from either side: nobody stands on both.
  std::erase_if(occurrence.recipients, [&](const record::Actor& recipient) {
    return std::any_of(occurrence.actors.begin(), occurrence.actors.end(),
                       [&](const record::Actor& actor) {
                         return actor.code == recipient.code && actor.sector == recipient.sector;
                       });
  });
  occurrence.reports = std::move(reports);
  occurrence.standing = standing_of(occurrence);
  find_disputes(occurrence);
  return occurrence;
}

}  // namespace

std::vector<Occurrence> link_occurrences(std::vector<Report> reports) {
  std::sort(reports.begin(), reports.end(),
            [](const Report& x, const Report& y) { return x.event.id < y.event.id; });
  std::vector<Features> features;
  WordWeights weights;
  for (const Report& report : reports) {
    features.push_back(features_of(report));
    weights.add(features.back().words);
  }
  Sets sets(features);
  for (const Pair& pair : close_pairs(reports, features, weights)) sets.join(pair.i, pair.j);

  std::map<size_t, std::vector<Report>> joined;
  for (size_t i = 0; i < reports.size(); ++i) joined[sets.find(i)].push_back(std::move(reports[i]));
  std::vector<Occurrence> occurrences;
  for (auto& [root, members] : joined) occurrences.push_back(make_occurrence(std::move(members)));
  std::sort(occurrences.begin(), occurrences.end(), [](const Occurrence& x, const Occurrence& y) {
    const auto by_date = record::order(x.date, y.date);
    return by_date != 0 ? by_date < 0 : x.id < y.id;
  });
  return occurrences;
}

std::string publisher_of(const record::Document& document) {
  std::string name = document.source;
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (name.starts_with(scheme)) {
      name.erase(0, scheme.size());
      name.resize(std::min(name.size(), name.find('/')));
    }
  }
  if (name.starts_with("www.")) name.erase(0, 4);
  return name;
}

}  // namespace servanda::ledger
