// A small network that reads the sentence of an act and corrects what the linear models think of
// its sides: words -> sum of embedding rows -> window of a word, its neighbours and its head -> one
// layer of bidirectional recurrences -> a hidden layer over an act and a mention.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/base/large_pages.h"
#include "servanda/base/result.h"
#include "servanda/event/party_choice.h"
#include "servanda/language/kernels.h"

namespace servanda::event {

// Sizes of the network.
inline constexpr size_t kWordWidth = 64;     // of the embedding of a word
inline constexpr size_t kWindowParts = 4;    // the word before, the word, the word after, the head
inline constexpr size_t kWindowWidth = 64;   // outputs of the window
inline constexpr size_t kStateWidth = 64;    // of each direction
inline constexpr size_t kSideWidth = 96;     // hidden layer over an act and a mention
inline constexpr size_t kShapeWidth = 32;    // hidden layer over an act alone
inline constexpr size_t kWordRows = 4096;    // rows by hash: what is said of a word
inline constexpr size_t kPlaceRows = 16384;  // rows by hash: how a mention stands to an act
// The outputs of a word: as an act and as a party of the hidden layer, as an act of the shape.
inline constexpr size_t kHalves = 2 * kSideWidth + kShapeWidth;

inline size_t word_row(uint32_t hash) { return hash % kWordRows; }
inline size_t place_row(uint32_t hash) { return hash % kPlaceRows; }

// Weights in eight bits, output by output; a sum counts its scale.
struct SideLayer {
  std::vector<int8_t> weights;
  std::vector<float> scale, bias;
};

// All weights, as they stand in the file.
struct SideTables {
  std::vector<uint32_t> words;    // hashes of the known words, ascending
  std::vector<int8_t> word_rows;  // of any other word, then of each known one
  std::vector<int8_t> part_rows;  // kWordRows
  std::vector<float> word_step;   // one: what 1 in both stands for
  SideLayer window, recurrence, halves;
  std::vector<int8_t> place_rows;
  std::vector<float> place_step;                                // one
  std::vector<float> side_bias, side_weights, side_out_bias;    // hidden x (actor, recipient, both)
  std::vector<float> type_rows, shape_weights, shape_out_bias;  // hidden x shapes
};

// Immutable; one network serves many threads.
class SideNetwork {
 public:
  // Errors: kInternal if a table has another size.
  static base::Result<SideNetwork> create(SideTables tables);

 private:
  friend class SideReader;
  struct Layer {
    language::Weights weights;
    std::vector<float> scale, bias;  // the bias makes up for the activations' zero
  };
  static Layer pack(const SideLayer& layer, size_t inputs, const language::Kernels& kernels);

  // The rows of words by their hash; of an unknown word the first.
  const int8_t* row_of_word(uint32_t hash) const;
  const int8_t* row_of_part(uint32_t input) const {
    return part_rows_.data() + word_row(input) * kWordWidth;
  }
  const int8_t* row_of_place(uint32_t input) const {
    return place_rows_.data() + place_row(input) * kSideWidth;
  }

  SideTables tables_;  // without those that follow
  base::LargeTable<int8_t> word_rows_, part_rows_, place_rows_;
  std::vector<uint32_t> first_words_;  // of the known words, by the first bits of their hashes
  const language::Kernels* kernels_ = nullptr;
  Layer window_, recurrence_, halves_;
};

// What a reader works with; it may be reused from document to document.
struct SideMemory {
  Features features;
  std::vector<const int8_t*> rows, places;
  std::vector<size_t> ends;  // in rows, of each word
  std::vector<uint8_t> embedded, inputs, window, states, asked;
  std::vector<int32_t> sums;
};

// Reads the sentences of a document, each when it is first asked for.
class SideReader {
 public:
  // Keeps references to all.
  SideReader(const SideNetwork& network, const Scene& scene, SideMemory& memory);
  // Adds what the network thinks of each country's parts and of the shape of all sides.
  void add_scores(const Candidate& candidate, record::EventType type, const PartyTask& task,
                  PartyScores& scores);

 private:
  struct Sentence {
    bool read = false;
    std::vector<int32_t> row_of;  // of each word in `halves`, or -1
    std::vector<float> halves;    // of acts and of heads of mentions
  };
  const float* halves_of(uint32_t token);
  void read(uint32_t sentence);
  // Writes the embedded words of a sentence to SideMemory::embedded.
  void embed(const record::Sentence& words);

  const SideNetwork& network_;
  const Scene& scene_;
  SideMemory& memory_;
  std::vector<Sentence> sentences_;
};

// What the network is told of a word beside the word itself: hashes for word_row().
void add_word_inputs(const Scene& scene, uint32_t token, Features& features);
// How a mention stands to an act: hashes for place_row().
struct MentionAtAct {
  const Scene& scene;
  const Candidate& candidate;
  record::EventType type;
  const FrameParts& by_frame;
  uint32_t mention = 0;
  const Place& place;
  size_t countries = 0;              // of the act
  Sides country_by_frame = kNoSide;  // by all its mentions
};
void add_place_inputs(const MentionAtAct& at, Features& features);

}  // namespace servanda::event
