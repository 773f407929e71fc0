// How far words and deeds lie apart, by field and by year.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "servanda/brief/event_sentence.h"
#include "servanda/brief/sections.h"
#include "servanda/brief/wording.h"
#include "servanda/dyad/balance.h"

namespace servanda::brief {
namespace {

using ledger::PledgeAccount;
using ledger::PledgeEvent;
using record::Stage;

// What a pledge is reported to have reached. Nobody reports a paper by telling of a delivery; what
// is delivered has begun.
struct Reached {
  bool in_writing = false, started = false, delivered = false;
};

Reached steps_reached(const PledgeAccount& pledge) {
  Reached reached;
  // What only one side claims, and another denies, is no deed.
  const bool doubtful = pledge.standing.outcome == ledger::Outcome::kUnverified;
  for (const PledgeEvent& event : pledge.events) {
    if (!event.counts) continue;
    switch (event.stage) {
      case Stage::kDelivered:
        reached.delivered = reached.delivered || !doubtful;
        reached.started = reached.started || !doubtful;
        break;
      case Stage::kStarted:
      case Stage::kPartlyDelivered:
      case Stage::kResumed:
        reached.started = reached.started || !doubtful;
        break;
      case Stage::kSigned:
      case Stage::kRatified:
      case Stage::kInForce:
        reached.in_writing = true;
        break;
      case Stage::kNone:
      case Stage::kProposed:
      case Stage::kAnnounced:
      case Stage::kNegotiating:
      case Stage::kAgreed:
      case Stage::kDelayed:
      case Stage::kSuspended:
      case Stage::kCancelled:
      case Stage::kExpired:
        break;
    }
  }
  return reached;
}

void fill_balance(Draft& draft) {
  std::map<std::string, BalanceRow> rows;
  for (const PledgeAccount& pledge : draft.account.pledges) {
    if (tidy(pledge.what).empty()) continue;
    const std::vector<record::Evidence> evidence = pledge_evidence(pledge, 1);
    if (!Grounds::of(draft.account, evidence)) continue;
    BalanceRow& row = rows[pledge.domain];
    row.field = pledge.domain.empty() ? "other" : field_name(pledge.domain);
    const Reached reached = steps_reached(pledge);
    ++row.said;
    row.in_writing += reached.in_writing ? 1 : 0;
    row.started += reached.started ? 1 : 0;
    row.delivered += reached.delivered ? 1 : 0;
    row.evidence.insert(row.evidence.end(), evidence.begin(), evidence.end());
  }
  for (auto& [domain, row] : rows) draft.balance.push_back(std::move(row));
  std::stable_sort(draft.balance.begin(), draft.balance.end(),
                   [](const BalanceRow& x, const BalanceRow& y) { return x.said > y.said; });
}

// Acts of cooperation by field, with the share of deeds among them.
Table acts_table(const Draft& draft) {
  Table table;
  table.caption =
      "Acts of cooperation by field; the range holds nine of ten resamplings of the months";
  table.columns = {"Field", "Words", "Deeds", "Share of deeds"};
  const dyad::Balance balance = dyad::balance(draft.account);
  for (const dyad::DomainBalance& row : balance.domains) {
    const uint32_t words = row.events.verbal_cooperation, deeds = row.events.material_cooperation;
    if (words + deeds == 0) continue;
    std::vector<const ledger::Occurrence*> acts;
    for (const ledger::Occurrence& occurrence : draft.account.occurrences) {
      const record::QuadClass quad = record::quad_class(occurrence.type);
      const bool cooperation = quad == record::QuadClass::kVerbalCooperation ||
                               quad == record::QuadClass::kMaterialCooperation;
      if (cooperation && dyad::counts_as_fact(occurrence) &&
          dyad::domain_of(occurrence.contexts) == row.domain)
        acts.push_back(&occurrence);
    }
    std::stable_sort(acts.begin(), acts.end(),
                     [](const auto* x, const auto* y) { return weight(*x) > weight(*y); });
    constexpr size_t kShown = 6;
    std::vector<record::Evidence> evidence;
    for (const ledger::Occurrence* act : acts) {
      if (evidence.size() < kShown && !act->reports.empty())
        evidence.push_back(act->plainest_report().evidence());
    }
    const auto grounds = Grounds::of(draft.account, evidence);
    if (!grounds) continue;
    std::string share = fmt::format("{:.0f} percent", row.deeds_share * 100);
    if (words + deeds > 1)
      share += fmt::format(" ({:.0f} to {:.0f})", row.deeds_low * 100, row.deeds_high * 100);
    table.rows.push_back(
        {{capitalised(row.domain == "other" ? "no field named" : field_name(row.domain)), grounds},
         {fmt::format("{}", words), std::nullopt},
         {fmt::format("{}", deeds), std::nullopt},
         {share, std::nullopt}});
  }
  return table;
}

// Acts of a year by kind: to a reader, friends and enemies look alike in a table of cooperation.
Table years_table(const Draft& draft) {
  constexpr int kMostYears = 15;
  Table table;
  table.columns = {"Year", "Words of cooperation", "Deeds of cooperation", "Words of conflict",
                   "Deeds of conflict"};
  struct Year {
    std::array<int, 4> counts = {};
    std::vector<const ledger::Occurrence*> acts;
  };
  std::map<int, Year> years;
  for (const ledger::Occurrence& occurrence : draft.account.occurrences) {
    const int year = year_of(occurrence.date);
    // "By the day of its document" may be any year before.
    if (year == 0 || occurrence.date.open_begin || !dyad::counts_as_fact(occurrence)) continue;
    const auto quad = static_cast<size_t>(record::quad_class(occurrence.type));
    ++years[year].counts[quad - 1];
    years[year].acts.push_back(&occurrence);
  }
  if (years.size() < 2) return table;
  const int first = std::max(years.begin()->first, years.rbegin()->first - kMostYears + 1);
  for (auto& [year, row] : years) {
    if (year < first) continue;
    std::stable_sort(row.acts.begin(), row.acts.end(),
                     [](const auto* x, const auto* y) { return weight(*x) > weight(*y); });
    constexpr size_t kShown = 3;
    std::vector<record::Evidence> evidence;
    for (const ledger::Occurrence* act : row.acts) {
      if (evidence.size() < kShown && !act->reports.empty())
        evidence.push_back(act->plainest_report().evidence());
    }
    const auto grounds = Grounds::of(draft.account, evidence);
    if (!grounds) continue;
    std::vector<Cell> cells = {{fmt::format("{}", year), grounds}};
    for (const int count : row.counts)
      cells.push_back({count == 0 ? "–" : fmt::format("{}", count), std::nullopt});
    table.rows.push_back(std::move(cells));
  }
  const std::string since =
      first > years.begin()->first ? fmt::format(" since {}", first) : std::string();
  table.caption =
      fmt::format("Dated acts by year{}, each counted once however many report it", since);
  return table;
}

}  // namespace

Section words_and_deeds(Draft& draft) {
  Section section{.id = "deeds",
                  .heading = "Words and deeds",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  fill_balance(draft);
  Table acts = acts_table(draft), years = years_table(draft);
  if (draft.balance.empty()) {
    section.note = "The documents hold no pledge that could be tested.";
    for (Table* table : {&acts, &years})
      if (!table->rows.empty()) section.tables.push_back(std::move(*table));
    return section;
  }
  Paragraph paragraph;
  const auto add = [&](const BalanceRow& row, std::string text) {
    if (const auto grounds = Grounds::of(draft.account, row.evidence))
      paragraph.sentences.emplace_back(std::move(text), *grounds);
  };
  // The fields with the largest and the smallest share of deeds, among those with at least two
  // pledges.
  std::vector<const BalanceRow*> fields;
  for (const BalanceRow& row : draft.balance) {
    if (row.said >= 2 && row.field != "other") fields.push_back(&row);
  }
  const auto share = [](const BalanceRow* row) {
    return static_cast<double>(row->delivered) / row->said;
  };
  std::stable_sort(fields.begin(), fields.end(),
                   [&](const BalanceRow* x, const BalanceRow* y) { return share(x) > share(y); });
  const auto told = [](const BalanceRow& row) {
    const auto some = [&](uint32_t count) {
      return count == 0 ? row.said == 2 ? "neither" : "none" : number_words(count);
    };
    const std::string delivered =
        row.said == 2 && row.delivered == 2
            ? "both pledges"
            : fmt::format("{} of {}", some(row.delivered), counted(row.said, "pledge", "pledges"));
    return fmt::format("In {}, {} {} reported as delivered; {} reached a signed paper.", row.field,
                       delivered, row.delivered <= 1 ? "is" : "are", some(row.in_writing));
  };
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i < 2 || i + 2 >= fields.size()) add(*fields[i], told(*fields[i]));
  }
  if (!paragraph.sentences.empty()) section.paragraphs.push_back(std::move(paragraph));
  section.picture = Picture::kBalance;
  section.note =
      "Each pledge is counted at every step that it is reported to have passed. Denied and "
      "unconfirmed steps are not counted.";
  Table table;
  table.caption = "Pledges by field and by how far they came";
  table.columns = {"Field", "Said", "In writing", "Started", "Delivered"};
  for (const BalanceRow& row : draft.balance) {
    const auto grounds = Grounds::of(draft.account, row.evidence);
    if (!grounds) continue;
    table.rows.push_back({{capitalised(row.field), grounds},
                          {fmt::format("{}", row.said), std::nullopt},
                          {fmt::format("{}", row.in_writing), std::nullopt},
                          {fmt::format("{}", row.started), std::nullopt},
                          {fmt::format("{}", row.delivered), std::nullopt}});
  }
  section.tables.push_back(std::move(table));
  for (Table* more : {&acts, &years})
    if (!more->rows.empty()) section.tables.push_back(std::move(*more));
  return section;
}

}  // namespace servanda::brief
