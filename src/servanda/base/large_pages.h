// Memory for tables that are read all over: pages of two megabytes where the system has them.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace servanda::base {

// A table of several megabytes in small pages has more of them than a processor can keep the
// addresses of, so that nearly every look-up would search for one.
template <typename Cell>
class LargeTable {
 public:
  static_assert(std::is_trivial_v<Cell>);
  using value_type = Cell;

  LargeTable() = default;
  // Cells that are untouched, and so take no memory, until they are used.
  explicit LargeTable(size_t size) : cells_(take(size)), size_(size) {}
  LargeTable(const Cell* cells, size_t size) : LargeTable(size) {
    if (size > 0) std::memcpy(cells_, cells, size * sizeof(Cell));
  }
  LargeTable(const LargeTable& other) : LargeTable(other.cells_, other.size_) {}
  LargeTable(LargeTable&& other) noexcept { *this = std::move(other); }
  LargeTable& operator=(const LargeTable& other) { return *this = LargeTable(other); }
  LargeTable& operator=(LargeTable&& other) noexcept {
    std::swap(cells_, other.cells_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~LargeTable() { std::free(cells_); }

  Cell* data() { return cells_; }
  const Cell* data() const { return cells_; }
  size_t size() const { return size_; }

 private:
  static constexpr size_t kPage = size_t{2} << 20, kLine = 64;

  static Cell* take(size_t size) {
    const size_t bytes = size * sizeof(Cell), page = bytes < kPage / 2 ? kLine : kPage;
    const size_t whole = (bytes + page) / page * page;
    void* memory = std::aligned_alloc(page, whole);
    if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
    if (page == kPage)
      madvise(memory, whole, MADV_HUGEPAGE);  // a wish: small pages do, only slower
#endif
    return static_cast<Cell*>(memory);
  }

  Cell* cells_ = nullptr;
  size_t size_ = 0;
};

}  // namespace servanda::base
