// Builds series with zero months kept and the volume beside them.
#include "servanda/service/series.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "servanda/dyad/balance.h"
#include "servanda/exchange/counts.h"

namespace servanda::service {
namespace {

using dyad::MonthNumber;
using dyad::Series;

constexpr size_t kMostOthers = 40;
constexpr double kMostOwnShare = 1.0 / 3;

Series filled(std::string name, MonthNumber first, MonthNumber last,
              const std::map<MonthNumber, double>& counts,
              const std::map<MonthNumber, double>& volume) {
  Series series{.name = std::move(name), .first = first, .counts = {}, .volume = {}};
  const auto at = [](const std::map<MonthNumber, double>& values, MonthNumber month) {
    const auto found = values.find(month);
    return found == values.end() ? 0.0 : found->second;
  };
  for (MonthNumber month = first; month <= last; ++month) {
    series.counts.push_back(at(counts, month));
    // A count in a month that the totals leave out would be a count of nothing.
    series.volume.push_back(volume.empty() ? 1 : std::max(at(volume, month), series.counts.back()));
  }
  return series;
}

double sum(const std::map<MonthNumber, double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0,
                         [](double total, const auto& entry) { return total + entry.second; });
}

// Adds the other dyads over the same months.
void add_others(DyadSeries& result, const store::MonthlyCounts& counts, const std::string& a,
                const std::string& b, MonthNumber last,
                const std::map<MonthNumber, double>& volume) {
  for (const store::MonthlyCounts::Dyad& dyad : counts.dyads) {
    if ((dyad.a == a && dyad.b == b) || (dyad.a == b && dyad.b == a)) continue;
    std::map<MonthNumber, double> months(dyad.months.begin(), dyad.months.end());
    std::erase_if(months, [&](const auto& entry) {
      return entry.first < result.series.first || entry.first > last;
    });
    if (sum(months) < 5) continue;
    result.others.push_back(
        filled(dyad.a + "-" + dyad.b, result.series.first, last, months, volume));
  }
}

}  // namespace

void apply_filter(ledger::Account& account, const record::Filter& filter) {
  std::erase_if(account.occurrences, [&](const ledger::Occurrence& occurrence) {
    record::Event event;
    event.type = occurrence.type, event.date = occurrence.date, event.status = occurrence.status;
    event.contexts = occurrence.contexts;
    event.actors = occurrence.actors, event.recipients = occurrence.recipients;
    if (!record::matches(filter, event)) return true;
    return std::none_of(occurrence.reports.begin(), occurrence.reports.end(),
                        [&](const ledger::Report& report) {
                          return record::matches_source(filter, report.publisher);
                        });
  });
  std::erase_if(account.pledges, [&](const ledger::PledgeAccount& pledge) {
    const auto dated = [&](const ledger::PledgeEvent& event) {
      return record::matches_dates(filter, event.date);
    };
    const auto told = [&](const ledger::PledgeMention& mention) {
      return record::matches_source(filter, mention.publisher);
    };
    const std::vector<std::string> standings = {std::string(record::name(pledge.standing.stage)),
                                                std::string(ledger::name(pledge.standing.outcome))};
    return !record::matches_any(filter.domains, {pledge.domain}) ||
           !record::matches_any(filter.statuses, standings) ||
           (!filter.actors.empty() && !record::matches_any(filter.actors, pledge.parties)) ||
           std::none_of(pledge.mentions.begin(), pledge.mentions.end(), told) ||
           std::none_of(pledge.events.begin(), pledge.events.end(), dated);
  });
}

