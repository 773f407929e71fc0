// Applies a user's journalled corrections to what was read.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/ledger/account.h"
#include "servanda/ledger/pledges.h"
#include "servanda/record/edit.h"

namespace servanda::ledger {

// The edits that hold: those taken back are left out, of two on one field the later one counts.
//   events:    type status claim date what place actor recipient rejected
//   pledges:   what giver receiver domain stage claim due strength rejected merge split
//   forecasts: resolution ("true" or "false"; the note is the evidence)
class Edits {
 public:
  explicit Edits(const std::vector<record::Edit>& journal);
  void apply(std::vector<record::Reading>& readings) const;
  void resolve(ForecastAccount& forecast) const;
  PledgeLinks links() const;

 private:
  std::vector<record::Edit> held_;  // by target
};

// Says what is wrong with an edit before it is journalled: no such field, a value that the field
// cannot have.
base::Result<void> check_edit(const record::Edit& edit);

}  // namespace servanda::ledger
