// Lists of numbers, one behind the other in one piece of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace servanda::event {

class Lists {
 public:
  void reserve(size_t lists, size_t numbers) {
    ends_.reserve(lists);
    numbers_.reserve(numbers);
  }
  void push_back(std::span<const uint32_t> list) {
    numbers_.insert(numbers_.end(), list.begin(), list.end());
    ends_.push_back(numbers_.size());
  }
  size_t size() const { return ends_.size(); }
  std::span<const uint32_t> operator[](size_t i) const {
    return {numbers_.data() + begin(i), ends_[i] - begin(i)};
  }
  // Where a list begins among the numbers of all.
  size_t begin(size_t i) const { return i == 0 ? 0 : ends_[i - 1]; }
  const std::vector<uint32_t>& numbers() const { return numbers_; }

 private:
  std::vector<uint32_t> numbers_;
  std::vector<size_t> ends_;
};

}  // namespace servanda::event
