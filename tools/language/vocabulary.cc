// Counts, rows and tags.
#include "vocabulary.h"

#include <algorithm>
#include <map>

namespace servanda::tools {

constexpr uint32_t kFewestTags = 4;

Vocabulary::Vocabulary(const Corpus& trees, const Corpus& lessons, const Corpus& entities) {
  const auto note = [&](uint64_t hash) {
    if (counts_[hash]++ == 0) seen_order_.push_back(hash);
  };
  std::map<std::pair<record::Upos, uint8_t>, uint32_t> tags;
  for (const Corpus* corpus : {&trees, &lessons, &entities}) {
    for (const Sample& sample : *corpus) {
      for (const Word& word : sample.words) {
        const language::WordFeatures features = language::features_of(word.form);
        note(features.word);
        if (features.word_with_zeros != features.word) note(features.word_with_zeros);
        if (sample.has_tree()) ++tags[{word.upos, word.xpos}];
      }
    }
  }
  for (const auto& [tag, count] : tags) {
    if (count >= kFewestTags) tags_.push_back(tag);
  }
}

std::vector<float> Vocabulary::add_vectors(const Vectors& vectors) {
  std::unordered_map<uint64_t, size_t> vector_of;
  for (size_t i = 0; i < vectors.words.size(); ++i)
    vector_of.emplace(language::word_hash(vectors.words[i]), i);
  std::vector<float> values(kVectorSize, 0.0f);
  const auto put = [&](uint64_t hash) {
    rows_.emplace(hash, static_cast<uint32_t>(rows_.size() + 1));
    if (const auto found = vector_of.find(hash); found != vector_of.end()) {
      const float* from = vectors.values.data() + found->second * kVectorSize;
      values.insert(values.end(), from, from + kVectorSize);
      return;
    }
    values.resize(values.size() + kVectorSize, 0.0f);
  };
  row_counts_.push_back(1000);
  for (const uint64_t hash : seen_order_) {
    const uint32_t count = counts_[hash];
    if (count < 2 && vector_of.count(hash) == 0) continue;
    put(hash);
    row_counts_.push_back(count);
  }
  for (const std::string& word : vectors.words) {
    const uint64_t hash = language::word_hash(word);
    if (rows_.count(hash) == 0) put(hash);
  }
  return values;
}

Input Vocabulary::input(std::string_view form) const {
  const language::WordFeatures features = language::features_of(form);
  Input input;
  auto found = rows_.find(features.word);
  if (found == rows_.end()) found = rows_.find(features.word_with_zeros);
  input.word = found == rows_.end() ? 0 : found->second;
  for (size_t i = 0; i < input.affixes.size(); ++i)
    input.affixes[i] = static_cast<uint32_t>(features.affixes[i] % affix_rows_);
  return input;
}

int Vocabulary::tag(record::Upos upos, uint8_t xpos) const {
  const auto found = std::find(tags_.begin(), tags_.end(), std::pair(upos, xpos));
  return found == tags_.end() ? kUnknown : static_cast<int>(found - tags_.begin());
}

}  // namespace servanda::tools
