// SHA-256 (FIPS 180-4): the name of a document's content.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace servanda::base {

using Sha256 = std::array<uint8_t, 32>;

// Returns the digest of the bytes.
Sha256 sha256(std::string_view bytes);

// Returns 64 lower-case hexadecimal digits.
std::string hex(const Sha256& digest);

}  // namespace servanda::base
