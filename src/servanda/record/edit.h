// A user's correction. Nothing is overwritten: the journal is applied when records are read, and an
// edit can be undone.
#pragma once

#include <cstdint>
#include <string>

namespace servanda::record {

struct Edit {
  int64_t number = 0;   // from 1, in the order in which they were made
  std::string made_at;  // "2026-11-24T09:00:00Z"
  std::string author;
  std::string target;  // id of an event, pledge or forecast
  std::string field;   // "status", "claim", "date", "rejected", "merge", "split", "resolution", ...
  std::string value;
  std::string note;    // the reason or the evidence
  int64_t undoes = 0;  // number of the edit that this one takes back; 0 none
};

}  // namespace servanda::record
