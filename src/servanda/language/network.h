// The network at run time: integers in, heads, labels, tags and entities out.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/language/entity_chain.h"
#include "servanda/language/features.h"
#include "servanda/language/kernels.h"
#include "servanda/language/look_evidence.h"
#include "servanda/language/model_file.h"
#include "servanda/language/tag.h"
#include "servanda/language/trees.h"
#include "servanda/language/word_memory.h"
#include "servanda/record/parse.h"

namespace servanda::language {

constexpr size_t kDeprels = static_cast<size_t>(record::Deprel::kXcomp) + 1;
constexpr size_t kLongestChunk = 192;  // words that one tree may have; longer sentences are cut
constexpr size_t kBatchWords = 128;    // a batch is run once it has so many

// What is remembered of a form beside what it gives to the window.
struct KnownForm {
  static constexpr uint8_t kNoTag = UINT8_MAX;
  uint64_t lower = 0;  // hash of the form in small letters
  uint8_t cluster = 0;
  uint8_t lemma_tag = kNoTag, lemma_size = 0;  // its lemma under the tag that it had last
  std::array<char, 29> lemma{};
};

// Immutable; one Network serves many threads.
class Network {
 public:
  // Memory of one thread.
  struct State {
    std::vector<std::string_view> forms;  // of the batch
    std::vector<uint32_t> chunk_ends;     // in forms
    // What run() finds, for each word of the batch:
    std::vector<uint32_t> heads;  // index in its chunk; its own for a root
    std::vector<uint8_t> deprels, tags, entities;

    WordMemory memory;
    std::vector<KnownForm> known;        // by row of the memory
    std::vector<uint32_t> rows, fresh;   // in the memory: of each word; of those it did not know
    std::vector<WordFeatures> features;  // of the fresh words
    std::vector<const int8_t*> parts;    // rows of the tables that make up a fresh word
    std::vector<uint8_t> embedded, below, above, pairs;
    std::vector<int32_t> sums, head_sums, score_sums;
    Weights head_weights;
    std::vector<uint8_t> dependents;
    std::vector<float> scores, recurrent, entity_scores;
    std::vector<uint8_t> entity_back;
    std::vector<int32_t> head_totals;
    TreeDecoder trees;
  };

  static base::Result<Network> create(const ModelFile& file, const Kernels& kernels);

  // Runs over the forms of `state`. The result does not depend on the kernels, nor on how sentences
  // are put into batches.
  void run(State& state) const;

  // Notes what run() said of a word of the batch that it read last: all but its place.
  void note(const State& state, size_t word, NotedWord& noted) const;

  const std::vector<Tag>& tags() const { return tags_; }
  // Whether words have clusters; they have none while the second look is not learnt yet.
  bool has_clusters() const { return clusters_ != nullptr; }

 private:
  struct Linear {
    Weights weights;
    std::vector<float> scale, bias;  // the bias makes up for the activations' zero
  };
  struct Columns {
    size_t tag, entity, distance, dependent, head, label_dependent, label_head, total;
  };

  static base::Result<Linear> linear(const ModelFile& file, const std::string& name, size_t inputs,
                                     size_t outputs);
  void split_window(const int8_t* weights);
  void window(State& state) const;
  void embed(State& state) const;
  void recur(const Linear& layer, const std::vector<uint8_t>& in, std::vector<uint8_t>& out,
             State& state) const;
  void arcs(size_t begin, size_t end, State& state) const;
  void labels(State& state) const;
  void classify(State& state) const;
  // Gives the tag of a word that the network takes for a verb in the third person but that does not
  // end in "s": that of the past or of the plain present.
  uint8_t tense_of(const int32_t* row) const;
  float tag_score(const int32_t* row, size_t tag) const;
  void entity_scores(const State& state, size_t word, float* scores) const;
  // Labels the entities of words [begin, end), a chunk, as one chain.
  void chain_entities(size_t begin, size_t end, State& state) const;
  void product(const Linear& linear, const std::vector<uint8_t>& in, size_t rows,
               std::vector<int32_t>& sums) const;

  size_t embedding_ = 0, window_size_ = 0, hidden_ = 0, arc_ = 0, label_ = 0, affix_rows_ = 0,
         word_rows_ = 0;
  float embedding_step_ = 0;
  const int8_t* words_ = nullptr;
  const int8_t* affixes_ = nullptr;
  HashTable word_rows_by_hash_;
  const uint8_t* clusters_ = nullptr;  // of rows; null if the model has none
  const Kernels* kernels_ = nullptr;
  uint64_t checksum_ = 0;
  Linear window_, heads_, labels_;  // outputs of the window: of a word before, at and after each
  std::vector<int32_t> silence_;    // what stands in the window beyond the ends of a chunk
  std::vector<Linear> layers_;
  std::vector<int8_t> root_;
  std::vector<Tag> tags_;
  std::vector<std::array<uint8_t, 2>>
      like_;  // of each tag, those next to it with its universal tag
  size_t third_person_ = SIZE_MAX, past_ = SIZE_MAX, present_ = SIZE_MAX;  // tags of verbs
  Columns columns_{};
};

}  // namespace servanda::language
