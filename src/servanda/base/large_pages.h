// Memory for tables that are read all over: pages of two megabytes where the system has them.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace servanda::base {

// An allocator. A table of several megabytes in small pages has more of them than a processor can
// keep the addresses of, so that nearly every look-up would search for one.
template <typename Cell>
struct LargePages {
  using value_type = Cell;
  static constexpr size_t kPage = size_t{2} << 20;

  LargePages() = default;
  template <typename Other>
  LargePages(const LargePages<Other>&) {}
  bool operator==(const LargePages&) const { return true; }

  Cell* allocate(size_t count) {
    const size_t bytes = count * sizeof(Cell);
    if (bytes < kPage / 2) return std::allocator<Cell>().allocate(count);
    const size_t whole = (bytes + kPage - 1) / kPage * kPage;
    void* memory = std::aligned_alloc(kPage, whole);
    if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
    madvise(memory, whole, MADV_HUGEPAGE);  // a wish: small pages do as well, only slower
#endif
    return static_cast<Cell*>(memory);
  }
  void deallocate(Cell* memory, size_t count) {
    if (count * sizeof(Cell) < kPage / 2)
      std::allocator<Cell>().deallocate(memory, count);
    else
      std::free(memory);
  }
};

template <typename Cell>
using LargeTable = std::vector<Cell, LargePages<Cell>>;

}  // namespace servanda::base
