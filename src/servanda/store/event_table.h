// A table of coded events in memory, to be written as Parquet without a ledger.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/record/event.h"
#include "servanda/store/database.h"

namespace servanda::store {

// Errors of all functions: kStore.
class EventTable {
 public:
  static base::Result<EventTable> create();
  EventTable(EventTable&&) noexcept;
  ~EventTable();

  // Adds an event. `words` are its evidence, `cameo` is its CAMEO code, or empty.
  void add(const record::Event& event, std::string_view words, std::string_view cameo);
  // Writes all rows to a new Parquet file, in the order in which they were added.
  base::Result<void> write_parquet(const std::string& path);

  EventTable& operator=(EventTable&&) noexcept;

 private:
  struct State;
  explicit EventTable(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace servanda::store