base::Result<DyadSeries> series_of_account(store::Store& store, const ledger::Account& account) {
  const store::MonthlyCounts counts =
      SERVANDA_TRY(store.monthly_counts("", account.as_of, kMostOthers + 1));
  std::map<MonthNumber, double> own;
  for (const ledger::Occurrence& occurrence : account.occurrences) {
    const MonthNumber month = dyad::month_of(occurrence.date);
    if (month >= 0 && dyad::counts_as_fact(occurrence)) own[month] += 1;
  }
  DyadSeries result;
  result.origin = "occurrences in the ledger's documents";
  MonthNumber first = counts.first_published, last = counts.last_published;
  if (first == 0) {
    result.volume = "no document has a date";
    result.series.name = account.a + "-" + account.b;
    return result;
  }
  // One analysis tells of many years: its own day is no beginning of the series.
  if (last - first < 24 && !own.empty()) first = std::min(first, own.begin()->first);
  std::erase_if(own, [&](const auto& entry) { return entry.first < first || entry.first > last; });
  std::map<MonthNumber, double> volume(counts.all.begin(), counts.all.end());
  std::erase_if(volume,
                [&](const auto& entry) { return entry.first < first || entry.first > last; });
  if (sum(own) > kMostOwnShare * sum(volume)) {
    volume.clear();
    result.volume =
        "not adjusted: the ledger holds little but this dyad, so that it does not show how much is "
        "reported";
  } else {
    result.volume = "all events of the ledger in that month";
  }
  result.series = filled(account.a + "-" + account.b, first, last, own, volume);
  add_others(result, counts, account.a, account.b, last, volume);
  return result;
}

base::Result<DyadSeries> series_of_data_set(store::Store& store, const std::string& data_set,
                                            const std::string& a, const std::string& b,
                                            record::DayNumber until) {
  const store::MonthlyCounts counts =
      SERVANDA_TRY(store.monthly_counts(data_set, until, std::numeric_limits<size_t>::max()));
  if (counts.all.empty()) {
    return base::Error{base::ErrorCode::kUsage,
                       fmt::format("the ledger holds no dated rows of a data set '{}': "
                                   "`servanda sources --data` lists what was imported",
                                   data_set),
                       "--data"};
  }
  DyadSeries result;
  result.origin = "data set " + data_set;
  result.volume = "all rows of the data set in that month";
  const MonthNumber first = counts.all.front().first, last = counts.all.back().first;
  const std::map<MonthNumber, double> volume(counts.all.begin(), counts.all.end());
  std::map<MonthNumber, double> own;
  for (const store::MonthlyCounts::Dyad& dyad : counts.dyads) {
    if ((dyad.a == a && dyad.b == b) || (dyad.a == b && dyad.b == a)) {
      own.insert(dyad.months.begin(), dyad.months.end());
    }
  }
  std::erase_if(own, [&](const auto& entry) { return entry.first > last; });
  result.series = filled(a + "-" + b, first, last, own, volume);
  store::MonthlyCounts fullest = counts;
  if (fullest.dyads.size() > kMostOthers + 1) fullest.dyads.resize(kMostOthers + 1);
  add_others(result, fullest, a, b, last, volume);
  return result;
}

base::Result<DyadSeries> series_of_counts(const std::string& path, std::string_view table,
                                          const std::string& a, const std::string& b) {
  const std::vector<exchange::CountRow> rows = SERVANDA_TRY(exchange::read_counts(table, path));
  struct Dyad {
    std::map<MonthNumber, double> counts, volume;
  };
  std::map<std::pair<std::string, std::string>, Dyad> dyads;
  bool totals = false;
  for (const exchange::CountRow& row : rows) {
    const MonthNumber month = dyad::month_number(row.year, row.month);
    Dyad& dyad = dyads[std::minmax(row.a, row.b)];
    dyad.counts[month] += row.count;
    if (row.all) dyad.volume[month] = *row.all, totals = true;
  }
  DyadSeries result;
  result.origin = path;
  result.volume = totals ? "the column of all counts" : "not adjusted: the table has no totals";
  for (const auto& [codes, dyad] : dyads) {
    const MonthNumber first = dyad.counts.begin()->first, last = dyad.counts.rbegin()->first;
    Series series = filled(codes.first + "-" + codes.second, first, last, dyad.counts, dyad.volume);
    if (codes == std::pair<std::string, std::string>(std::minmax(a, b))) {
      result.series = std::move(series);
      result.series.name = a + "-" + b;
    } else {
      result.others.push_back(std::move(series));
    }
  }
  if (result.series.counts.empty()) {
    return base::Error{base::ErrorCode::kUsage,
                       fmt::format("the table has no rows on {} and {}", a, b), path};
  }
  return result;
}

}  // namespace servanda::service
