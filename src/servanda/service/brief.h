// The use case of a brief: documents or a ledger in, an account and its brief out.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "servanda/base/progress.h"
#include "servanda/base/result.h"
#include "servanda/brief/brief.h"
#include "servanda/ledger/account.h"
#include "servanda/record/edit.h"
#include "servanda/record/reading.h"
#include "servanda/service/pipeline.h"

namespace servanda::service {

struct BriefRequest {
  std::string a, b;  // codes of the two states
  record::DayNumber as_of = std::numeric_limits<record::DayNumber>::max();
  std::vector<record::Edit> edits;  // a user's corrections, from the ledger
};

// Reads every document on `threads` threads (0: all cores); the order of the readings is that of
// the documents. Errors: kInterrupted if `cancel` was asked for.
base::Result<std::vector<record::Reading>> read_documents(const Pipeline& pipeline,
                                                          std::vector<record::Document> documents,
                                                          unsigned threads,
                                                          const base::Progress& progress,
                                                          const base::Cancel& cancel);

// Joins readings into the account of two states, with the treaties among the documents read and
// compared.
base::Result<ledger::Account> account_of(const Pipeline& pipeline,
                                         std::vector<record::Reading> readings,
                                         const BriefRequest& request);

}  // namespace servanda::service
