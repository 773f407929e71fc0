// Weighs the words of texts and says how alike the units of two lists are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace servanda::treaty {

// One feature of one unit: a word, a pair of words, a word of the opening or a subject named in the
// opening.
struct Entry {
  uint32_t feature = 0;
  float weight = 0;
};

// The features of one unit, by feature; their squares add up to one (to nothing where the unit has
// no words).
using Features = std::vector<Entry>;

// A dense table of one value for each pair of units.
struct PairTable {
  size_t rows = 0, columns = 0;
  std::vector<float> cells;
  PairTable(size_t r, size_t c) : rows(r), columns(c), cells(r * c, 0.0f) {}
  float* row(size_t i) { return cells.data() + i * columns; }
  const float* row(size_t i) const { return cells.data() + i * columns; }
  float at(size_t i, size_t j) const { return cells[i * columns + j]; }
};

struct Weighed {
  std::vector<Features> a, b;
  size_t features = 0;  // how many there are over both lists
};

// Weighs the features of both lists by their rarity in them. Digits are passed over: renumbered
// references must not make two texts differ. The opening words count apart, because they say what
// an article is about; so do the subjects of data/treaties/subjects.tsv, because two treaties often
// say one thing in different words. Linear in the texts.
Weighed weigh(std::span<const std::string_view> a, std::span<const std::string_view> b);

// Computes the cosine of each pair, 0 to 1. Features of more than a quarter of the second list are
// passed over.
PairTable cosines(const Weighed& weighed);

// Returns the share of the part's weight that the whole holds, 0 to 1: a part of a split stands
// wholly inside the old unit.
float contained(const Features& part, const Features& whole);

// Returns the hashes of the words and pairs of neighbouring words of a text, in text order, words
// without the s of the plural and digits passed over.
std::vector<uint64_t> word_hashes(std::string_view text);

}  // namespace servanda::treaty
