// Asks for memory ahead of its use.
#pragma once

#include <cstddef>

namespace servanda::base {

constexpr size_t kMemoryLine = 64;  // bytes that memory gives at once

// The empty assembly says that this does something: GCC takes a function that only asks ahead for
// one without an effect, and leaves out the calls of it.
inline void prefetch(const void* at) {
  __builtin_prefetch(at);
  asm volatile("");
}

// Asks for so many bytes that begin a line.
inline void prefetch(const void* at, size_t bytes) {
  for (size_t byte = 0; byte < bytes; byte += kMemoryLine)
    prefetch(static_cast<const char*>(at) + byte);
}

}  // namespace servanda::base
