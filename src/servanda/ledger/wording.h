// Words of reports and pledges as they are compared: folded, without function words, weighted by
// rarity.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace servanda::ledger {

// One content word. A name is capitalised inside a sentence or carries a digit ("S-300",
// "Bushehr").
struct Word {
  std::string folded;  // lower case, without plural and verb endings
  bool name = false;
};

// Returns the content words of a text in order. Linear; any bytes.
std::vector<Word> content_words(std::string_view text);

// Returns the words once each, sorted by `folded`; a word is a name if it is one anywhere.
std::vector<Word> word_set(std::vector<Word> words);

// Returns the sorted hashes of the runs of three words; of all words if there are fewer than three.
std::vector<uint64_t> shingles(const std::vector<Word>& words);

// Returns the shared part of two sorted sets: |both| / |either|; 0 for two empty ones.
double jaccard(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

// Weighs words by how few of the texts have them.
class WordWeights {
 public:
  void add(const std::vector<Word>& set);
  // Returns the weight: about 1 for a word of one text in many, near 0 for a word of all.
  double operator()(const Word& word) const;
  // Returns the weight of the shared words over that of the smaller set (0 to 1).
  double overlap(const std::vector<Word>& a, const std::vector<Word>& b) const;
  // Returns the weight of the shared words over that of all words (0 to 1).
  double similarity(const std::vector<Word>& a, const std::vector<Word>& b) const;

 private:
  std::unordered_map<std::string, uint32_t> texts_with_;
  uint32_t texts_ = 0;
};

}  // namespace servanda::ledger
