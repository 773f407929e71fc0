// Words that are used alike, by their vectors.
#pragma once

#include <cstdint>
#include <vector>

namespace servanda::tools {

// Gives each row of kVectorSize a cluster from 1 to 255, by the angle between vectors (spherical
// k-means over the first rows); 0 for a row of zeros.
std::vector<uint8_t> cluster_vectors(const std::vector<float>& rows);

}  // namespace servanda::tools
