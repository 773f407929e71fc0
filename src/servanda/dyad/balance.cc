// Counts words and deeds by field.
#include "servanda/dyad/balance.h"

#include <algorithm>
#include <array>
#include <random>

namespace servanda::dyad {
namespace {

using record::Stage;

// Fields in which states cooperate, finest first, and the contexts that mean them.
struct Field {
  std::string_view context;
  std::string_view domain;
};
constexpr Field kFields[] = {{"nuclear_energy", "nuclear_energy"},
                             {"arms", "arms"},
                             {"energy", "energy"},
                             {"transport", "transport"},
                             {"finance", "finance"},
                             {"trade", "trade"},
                             {"information_security", "information_security"},
                             {"science", "science"},
                             {"culture", "culture"},
                             {"territory", "territory"},
                             {"military", "military"},
                             {"intelligence", "military"},
                             {"peacekeeping", "military"},
                             {"terrorism", "security"},
                             {"crime", "security"},
                             {"cyber", "information_security"},
                             {"misinformation", "information_security"},
                             {"cbrn", "arms_control"},
                             {"environment", "environment"},
                             {"natural_resource", "energy"},
                             {"health", "health"},
                             {"migration", "migration"},
                             {"asylum", "migration"},
                             {"human_rights", "human_rights"},
                             {"rights_freedoms", "human_rights"},
                             {"repression", "human_rights"},
                             {"disasters", "relief"},
                             {"economic", "trade"},
                             {"technology", "science"},
                             {"legal", "legal"},
                             {"diplomatic", "diplomatic"}};

void add(QuadCounts& counts, const ledger::Occurrence& occurrence) {
  switch (record::quad_class(occurrence.type)) {
    case record::QuadClass::kVerbalCooperation:
      ++counts.verbal_cooperation;
      break;
    case record::QuadClass::kMaterialCooperation:
      ++counts.material_cooperation;
      break;
    case record::QuadClass::kVerbalConflict:
      ++counts.verbal_conflict;
      break;
    case record::QuadClass::kMaterialConflict:
      ++counts.material_conflict;
      break;
  }
  counts.reports += static_cast<uint32_t>(occurrence.reports.size());
  counts.score_sum += occurrence.score;
}

void add(StageCounts& counts, const ledger::PledgeAccount& pledge) {
  switch (pledge.standing.outcome) {
    case ledger::Outcome::kUnverified:
      ++counts.unverified;
      return;
    case ledger::Outcome::kStalled:
    case ledger::Outcome::kCancelled:
    case ledger::Outcome::kExpired:
      ++counts.stalled;
      return;
    case ledger::Outcome::kFulfilled:
    case ledger::Outcome::kFulfilledLate:
      ++counts.delivered;
      return;
    case ledger::Outcome::kOpen:
    case ledger::Outcome::kInProgress:
    case ledger::Outcome::kPartly:
    case ledger::Outcome::kNoEvidence:
    case ledger::Outcome::kWaiting:
      break;
  }
  switch (pledge.standing.stage) {
    case Stage::kNone:
    case Stage::kProposed:
    case Stage::kAnnounced:
    case Stage::kNegotiating:
      ++counts.said;
      return;
    case Stage::kAgreed:
    case Stage::kSigned:
    case Stage::kRatified:
    case Stage::kInForce:
      ++counts.agreed;
      return;
    case Stage::kStarted:
    case Stage::kPartlyDelivered:
    case Stage::kResumed:
      ++counts.started;
      return;
    case Stage::kDelivered:
      ++counts.delivered;
      return;
    case Stage::kDelayed:
    case Stage::kSuspended:
    case Stage::kCancelled:
    case Stage::kExpired:
      ++counts.stalled;
      return;
  }
}

struct Deed {
  MonthNumber month;
  bool material;
};

void add_interval(DomainBalance& balance, const std::vector<Deed>& deeds) {
  if (deeds.empty()) return;
  std::map<MonthNumber, std::array<double, 2>> by_month;
  double material = 0;
  for (const Deed& deed : deeds) {
    by_month[deed.month][deed.material ? 1 : 0] += 1;
    material += deed.material;
  }
  balance.deeds_share = material / static_cast<double>(deeds.size());
  std::vector<std::array<double, 2>> months;
  for (const auto& [month, counts] : by_month) months.push_back(counts);
  constexpr int kRounds = 1000;
  std::mt19937_64 random(1);
  std::vector<double> shares;
  for (int round = 0; round < kRounds; ++round) {
    // Half a word and half a deed keep a field with one event from looking certain (Jeffreys).
    double words = 0.5, acts = 0.5;
    for (size_t i = 0; i < months.size(); ++i) {
      const auto& drawn = months[random() % months.size()];
      words += drawn[0];
      acts += drawn[1];
    }
    const double pull =
        static_cast<double>(random() % 1000) / 1000 - 0.5;  // spreads the half events
    shares.push_back((acts + pull * 0.5) / (words + acts));
  }
  std::sort(shares.begin(), shares.end());
  balance.deeds_low = std::clamp(std::min(shares[kRounds / 20], balance.deeds_share), 0.0, 1.0);
  balance.deeds_high =
      std::clamp(std::max(shares[kRounds - kRounds / 20], balance.deeds_share), 0.0, 1.0);
}

}  // namespace

std::string domain_of(const std::vector<std::string>& contexts) {
  for (const Field& field : kFields) {
    if (std::find(contexts.begin(), contexts.end(), field.context) != contexts.end())
      return std::string(field.domain);
  }
  return "other";
}

bool counts_as_fact(const ledger::Occurrence& occurrence) {
  if (occurrence.status != record::Status::kActual) return false;
  switch (occurrence.standing) {
    case ledger::Standing::kStated:
    case ledger::Standing::kConfirmed:
    case ledger::Standing::kClaimed:
      return true;
    case ledger::Standing::kAlleged:
    case ledger::Standing::kDenied:
    case ledger::Standing::kRetracted:
    case ledger::Standing::kDisputed:
      return false;
  }
  return false;
}

Balance balance(const ledger::Account& account) {
  std::map<std::string, DomainBalance> domains;
  std::map<std::string, std::vector<Deed>> deeds;
  Balance result;
  result.total.domain = "all";
  for (const ledger::Occurrence& occurrence : account.occurrences) {
    if (!counts_as_fact(occurrence)) continue;
    const std::string domain = domain_of(occurrence.contexts);
    add(domains[domain].events, occurrence);
    add(result.total.events, occurrence);
    const record::QuadClass quad = record::quad_class(occurrence.type);
    if (quad != record::QuadClass::kVerbalCooperation &&
        quad != record::QuadClass::kMaterialCooperation)
      continue;
    const Deed deed{month_of(occurrence.date), quad == record::QuadClass::kMaterialCooperation};
    deeds[domain].push_back(deed);
    deeds["all"].push_back(deed);
  }
  for (const ledger::PledgeAccount& pledge : account.pledges) {
    add(domains[pledge.domain.empty() ? "other" : domain_of({pledge.domain})].pledges, pledge);
    add(result.total.pledges, pledge);
  }
  for (auto& [name, domain] : domains) {
    domain.domain = name;
    add_interval(domain, deeds[name]);
    result.domains.push_back(std::move(domain));
  }
  add_interval(result.total, deeds["all"]);
  std::stable_sort(result.domains.begin(), result.domains.end(),
                   [](const DomainBalance& x, const DomainBalance& y) {
                     if ((x.domain == "other") != (y.domain == "other")) return y.domain == "other";
                     return x.events.all() + x.pledges.all() > y.events.all() + y.pledges.all();
                   });
  return result;
}

MonthNumber month_of(const record::Date& date) {
  if (!date.known() || date.interval || date.precision() < record::Precision::kMonth ||
      date.begin.month > 12)
    return -1;
  return month_number(date.begin.year, date.begin.month);
}

std::vector<PeriodCounts> counts_by_period(const ledger::Account& account, MonthNumber months) {
  std::map<MonthNumber, QuadCounts> found;
  for (const ledger::Occurrence& occurrence : account.occurrences) {
    const record::Date& date = occurrence.date;
    // A year knows its acts even where their month is not known.
    const bool year_known =
        date.known() && !date.interval && date.precision() >= record::Precision::kYear;
    const MonthNumber month =
        months >= 12 && year_known ? month_number(date.begin.year, 1) : month_of(date);
    if (month < 0 || !counts_as_fact(occurrence)) continue;
    add(found[month / months * months], occurrence);
  }
  std::vector<PeriodCounts> periods;
  if (found.empty()) return periods;
  for (MonthNumber first = found.begin()->first; first <= found.rbegin()->first; first += months) {
    const auto counts = found.find(first);
    periods.push_back({first, counts == found.end() ? QuadCounts{} : counts->second});
  }
  return periods;
}

Series monthly(const ledger::Account& account, MonthNumber last) {
  Series series{.name = account.a + "-" + account.b, .first = last, .counts = {}, .volume = {}};
  std::map<MonthNumber, double> counts;
  for (const ledger::Occurrence& occurrence : account.occurrences) {
    const MonthNumber month = month_of(occurrence.date);
    if (month < 0 || month > last || !counts_as_fact(occurrence)) continue;
    counts[month] += 1;
  }
  if (counts.empty()) return series;
  series.first = counts.begin()->first;
  for (MonthNumber month = series.first; month <= last; ++month) {
    const auto found = counts.find(month);
    series.counts.push_back(found == counts.end() ? 0 : found->second);
    series.volume.push_back(1);
  }
  return series;
}

}  // namespace servanda::dyad
