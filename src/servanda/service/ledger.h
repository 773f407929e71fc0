// Joins the stages and the store: documents into a ledger, accounts out of it.
#pragma once

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "servanda/base/progress.h"
#include "servanda/base/result.h"
#include "servanda/ledger/account.h"
#include "servanda/record/filter.h"
#include "servanda/service/pipeline.h"
#include "servanda/store/store.h"

namespace servanda::service {

struct AddOptions {
  unsigned threads = 0;  // 0: all cores
  record::Date date;     // for documents that do not say theirs
  std::string dyad;  // "CHL-PER": the two states that documents are filed under that do not say it
  // What is dated after it is told to AddCallbacks::doubt.
  record::DayNumber today = std::numeric_limits<record::DayNumber>::max();
  uint64_t batch_documents = 2048;    // acknowledged together, or
  uint64_t batch_bytes = 8ull << 20;  // after so much text
};

struct AddCounts {
  uint64_t added = 0;
  uint64_t there = 0;  // in the ledger before
  uint64_t rejected = 0;
  uint64_t events = 0;
};

// What add_paths tells while it works. Every function may be empty.
struct AddCallbacks {
  std::function<void(const base::Error&)> reject;  // one item could not be read; the rest goes on
  // A document is added as it is, but one should look at it: it is dated after today, or before
  // what it tells of.
  std::function<void(const base::Error&)> doubt;
  std::function<void(const std::vector<std::string>&)>
      acknowledge;  // ids of documents that are now on the disk
  base::Progress progress;
};

// Reads files, folders (all files in them, by name) and "-" (standard input, JSON lines or one
// document) into the ledger. Documents that are there are left out before they are read, so a run
// that was stopped goes on where it was. Errors: kStore if the ledger or disk fails (what was
// acknowledged stays), kInterrupted if cancelled.
base::Result<AddCounts> add_paths(store::Store& store, const Pipeline& pipeline,
                                  const std::vector<std::string>& paths, const AddOptions& options,
                                  const AddCallbacks& callbacks, const base::Cancel& cancel);

// For store::Selection: the pledges of one state alone that may be told of a thing of both.
std::function<std::vector<store::Wording>(std::vector<store::Wording>, std::vector<store::Wording>)>
wanted_asides();

// Loads the account of two states as of a date, the user's corrections applied. With Parts::kEvents
// it holds nothing but the occurrences, with Parts::kPledges nothing but the pledges.
base::Result<ledger::Account> load_account(store::Store& store, ledger::AccountOptions options,
                                           store::Parts parts = store::Parts::kAll);

// Loads the events that the filter asks for, in the order of the ledger, corrections applied;
// documents come without the events that are left out, and not at all if none is left.
base::Result<std::vector<record::Reading>> load_events(store::Store& store,
                                                       const record::Filter& filter);

}  // namespace servanda::service
