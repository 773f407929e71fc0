// Runs the network of sides in integers, by the kernels of the language engine.
#include "servanda/event/side_network.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <utility>

#include "servanda/base/prefetch.h"
#include "servanda/language/activations.h"

namespace servanda::event {
namespace {

constexpr size_t kRoles = kRoleNames.size(), kShapes = kShapeNames.size();
constexpr size_t kGates = 4 * kStateWidth;  // gate and candidate of both directions
constexpr uint32_t kFirstBits = 12;         // of a hash, so that few known words share them

bool fits(const SideLayer& layer, size_t inputs, size_t outputs) {
  return layer.weights.size() == inputs * outputs && layer.scale.size() == outputs &&
         layer.bias.size() == outputs &&
         std::find(layer.weights.begin(), layer.weights.end(), -128) == layer.weights.end();
}

}  // namespace

base::Result<SideNetwork> SideNetwork::create(SideTables tables) {
  const bool whole =
      tables.word_rows.size() == (tables.words.size() + 1) * kWordWidth &&
      tables.part_rows.size() == kWordRows * kWordWidth && tables.word_step.size() == 1 &&
      fits(tables.window, kWindowParts * kWordWidth, kWindowWidth) &&
      fits(tables.recurrence, kWindowWidth, kGates) &&
      fits(tables.halves, 2 * kStateWidth, kHalves) &&
      tables.place_rows.size() == kPlaceRows * kSideWidth && tables.place_step.size() == 1 &&
      tables.side_bias.size() == kSideWidth && tables.side_weights.size() == kSideWidth * kRoles &&
      tables.side_out_bias.size() == kRoles &&
      tables.type_rows.size() == record::kEventTypeCount * kShapeWidth &&
      tables.shape_weights.size() == kShapeWidth * kShapes &&
      tables.shape_out_bias.size() == kShapes;
  if (!whole || !std::is_sorted(tables.words.begin(), tables.words.end())) {
    return base::Error{base::ErrorCode::kInternal,
                       "the model is damaged (the network of sides has another shape): "
                       "install it again",
                       "coder.model"};
  }
  SideNetwork network;
  network.kernels_ = language::kernels(language::Kernel::kBest);
  network.window_ = pack(tables.window, kWindowParts * kWordWidth, *network.kernels_);
  network.recurrence_ = pack(tables.recurrence, kWindowWidth, *network.kernels_);
  network.halves_ = pack(tables.halves, 2 * kStateWidth, *network.kernels_);
  const auto spread = [](std::vector<int8_t>& rows) {
    base::LargeTable<int8_t> out(rows.data(), rows.size());
    rows = {};
    return out;
  };
  network.word_rows_ = spread(tables.word_rows);
  network.part_rows_ = spread(tables.part_rows);
  network.place_rows_ = spread(tables.place_rows);
  network.first_words_.resize((size_t{1} << kFirstBits) + 1);
  for (const uint32_t word : tables.words) ++network.first_words_[(word >> (32 - kFirstBits)) + 1];
  std::partial_sum(network.first_words_.begin(), network.first_words_.end(),
                   network.first_words_.begin());
  network.tables_ = std::move(tables);
  return network;
}

const int8_t* SideNetwork::row_of_word(uint32_t hash) const {
  const uint32_t* words = tables_.words.data();
  const uint32_t first = hash >> (32 - kFirstBits);
  const uint32_t* end = words + first_words_[first + 1];
  const uint32_t* at = std::find(words + first_words_[first], end, hash);
  const size_t row = at == end ? 0 : static_cast<size_t>(at - words) + 1;
  return word_rows_.data() + row * kWordWidth;
}

SideNetwork::Layer SideNetwork::pack(const SideLayer& layer, size_t inputs,
                                     const language::Kernels& kernels) {
  const size_t outputs = layer.scale.size();
  Layer packed{{}, layer.scale, layer.bias};
  packed.weights.inputs = inputs;
  packed.weights.outputs = outputs;
  packed.weights.packed.assign(outputs * inputs, 0);
  for (size_t o = 0; o < outputs; ++o) {
    const std::span<const int8_t> row(layer.weights.data() + o * inputs, inputs);
    packed.weights.pack(o, row.data());
    int32_t total = 0;
    for (const int8_t weight : row) total += weight;
    packed.bias[o] -= static_cast<float>(language::kActivationZero * total) * packed.scale[o];
  }
  if (kernels.arrange != nullptr) kernels.arrange(packed.weights);
  return packed;
}

SideReader::SideReader(const SideNetwork& network, const Scene& scene, SideMemory& memory)
    : network_(network),
      scene_(scene),
      memory_(memory),
      sentences_(scene.annotations().parse.sentences.size()) {}

void SideReader::add_scores(const Candidate& candidate, record::EventType type,
                            const PartyTask& task, PartyScores& scores) {
  const SideTables& tables = network_.tables_;
  const auto& mentions = scene_.annotations().mentions;
  const uint32_t sentence = scene_.tree().sentence(candidate.token);
  std::vector<const int8_t*>& places = memory_.places;
  places.clear();
  for (const uint32_t input : task.inputs.numbers()) {
    places.push_back(network_.row_of_place(input));
    base::prefetch(places.back(), kSideWidth);
  }
  const float* act = halves_of(candidate.token);
  std::array<float, kSideWidth> of_act;
  for (size_t i = 0; i < kSideWidth; ++i) of_act[i] = act[i] + tables.side_bias[i];
  for (size_t c = 0; c < task.codes.size(); ++c) {
    const PartyCode& code = task.codes[c];
    std::array<float, kRoles> best;
    best.fill(std::numeric_limits<float>::lowest());
    for (size_t m = 0; m < code.mentions.size(); ++m) {
      const uint32_t head = mentions[code.mentions[m]].head_token;
      const float* party =
          scene_.tree().sentence(head) == sentence ? halves_of(head) + kSideWidth : nullptr;
      const size_t number = code.first + m;
      std::array<float, kSideWidth> hidden;
      network_.kernels_->meet(places.data() + task.inputs.begin(number), task.inputs[number].size(),
                              kSideWidth, tables.place_step[0], of_act.data(), party,
                              hidden.data());
      std::array<float, kRoles> out;
      std::copy_n(tables.side_out_bias.begin(), kRoles, out.begin());
      for (size_t i = 0; i < kSideWidth; ++i) {
        for (size_t k = 0; k < kRoles; ++k)
          out[k] += hidden[i] * tables.side_weights[i * kRoles + k];
      }
      for (size_t k = 0; k < kRoles; ++k) best[k] = std::max(best[k], out[k]);
    }
    scores.codes[c].actor += best[0];
    scores.codes[c].recipient += best[1];
    scores.codes[c].both += best[2];
  }
  const float* of_type = tables.type_rows.data() + static_cast<size_t>(type) * kShapeWidth;
  std::array<float, kShapes> shape;
  std::copy_n(tables.shape_out_bias.begin(), kShapes, shape.begin());
  for (size_t i = 0; i < kShapeWidth; ++i) {
    const float value = language::squash(act[2 * kSideWidth + i] + of_type[i]);
    for (size_t k = 0; k < kShapes; ++k) shape[k] += value * tables.shape_weights[i * kShapes + k];
  }
  for (size_t k = 0; k < kShapes; ++k) scores.shape[k] += shape[k];
}

const float* SideReader::halves_of(uint32_t token) {
  const uint32_t number = scene_.tree().sentence(token);
  Sentence& sentence = sentences_[number];
  if (!sentence.read) read(number);
  const uint32_t begin = scene_.annotations().parse.sentences[number].begin;
  return sentence.halves.data() + static_cast<size_t>(sentence.row_of[token - begin]) * kHalves;
}

void SideReader::read(uint32_t number) {
  const Tree& tree = scene_.tree();
  const language::Kernels& kernels = *network_.kernels_;
  const record::Sentence& words = scene_.annotations().parse.sentences[number];
  const size_t count = words.end - words.begin;
  embed(words);
  constexpr size_t kInputs = kWindowParts * kWordWidth;
  const std::vector<uint8_t>& embedded = memory_.embedded;
  std::vector<uint8_t>& inputs = memory_.inputs;
  inputs.resize(count * kInputs);
  for (size_t t = 0; t < count; ++t) {
    uint8_t* into = inputs.data() + t * kInputs;
    const auto take = [&](bool there, size_t from) {
      if (there)
        std::copy_n(embedded.data() + from * kWordWidth, kWordWidth, into);
      else
        std::fill_n(into, kWordWidth, uint8_t{language::kActivationZero});
      into += kWordWidth;
    };
    const uint32_t head = tree.head(words.begin + static_cast<uint32_t>(t));
    take(t > 0, t - 1);
    take(true, t);
    take(t + 1 < count, t + 1);
    take(head >= words.begin && head < words.end, head - words.begin);
  }
  const size_t most = count * std::max({kGates, kWindowWidth, kHalves});
  if (memory_.sums.size() < most) memory_.sums.resize(most);
  int32_t* sums = memory_.sums.data();
  kernels.multiply(inputs.data(), count, network_.window_.weights, sums);
  std::vector<uint8_t>&window = memory_.window, &states = memory_.states;
  window.resize(count * kWindowWidth);
  states.resize(count * 2 * kStateWidth);
  for (size_t t = 0; t < count; ++t) {
    kernels.squash(sums + t * kWindowWidth, network_.window_.scale.data(),
                   network_.window_.bias.data(), kWindowWidth, window.data() + t * kWindowWidth);
  }
  kernels.multiply(window.data(), count, network_.recurrence_.weights, sums);
  std::array<float, kStateWidth> state;
  constexpr auto kStep = static_cast<std::ptrdiff_t>(kGates),
                 kOut = static_cast<std::ptrdiff_t>(2 * kStateWidth);
  const float* scale = network_.recurrence_.scale.data();
  const float* bias = network_.recurrence_.bias.data();
  kernels.scan(sums, kStep, scale, bias, kStateWidth, count, states.data(), kOut, state.data());
  kernels.scan(sums + (count - 1) * kGates + 2 * kStateWidth, -kStep, scale + 2 * kStateWidth,
               bias + 2 * kStateWidth, kStateWidth, count,
               states.data() + (count - 1) * 2 * kStateWidth + kStateWidth, -kOut, state.data());
  // Acts and heads of mentions alone are asked for.
  Sentence& sentence = sentences_[number];
  sentence.read = true;
  sentence.row_of.assign(count, -1);
  std::vector<uint8_t>& asked = memory_.asked;
  asked.clear();
  int32_t rows = 0;
  const auto ask = [&](uint32_t token) {
    const size_t t = token - words.begin;
    if (sentence.row_of[t] >= 0) return;
    sentence.row_of[t] = rows++;
    const auto from = states.begin() + static_cast<std::ptrdiff_t>(t * 2 * kStateWidth);
    asked.insert(asked.end(), from, from + static_cast<std::ptrdiff_t>(2 * kStateWidth));
  };
  for (uint32_t t = words.begin; t < words.end; ++t) {
    if (scene_.candidate_at(t) >= 0) ask(t);
  }
  for (const uint32_t m : scene_.mentions_in(number))
    ask(scene_.annotations().mentions[m].head_token);
  kernels.multiply(asked.data(), static_cast<size_t>(rows), network_.halves_.weights, sums);
  sentence.halves.resize(static_cast<size_t>(rows) * kHalves);
  for (size_t row = 0; row < static_cast<size_t>(rows); ++row) {
    const int32_t* from = sums + row * kHalves;
    float* into = sentence.halves.data() + row * kHalves;
    for (size_t i = 0; i < kHalves; ++i)
      into[i] = static_cast<float>(from[i]) * network_.halves_.scale[i] + network_.halves_.bias[i];
  }
}

void SideReader::embed(const record::Sentence& words) {
  Features& features = memory_.features;
  std::vector<const int8_t*>& rows = memory_.rows;
  std::vector<size_t>& ends = memory_.ends;
  std::vector<uint8_t>& embedded = memory_.embedded;
  rows.clear();
  ends.clear();
  embedded.resize((words.end - words.begin) * kWordWidth);
  for (uint32_t t = words.begin; t < words.end; ++t) {
    features.clear();
    add_word_inputs(scene_, t, features);
    const size_t first = rows.size();
    rows.push_back(network_.row_of_word(scene_.tree().word(t).hash));
    for (const uint32_t input : features.hashes()) rows.push_back(network_.row_of_part(input));
    for (size_t i = first; i < rows.size(); ++i) base::prefetch(rows[i], kWordWidth);
    ends.push_back(rows.size());
  }
  size_t begin = 0;
  for (size_t t = 0; t < ends.size(); ++t) {
    network_.kernels_->embed(rows.data() + begin, ends[t] - begin, kWordWidth,
                             network_.tables_.word_step[0], embedded.data() + t * kWordWidth);
    begin = ends[t];
  }
}

}  // namespace servanda::event
