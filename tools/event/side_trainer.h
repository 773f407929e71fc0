// The network of sides while it is trained: floats, hand-written backpropagation, one thread, a
// fixed seed. It rounds activations as the program does (event/side_network.cc).
#pragma once

#include <array>
#include <random>

#include "fit_sides.h"

namespace servanda::tools {

// A matrix of weights with its gradient and the moments of Adam (Kingma and Ba 2015).
struct SideParameter {
  size_t rows = 0, columns = 0;
  bool sparse = false;  // a table of which a step touches few rows
  std::vector<float> value, gradient, first, second;
  std::vector<uint32_t> touched;
  std::vector<uint8_t> is_touched;

  float* row(size_t r) { return value.data() + r * columns; }
  const float* row(size_t r) const { return value.data() + r * columns; }
  // The gradient of a row, which the next step is to use.
  float* gradient_of(size_t r);
};

class SideTrainer {
 public:
  // `words`: hashes of the known words, ascending.
  SideTrainer(const Examples& examples, const std::vector<event::PartyScores>& linear,
              std::vector<uint32_t> words, const SideOptions& options);

  // Adds the gradients of the acts of some sentences; returns the sum of their losses.
  double train(const std::vector<uint32_t>& sentences);
  // Steps against the gradients.
  void step(float rate, float examples);
  // Returns the weights in eight bits.
  event::SideTables tables() const;

 private:
  using Values = std::vector<float>;
  struct Pair {  // an act and a mention
    Values sum, hidden;
    std::array<float, event::kRoleNames.size()> out{};
  };
  struct Reading {  // of one act
    std::vector<std::vector<Pair>> pairs;
    std::vector<std::array<size_t, event::kRoleNames.size()>> best;  // the mention that speaks
    Values mask, shape_sum, shape_hidden;
    event::PartyScores scores;
  };
  using Slopes = std::vector<std::array<float, event::kRoleNames.size()>>;

  SideParameter& add(SideParameter& parameter, size_t rows, size_t columns, float range);
  float uniform();
  size_t word_row(uint32_t hash) const;
  void forward();
  void embed();
  void recur();
  void drop(Values& values, size_t columns, float rate, Values& mask);
  void mask(Values& values, size_t columns, const Values& mask) const;
  Reading read(const PartyExample& example, const event::PartyScores& linear, size_t begin);
  double learn(const PartyExample& example, const event::PartyScores& linear, size_t begin,
               Values& state_slopes);
  void give_back(const PartyExample& example, const Reading& reading, size_t begin,
                 const Slopes& roles, const std::array<float, event::kShapeNames.size()>& shape,
                 Values& state_slopes);
  void backward(Values& state_slopes);
  void recur_back(const Values& state_slopes, Values& gate_slopes) const;
  // Gradients of a product of `count` rows; `below`: those of its inputs, unless null.
  void product_back(const Values& inputs, const Values& slopes, SideParameter& weights,
                    SideParameter& bias, size_t count, Values* below);

  const Examples& examples_;
  const std::vector<event::PartyScores>& linear_;
  std::vector<uint32_t> words_;
  SideOptions options_;
  std::vector<std::vector<uint32_t>> acts_of_;  // examples of each sentence
  std::mt19937_64 random_;
  std::vector<SideParameter*> parameters_;
  SideParameter word_rows_, part_rows_, window_, window_bias_, recurrence_, recurrence_bias_, act_,
      party_, place_rows_, side_bias_, out_, out_bias_, shape_act_, type_rows_, shape_out_,
      shape_bias_;
  double first_power_ = 1, second_power_ = 1;

  // Of the sentences at hand.
  std::vector<const SideSentence*> sentences_;
  std::vector<size_t> begins_;  // of each and the end
  std::vector<uint8_t> unknown_;
  Values sums_, embedded_, embedded_mask_, inputs_, window_sums_, windowed_, window_mask_,
      gate_sums_, gates_, states_, outputs_, output_mask_, transposed_;
};

}  // namespace servanda::tools
