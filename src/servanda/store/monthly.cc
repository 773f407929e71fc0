// Counts events and observations by month and dyad.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "servanda/store/state.h"
#include "servanda/store/store.h"

namespace servanda::store {
namespace {

// Events that count as something that happened, with their month and the two sides; an act that is
// dated more coarsely than a month has no place in a monthly series. ?1 is the last day on which a
// document may have been published.
constexpr std::string_view kEventMonths =
    "SELECT e.document AS document, e.number AS number, CAST(date_part('year', e.first_day) * 12 + "
    "date_part('month',"
    " e.first_day) - 1 AS INTEGER) AS month FROM events e JOIN documents d ON d.key = e.document "
    "WHERE e.status = 'actual' AND"
    " e.claim IN ('stated', 'attributed') AND e.first_day IS NOT NULL AND e.last_day IS NOT NULL "
    "AND date_trunc('month',"
    " e.first_day) = date_trunc('month', e.last_day) AND (d.first_day IS NULL OR d.first_day <= "
    "DATE '1970-01-01' + ?::INTEGER)";

constexpr std::string_view kEventDyads =
    "WITH m AS ({}), sides AS (SELECT DISTINCT m.document, m.number, m.month, a.code FROM m JOIN "
    "actors a ON a.document ="
    " m.document AND a.number = m.number AND a.part IN ('actor', 'recipient') WHERE length(a.code) "
    "= 3 AND a.code NOT IN ('UNO',"
    " 'EUR', 'IGO', 'NGO', 'ISM', 'IMG', 'MNC')) SELECT x.code, y.code, x.month, count(*) FROM "
    "sides x JOIN sides y ON x.document"
    " = y.document AND x.number = y.number AND x.code < y.code GROUP BY 1, 2, 3";

constexpr std::string_view kObservationDyads =
    "SELECT least(actor, recipient), greatest(actor, recipient), CAST(date_part('year', date) * 12 "
    "+ date_part('month', date) - 1 AS"
    " INTEGER), count(*) FROM observations WHERE source = ? AND date IS NOT NULL AND actor <> "
    "recipient GROUP BY 1, 2, 3";

}  // namespace

base::Result<MonthlyCounts> Store::monthly_counts(const std::string& data_set,
                                                  record::DayNumber until, size_t most_dyads) {
  MonthlyCounts result;
  const int64_t last = std::min(until, record::DayNumber{100'000'000});
  const bool own = data_set.empty();
  auto all =
      own ? state_->database.query(
                fmt::format("SELECT month, count(*) FROM ({}) GROUP BY 1 ORDER BY 1", kEventMonths),
                {last})
          : state_->database.query(
                "SELECT CAST(date_part('year', date) * 12 + date_part('month', date) - 1 AS "
                "INTEGER) AS month, count(*) FROM"
                " observations WHERE source = ? AND date IS NOT NULL AND date <= DATE '1970-01-01' "
                "+ ?::INTEGER GROUP BY 1 ORDER BY 1",
                {data_set, last});
  if (!all) return state_->wrong(all.error());
  while (SERVANDA_TRY(all->next()))
    result.all.emplace_back(static_cast<int32_t>(all->integer(0)),
                            static_cast<double>(all->integer(1)));

  auto rows =
      own ? state_->database.query(fmt::format(fmt::runtime(kEventDyads), kEventMonths), {last})
          : state_->database.query(kObservationDyads, {data_set});
  if (!rows) return state_->wrong(rows.error());
  std::map<std::pair<std::string, std::string>, MonthlyCounts::Dyad> dyads;
  while (SERVANDA_TRY(rows->next())) {
    MonthlyCounts::Dyad& dyad = dyads[{rows->text(0), rows->text(1)}];
    const auto count = static_cast<double>(rows->integer(3));
    dyad.a = rows->text(0), dyad.b = rows->text(1), dyad.total += count;
    dyad.months.emplace_back(static_cast<int32_t>(rows->integer(2)), count);
  }
  for (auto& [key, dyad] : dyads) result.dyads.push_back(std::move(dyad));
  std::stable_sort(result.dyads.begin(), result.dyads.end(),
                   [](const auto& x, const auto& y) { return x.total > y.total; });
  if (result.dyads.size() > most_dyads) result.dyads.resize(most_dyads);

  auto range = state_->database.query(
      "SELECT CAST(date_part('year', min(first_day)) * 12 + date_part('month', min(first_day)) - 1 "
      "AS INTEGER),"
      " CAST(date_part('year', max(first_day)) * 12 + date_part('month', max(first_day)) - 1 AS "
      "INTEGER) FROM documents WHERE first_day"
      " = last_day AND first_day <= DATE '1970-01-01' + ?::INTEGER",
      {last});
  if (!range) return state_->wrong(range.error());
  if (SERVANDA_TRY(range->next()) && !range->is_null(0)) {
    result.first_published = static_cast<int32_t>(range->integer(0)),
    result.last_published = static_cast<int32_t>(range->integer(1));
  }
  return result;
}

base::Result<std::vector<Store::DataSetRow>> Store::data_sets() {
  auto rows = state_->database.query(
      "SELECT source, count(*), CAST(min(date) AS VARCHAR), CAST(max(date) AS VARCHAR) FROM "
      "observations GROUP BY 1 UNION ALL SELECT"
      " source, count(*), min(period), max(period) FROM figures GROUP BY 1 ORDER BY 1");
  if (!rows) return state_->wrong(rows.error());
  std::vector<DataSetRow> found;
  while (SERVANDA_TRY(rows->next()))
    found.push_back({rows->text(0), rows->integer(1), rows->text(2), rows->text(3)});
  return found;
}

}  // namespace servanda::store
