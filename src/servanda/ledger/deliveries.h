// Tells deliveries of less than was promised from those that fulfil it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "servanda/ledger/account.h"

namespace servanda::ledger {

// Deliveries of less than was promised ("12 of the 40 boats") are a part of it, until they add up.
class Deliveries {
 public:
  // Takes what was promised, unit by unit, from what the documents say of one pledge.
  explicit Deliveries(const std::vector<PledgeMention>& mentions);

  // Adds a step that is believed. True if it delivers what, with all that came before, is less than
  // was promised.
  bool is_part(const record::Pledge& pledge, const record::PledgeStep& step);

 private:
  std::map<std::string, double> promised_, delivered_;
  std::map<std::string, std::set<std::pair<double, std::string>>> told_;
};

}  // namespace servanda::ledger
