// Scans the package's one JSON file: {..., "vectors": {"word": [100 numbers, norm, index], ...},
// ...}.
#include "vectors.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "corpus.h"

namespace servanda::tools {

Vectors read_vectors(const std::string& path,
                     const std::function<bool(const std::string&, size_t)>& keep) {
  const std::string bytes = read_file(path);
  Vectors vectors;
  size_t at = bytes.find("\"vectors\":{");
  if (at == std::string::npos) {
    std::fprintf(stderr, "%s: no vectors in it\n", path.c_str());
    std::exit(3);
  }
  at += 11;
  for (size_t rank = 0; at < bytes.size() && bytes[at] == '"'; ++rank) {
    std::string word;
    for (++at; at < bytes.size() && bytes[at] != '"'; ++at) {
      if (bytes[at] == '\\') ++at;
      word.push_back(bytes[at]);
    }
    at += 3;  // ":[
    const size_t end = bytes.find(']', at);
    if (keep(word, rank)) {
      vectors.words.push_back(word);
      const char* from = bytes.data() + at;
      for (size_t i = 0; i < kVectorSize; ++i) {
        float value = 0;
        from = std::from_chars(from, bytes.data() + end, value).ptr + 1;
        vectors.values.push_back(value);
      }
    }
    at = end + 1;
    if (at < bytes.size() && bytes[at] == ',') ++at;
  }
  return vectors;
}

}  // namespace servanda::tools
