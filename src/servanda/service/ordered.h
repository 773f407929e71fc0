// Runs work on several threads and hands the results on in the order of the input.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace servanda::service {

// Returns `asked`, or the number of cores for 0.
inline unsigned thread_count(unsigned asked) {
  if (asked > 0) return asked;
  const unsigned cores = std::thread::hardware_concurrency();
  return cores > 0 ? cores : 1;
}

// `next` gives the items one after the other (nullopt: no more; called by one thread at a time),
// `make_worker` gives each thread its function Item -> Output (with a workspace of its own), `sink`
// takes the outputs in input order (by one thread at a time) and returns false to stop. At most 4
// items a thread are in flight, so memory stays bounded.
template <typename Item, typename Output>
void run_ordered(unsigned threads, const std::function<std::optional<Item>()>& next,
                 const std::function<std::function<Output(Item)>()>& make_worker,
                 const std::function<bool(Output)>& sink) {
  std::mutex input, output;
  std::condition_variable room;
  std::map<uint64_t, Output> waiting;  // done, but an earlier one is not
  uint64_t taken = 0, handed = 0;
  bool stop = false;
  const uint64_t in_flight = 4ull * threads;

  const auto run = [&] {
    const std::function<Output(Item)> work = make_worker();
    while (true) {
      uint64_t number = 0;
      std::optional<Item> item;
      {
        std::lock_guard lock(input);
        {
          std::unique_lock wait(output);
          room.wait(wait, [&] { return stop || taken < handed + in_flight; });
          if (stop) return;
        }
        item = next();
        if (!item) return;
        number = taken++;
      }
      Output result = work(std::move(*item));
      std::lock_guard lock(output);
      waiting.emplace(number, std::move(result));
      while (!stop && !waiting.empty() && waiting.begin()->first == handed) {
        if (!sink(std::move(waiting.begin()->second))) stop = true;
        waiting.erase(waiting.begin());
        ++handed;
      }
      room.notify_all();
    }
  };

  if (threads <= 1) {
    run();
    return;
  }
  std::vector<std::jthread> pool;
  for (unsigned i = 0; i < threads; ++i) pool.emplace_back(run);
}

}  // namespace servanda::service
