// Joins reports of one act: near-duplicate wording first, then type, parties, dates and object.
#include "servanda/ledger/occurrences.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <set>

#include "servanda/ledger/report_clusters.h"
#include "servanda/ledger/wording.h"

namespace servanda::ledger {
namespace {

using record::EventType;

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

// Values by text, each with the reports that give it; a dispute if they stand in different
// documents.
void add_dispute(Occurrence& occurrence, const std::string& field,
                 const std::map<std::string, std::vector<size_t>>& values) {
  if (values.size() < 2) return;
  std::set<std::string> documents;
  Dispute dispute{field, {}};
  for (const auto& [text, reports] : values) {
    DisputedValue value{text, {}};
    for (const size_t i : reports) {
      value.evidence.push_back(occurrence.reports[i].evidence());
      documents.insert(occurrence.reports[i].event.document);
    }
    dispute.values.push_back(std::move(value));
  }
  if (documents.size() >= 2) occurrence.disputes.push_back(std::move(dispute));
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

// True if `x` leaves fewer days open than `y`; of "by 3 May" nobody knows how many.
bool is_surer(const record::Date& x, const record::Date& y) {
  if (x.known() != y.known()) return x.known();
  if (x.open_begin != y.open_begin) return y.open_begin;
  if (x.open_begin) return false;
  return record::last_day(x) - record::first_day(x) < record::last_day(y) - record::first_day(y);
}

// How plainly a report tells the act that all of `occurrence` tell of: as done and in its own
// voice, with its day, all parties and what was given, not in passing ("after the attack").
double plainness(const Report& report, const Occurrence& occurrence) {
  const record::Event& event = report.event;
  double value = 0;
  const bool denied = event.claim == record::Claim::kDenied;
  if (event.status == occurrence.status) value += 4;
  if (denied != (occurrence.standing == Standing::kDenied)) value -= 4;
  if (event.claim == record::Claim::kStated) value += 2;
  if (event.claim == record::Claim::kAlleged) value -= 1;
  if (event.type == occurrence.type) value += 1;
  if (event.date.known() && !event.date.open_begin) value += 1;
  if (event.date == occurrence.date) value += 1;
  const auto told = [](const std::vector<record::Actor>& side, const record::Event& by) {
    return std::all_of(side.begin(), side.end(), [&](const record::Actor& actor) {
      return by.evidence.contains(actor.span) && !actor.span.empty();
    });
  };
  if (told(event.actors, event) && told(event.recipients, event)) value += 1;
  if (event.actors.size() + event.recipients.size() >= 2) value += 0.5;
  // The more is told of what was given or signed, the better: "a contract", "a contract on ...".
  value += 0.02 * static_cast<double>(std::min<size_t>(event.what.size(), 50));
  if (event.amount) value += 0.5;
  if (report.copy) value -= 0.25;
  return value;
}

size_t plainest_of(const Occurrence& occurrence) {
  size_t best = 0;
  double most = -std::numeric_limits<double>::infinity();
  for (size_t i = 0; i < occurrence.reports.size(); ++i) {
    const double value = plainness(occurrence.reports[i], occurrence);
    if (value > most) best = i, most = value;
  }
  return best;
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
    if (is_surer(event.date, occurrence.date)) occurrence.date = event.date;
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
  occurrence.plainest = plainest_of(occurrence);
  occurrence.intent = occurrence.status != record::Status::kNegated &&
                      tells_of_intent(occurrence.plainest_report());
  find_disputes(occurrence);
  return occurrence;
}

}  // namespace

std::vector<Occurrence> link_occurrences(std::vector<Report> reports) {
  std::sort(reports.begin(), reports.end(),
            [](const Report& x, const Report& y) { return x.event.id < y.event.id; });
  const std::vector<ReportFeatures> features = features_of(reports);
  const std::vector<size_t> first = join_reports(reports, features, report_weights());
  std::map<size_t, std::vector<Report>> joined;
  for (size_t i = 0; i < reports.size(); ++i) joined[first[i]].push_back(std::move(reports[i]));
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
