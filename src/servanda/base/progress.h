// Tells a caller how far a long job is, and lets the caller stop it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

namespace servanda::base {

// Called with the items done, the items in all (0: unknown) and what is being done now. May be
// called from any thread, one call at a time.
using Progress = std::function<void(uint64_t done, uint64_t total, std::string_view what)>;

// A flag that a signal handler or another thread may set; stages that take long look at it between
// items.
class Cancel {
 public:
  void request() { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_{false};
};

}  // namespace servanda::base
