// Words against deeds, by field: what was said, signed, started and delivered.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/dyad/series.h"
#include "servanda/ledger/account.h"

namespace servanda::dyad {

// Counts of occurrences by quad class; only what is actual and not merely denied, alleged or
// retracted.
struct QuadCounts {
  uint32_t verbal_cooperation = 0;
  uint32_t material_cooperation = 0;
  uint32_t verbal_conflict = 0;
  uint32_t material_conflict = 0;
  uint32_t reports = 0;  // behind them
  double score_sum = 0;  // PLOVER's intensity, summed

  uint32_t all() const {
    return verbal_cooperation + material_cooperation + verbal_conflict + material_conflict;
  }
  double score_mean() const { return all() > 0 ? score_sum / all() : 0; }
};

// How far the pledges of a field have come; each pledge is counted once, at its furthest step that
// counts.
struct StageCounts {
  uint32_t said = 0;     // proposed, announced, negotiating
  uint32_t agreed = 0;   // agreed, signed, ratified, in force
  uint32_t started = 0;  // started, partly delivered
  uint32_t delivered = 0;
  uint32_t stalled = 0;     // delayed, suspended, cancelled, expired
  uint32_t unverified = 0;  // nothing but rumour, claim or denial

  uint32_t all() const { return said + agreed + started + delivered + stalled + unverified; }
};

struct DomainBalance {
  std::string domain;  // "nuclear_energy", "trade", ...; "other" where the text names none
  QuadCounts events;
  StageCounts pledges;
  double deeds_share =
      0;                 // material cooperation, as a share of all cooperation; 0 if there is none
  double deeds_low = 0;  // 90 percent interval, by resampling months
  double deeds_high = 1;
};

struct Balance {
  std::vector<DomainBalance> domains;  // most events and pledges first
  DomainBalance total;
};

// Computes the balance of an account. Intervals resample months with a fixed seed, so that the same
// account gives the same bits; months, because events of one month belong together.
Balance balance(const ledger::Account& account);

// The field of an occurrence or a pledge: the finest that its contexts name.
std::string domain_of(const std::vector<std::string>& contexts);

// True where an occurrence may be counted as something that happened.
bool counts_as_fact(const ledger::Occurrence& occurrence);

// The month in which a date lies; -1 where it is coarser than a month.
MonthNumber month_of(const record::Date& date);

// Monthly counts of an account's occurrences from the month of the first to that of `last`, zero
// months kept. A date coarser than a month counts in no month. Volume is 1 everywhere.
Series monthly(const ledger::Account& account, MonthNumber last);

// Counts of one stretch of months, by quad class.
struct PeriodCounts {
  MonthNumber first = 0;  // January for a year
  QuadCounts counts;
};

// Counts occurrences by month (`months` is 1) or year (12), from the first period with one to the
// last, empty ones kept.
std::vector<PeriodCounts> counts_by_period(const ledger::Account& account, MonthNumber months);

}  // namespace servanda::dyad
