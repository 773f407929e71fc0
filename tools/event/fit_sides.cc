// Passes over the sentences, and the weights in eight bits.
#include "fit_sides.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>

#include "servanda/language/activations.h"
#include "side_trainer.h"

namespace servanda::tools {
namespace {

// The linear models of all documents are surer than those of the folds, which the network corrects:
// what it says counts less than it was fitted to. Chosen by five folds.
constexpr float kShare = 0.6F;

std::vector<float> shared(std::vector<float> values) {
  for (float& value : values) value *= kShare;
  return values;
}

int8_t byte_of(float value, float step) {
  return static_cast<int8_t>(std::clamp(std::lround(value / step), -127L, 127L));
}

float step_of(const float* values, size_t count) {
  float largest = 1e-6F;
  for (size_t i = 0; i < count; ++i) largest = std::max(largest, std::abs(values[i]));
  return largest / 127;
}

std::vector<int8_t> bytes_of(const SideParameter& table, float step) {
  std::vector<int8_t> out;
  out.reserve(table.value.size());
  for (const float value : table.value) out.push_back(byte_of(value, step));
  return out;
}

// Adds the outputs of a matrix to a layer.
void add_outputs(const SideParameter& weights, const std::vector<float>* bias,
                 event::SideLayer& layer) {
  for (size_t o = 0; o < weights.columns; ++o) {
    std::vector<float> of;
    for (size_t i = 0; i < weights.rows; ++i) of.push_back(weights.row(i)[o]);
    const float step = step_of(of.data(), of.size());
    for (const float weight : of) layer.weights.push_back(byte_of(weight, step));
    layer.scale.push_back(step / language::kActivationScale);
    layer.bias.push_back(bias == nullptr ? 0 : (*bias)[o]);
  }
}

std::vector<uint32_t> frequent_words(const Examples& examples, int least) {
  std::map<uint32_t, int> counts;
  for (const SideSentence& sentence : examples.sentences) {
    for (const uint32_t word : sentence.words) ++counts[word];
  }
  std::vector<uint32_t> out;
  for (const auto& [word, count] : counts) {
    if (count >= least) out.push_back(word);
  }
  return out;
}

}  // namespace

event::SideTables SideTrainer::tables() const {
  event::SideTables out;
  out.words = words_;
  out.word_step = {std::max(step_of(word_rows_.value.data(), word_rows_.value.size()),
                            step_of(part_rows_.value.data(), part_rows_.value.size()))};
  out.word_rows = bytes_of(word_rows_, out.word_step[0]);
  out.part_rows = bytes_of(part_rows_, out.word_step[0]);
  add_outputs(window_, &window_bias_.value, out.window);
  add_outputs(recurrence_, &recurrence_bias_.value, out.recurrence);
  for (const SideParameter* weights : {&act_, &party_, &shape_act_})
    add_outputs(*weights, nullptr, out.halves);
  out.place_step = {step_of(place_rows_.value.data(), place_rows_.value.size())};
  out.place_rows = bytes_of(place_rows_, out.place_step[0]);
  out.side_bias = side_bias_.value;
  out.side_weights = shared(out_.value);
  out.side_out_bias = shared(out_bias_.value);
  out.type_rows = type_rows_.value;
  out.shape_weights = shared(shape_out_.value);
  out.shape_out_bias = shared(shape_bias_.value);
  return out;
}

event::SideTables fit_sides(const Examples& examples, const std::vector<event::PartyScores>& linear,
                            const SideOptions& options) {
  SideTrainer trainer(examples, linear, frequent_words(examples, options.min_count), options);
  std::vector<uint32_t> order(examples.sentences.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::mt19937_64 random(options.seed);
  const size_t batches = (order.size() + options.batch - 1) / options.batch;
  const auto steps = static_cast<float>(batches) * static_cast<float>(options.epochs);
  constexpr float kWarming = 200, kLeastRate = 0.02F;  // steps; share of the rate
  float step = 0;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    double loss = 0;
    for (size_t b = 0; b < batches; ++b) {
      const auto begin = order.begin() + static_cast<std::ptrdiff_t>(b * options.batch);
      const size_t count = std::min(options.batch, order.size() - b * options.batch);
      loss += trainer.train({begin, begin + static_cast<std::ptrdiff_t>(count)});
      const float share =
          std::min(1.0F, (step + 1) / kWarming) * std::max(1 - step / steps, kLeastRate);
      trainer.step(options.rate * share, static_cast<float>(count));
      ++step;
    }
    std::cerr << "sides, pass " << epoch + 1 << ": loss "
              << loss / static_cast<double>(examples.parties.size()) << "\n";
  }
  return trainer.tables();
}

}  // namespace servanda::tools
