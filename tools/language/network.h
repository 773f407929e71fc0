// The network while it is trained: floats, hand-written backpropagation, one thread, fixed seeds.
//
// words -> sum of embedding rows -> window of three -> layers of bidirectional minimal gated
// recurrences -> heads. The nonlinearities are the rational functions of language/activations.h, so
// training and run time compute the same.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus.h"
#include "servanda/language/entity_chain.h"
#include "servanda/language/features.h"

namespace servanda::tools {

struct Shape {
  size_t embedding = 128;  // of a word
  size_t window = 192;     // outputs of the window of three words
  size_t hidden = 128;     // of each direction of a layer
  size_t layers = 3;
  size_t arc = 96;    // of the two sides of an arc
  size_t label = 96;  // of a labelled pair
  size_t affix_rows = 16384;
};

struct Rates {
  float embedding_dropout = 0.075f;
  float window_dropout = 0.1f;
  float layer_dropout = 0.125f;
  float head_dropout = 0.1f;
  float entity_weight = 1.0f;
  float tag_weight = 0.7f;
  float smoothing = 0.03f;
  bool chains = false;  // entities are learnt as chains, not word by word
};

// xoshiro256**, seeded by splitmix64: the same numbers everywhere.
class Random {
 public:
  explicit Random(uint64_t seed);
  uint64_t next();
  float uniform() { return static_cast<float>(next() >> 40) * (1.0f / 16777216.0f); }
  size_t below(size_t n) { return static_cast<size_t>(next() % n); }

 private:
  std::array<uint64_t, 4> state_;
};

struct Parameter {
  std::string name;
  size_t rows = 0, columns = 0;
  bool sparse = false;  // a table of rows of which a step touches few
  std::vector<float> value, gradient, first_moment, second_moment, average;
  std::vector<uint32_t> touched;  // sparse: rows with a gradient
  std::vector<uint8_t> is_touched;

  float* row(size_t r) { return value.data() + r * columns; }
  const float* row(size_t r) const { return value.data() + r * columns; }
};

// A word as the network takes it.
struct Input {
  uint32_t word = 0;  // row of the word table
  std::array<uint32_t, language::kAffixCount> affixes{};
};

struct Target {
  int head = kUnknown, label = 0, tag = kUnknown, entity = kUnknown;
};

struct Batch {
  std::vector<Input> inputs;
  std::vector<uint8_t> drop_row;  // 1: leave the trained word row out; 2: its vector too
  std::vector<Target> targets;
  std::vector<uint32_t> offsets;  // of sentences in inputs; one more than there are sentences
};

struct Loss {
  double arc = 0, label = 0, tag = 0, entity = 0;
};

constexpr std::array<int, 8> kDistanceSteps = {1, 2, 3, 4, 6, 9, 14, 24};
constexpr size_t kDistances = 19;  // eight steps and beyond, either side; 18 is the root
size_t distance_bucket(int head_minus_dependent);

using language::kEntityLabels;
constexpr size_t kDeprels = static_cast<size_t>(record::Deprel::kXcomp) + 1;

class Network {
 public:
  // `vectors`: a row of kVectorSize for each word, fixed; the first `words` of them have a trained
  // row too, the others take that of the unknown word, 0.
  Network(Shape shape, Rates rates, size_t words, size_t tags, std::vector<float> vectors,
          uint64_t seed);

  // Adds the gradients of the batch.
  Loss train(const Batch& batch);
  // Forward only, with the averaged parameters if `use_average` was called.
  void predict(const Batch& batch, std::vector<Target>& out);
  void step(float rate);
  void update_average(float decay);
  void swap_average();  // exchanges the parameters and their averages
  void reseed(uint64_t seed) { random_ = Random(seed); }

  const Shape& shape() const { return shape_; }
  size_t tags() const { return tags_; }
  std::vector<Parameter>& parameters() { return parameters_; }
  const std::vector<float>& vectors() const { return vectors_; }
  Parameter& parameter(const std::string& name);

 private:
  struct Columns {  // where the parts of the head product begin
    size_t tag, entity, distance, dependent, head, label_dependent, label_head, total;
  };
  struct LayerState {
    std::vector<float> pre, gates, hidden, mask, input;
  };

  void add(std::string name, size_t rows, size_t columns, bool sparse, float range);
  void forward(const Batch& batch, bool training);
  void embed(const Batch& batch, bool training);
  void scan(const Batch& batch, size_t layer);
  void scan_back(const Batch& batch, size_t layer, const std::vector<float>& gradient,
                 std::vector<float>& pre_gradient);
  void linear_back(const std::vector<float>& input, size_t columns_in,
                   const std::vector<float>& gradient, Parameter& weight, Parameter& bias,
                   std::vector<float>* input_gradient);
  void dropout(std::vector<float>& values, size_t columns, const Batch& batch, float rate,
               std::vector<float>& mask);
  void embed_back(const Batch& batch, const std::vector<float>& gradient);
  Loss sentence_losses(const Batch& batch);
  void arcs_and_labels(const Batch& batch, size_t begin, size_t end, double scale, Loss& loss);
  double entity_chain(const Batch& batch, size_t begin, size_t end, float weight);
  double classify(size_t row, size_t column, size_t count, int gold, float weight);

  Shape shape_;
  Rates rates_;
  size_t tags_;
  Columns columns_;
  std::vector<float> vectors_;
  std::vector<Parameter> parameters_;
  Random random_;
  uint64_t steps_ = 0;

  // Of the batch at hand.
  size_t tokens_ = 0;
  std::vector<float> embed_pre_, embedded_, embed_mask_, vector_rows_, window_input_, window_pre_,
      window_out_, window_mask_;
  std::vector<LayerState> layers_;
  std::vector<float> head_input_, head_out_, head_gradient_, transposed_, scratch_, scores_;
};

}  // namespace servanda::tools
