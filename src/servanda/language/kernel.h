// Which instructions of the processor the network uses. The result is the same with each.
#pragma once

#include <cstdint>

namespace servanda::language {

enum class Kernel : uint8_t { kBest, kScalar, kAvx2, kAvx512 };

}  // namespace servanda::language
