// Adds up deliveries by their amounts.
#include "servanda/ledger/deliveries.h"

#include <algorithm>

namespace servanda::ledger {
namespace {

using record::Stage;

constexpr double kNearly = 0.95;  // share of what was promised that is as good as all

// Money is promised and paid in sums that texts round.
bool counts_things(const std::string& unit) {
  return unit != "percent" && !(unit.size() == 3 && unit[0] >= 'A' && unit[0] <= 'Z');
}

// How many of the unit a pledge is for, by its amount or by its words ("1,200 patrol boats"); 0 if
// it does not say.
double count_of(const record::Pledge& pledge, const std::string& unit) {
  if (pledge.amount) return pledge.amount->unit == unit ? pledge.amount->value : 0;
  double value = 0;
  size_t at = 0;
  for (; at < pledge.what.size(); ++at) {
    const char c = pledge.what[at];
    if (c >= '0' && c <= '9')
      value = 10 * value + (c - '0');
    else if (c != ',')
      break;
  }
  const bool counts = at > 0 && at < pledge.what.size() && pledge.what[at] == ' ';
  return counts && pledge.what.find(" " + unit, at) != std::string::npos ? value : 0;
}

}  // namespace

Deliveries::Deliveries(const std::vector<PledgeMention>& mentions) {
  for (const PledgeMention& mention : mentions) {
    const record::Pledge& pledge = mention.pledge;
    const bool promised =
        std::any_of(pledge.history.begin(), pledge.history.end(), [](const auto& step) {
          return step.stage >= Stage::kProposed && step.stage <= Stage::kInForce;
        });
    if (!promised || !pledge.amount || !counts_things(pledge.amount->unit)) continue;
    double& most = promised_[pledge.amount->unit];
    most = std::max(most, pledge.amount->value);
  }
}

bool Deliveries::is_part(const record::Pledge& pledge, const record::PledgeStep& step) {
  if (step.stage != Stage::kDelivered) return false;
  for (const auto& [unit, promised] : promised_) {
    const double value = count_of(pledge, unit);
    if (value <= 0) continue;
    // Told again, it is the same delivery.
    if (told_[unit].emplace(value, record::print(step.date)).second) delivered_[unit] += value;
    return delivered_[unit] < kNearly * promised;
  }
  return false;
}

}  // namespace servanda::ledger
