// Words to head scores, forward and backward.
#include "network.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "gemm.h"
#include "numbers.h"
#include "servanda/language/activations.h"
#include "vectors.h"

namespace servanda::tools {
namespace {

float gate_slope(float x) { return 0.25f * squash_slope(0.5f * x); }

void add_bias(std::vector<float>& values, const Parameter& bias, size_t rows) {
  const size_t columns = bias.columns;
  for (size_t r = 0; r < rows; ++r) {
    float* row = values.data() + r * columns;
    for (size_t c = 0; c < columns; ++c) row[c] += bias.value[c];
  }
}

void touch(Parameter& table, uint32_t row) {
  if (table.is_touched[row]) return;
  table.is_touched[row] = 1;
  table.touched.push_back(row);
}

}  // namespace

Random::Random(uint64_t seed) {
  for (uint64_t& word : state_) {
    seed += 0x9E3779B97F4A7C15u;
    uint64_t z = seed;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    word = z ^ (z >> 31);
  }
}

uint64_t Random::next() {
  const auto turn = [](uint64_t x, int k) { return (x << k) | (x >> (64 - k)); };
  const uint64_t result = turn(state_[1] * 5, 7) * 9, t = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= t;
  state_[3] = turn(state_[3], 45);
  return result;
}

size_t distance_bucket(int distance) {
  const int size = std::abs(distance);
  size_t step = 0;
  while (step < kDistanceSteps.size() && size > kDistanceSteps[step]) ++step;
  return distance < 0 ? step : 9 + step;
}

Network::Network(Shape shape, Rates rates, size_t words, size_t tags, std::vector<float> vectors,
                 uint64_t seed)
    : shape_(shape), rates_(rates), tags_(tags), vectors_(std::move(vectors)), random_(seed) {
  size_t at = 0;
  const auto take = [&](size_t n) { return std::exchange(at, at + n); };
  columns_.tag = take(tags);
  columns_.entity = take(kEntityLabels);
  columns_.distance = take(kDistances);
  columns_.dependent = take(shape.arc);
  columns_.head = take(shape.arc);
  columns_.label_dependent = take(shape.label);
  columns_.label_head = take(shape.label);
  columns_.total = at;

  const auto range = [](size_t in) {
    return static_cast<float>(std::sqrt(3.0 / static_cast<double>(in)));
  };
  add("words", words, shape.embedding, true, 0.0f);
  add("affixes", shape.affix_rows, shape.embedding, true, 0.15f);
  add("projection", kVectorSize, shape.embedding, false, range(kVectorSize));
  add("window.weight", 3 * shape.embedding, shape.window, false, range(3 * shape.embedding));
  add("window.bias", 1, shape.window, false, 0.0f);
  for (size_t l = 0; l < shape.layers; ++l) {
    const size_t in = l == 0 ? shape.window : 2 * shape.hidden;
    const std::string name = "layer" + std::to_string(l);
    add(name + ".weight", in, 4 * shape.hidden, false, range(in) * 1.2f);
    add(name + ".bias", 1, 4 * shape.hidden, false, 0.0f);
    Parameter& bias = parameters_.back();
    for (size_t c = 0; c < shape.hidden; ++c) {  // gates open between seldom and often
      const float open = -2.0f + 2.5f * static_cast<float>(c) / static_cast<float>(shape.hidden);
      bias.value[c] = open;
      bias.value[2 * shape.hidden + c] = open;
    }
  }
  add("heads.weight", 2 * shape.hidden, columns_.total, false, range(2 * shape.hidden));
  add("heads.bias", 1, columns_.total, false, 0.0f);
  add("root", 1, shape.arc, false, 0.5f);
  add("labels.weight", shape.label, kDeprels, false, range(shape.label));
  add("labels.bias", 1, kDeprels, false, 0.0f);
  layers_.resize(shape.layers);
}

void Network::add(std::string name, size_t rows, size_t columns, bool sparse, float range) {
  Parameter parameter;
  parameter.name = std::move(name);
  parameter.rows = rows;
  parameter.columns = columns;
  parameter.sparse = sparse;
  parameter.value.resize(rows * columns);
  for (float& x : parameter.value) x = (2.0f * random_.uniform() - 1.0f) * range;
  parameter.gradient.assign(rows * columns, 0.0f);
  parameter.first_moment = parameter.second_moment = parameter.gradient;
  parameter.average = parameter.value;
  if (sparse) parameter.is_touched.assign(rows, 0);
  parameters_.push_back(std::move(parameter));
}

Parameter& Network::parameter(const std::string& name) {
  for (Parameter& parameter : parameters_) {
    if (parameter.name == name) return parameter;
  }
  std::fprintf(stderr, "no parameter %s\n", name.c_str());
  std::abort();
}

void Network::dropout(std::vector<float>& values, size_t columns, const Batch& batch, float rate,
                      std::vector<float>& mask) {
  // One mask a sentence (Gal and Ghahramani 2016).
  const float keep = 1.0f / (1.0f - rate);
  mask.resize((batch.offsets.size() - 1) * columns);
  for (float& m : mask) m = random_.uniform() < rate ? 0.0f : keep;
  for (size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
    const float* m = mask.data() + s * columns;
    for (size_t t = batch.offsets[s]; t < batch.offsets[s + 1]; ++t) {
      float* row = values.data() + t * columns;
      for (size_t c = 0; c < columns; ++c) row[c] *= m[c];
    }
  }
}

void Network::embed(const Batch& batch, bool training) {
  const size_t width = shape_.embedding;
  const Parameter &words = parameter("words"), &affixes = parameter("affixes"),
                  &projection = parameter("projection");
  vector_rows_.resize(tokens_ * kVectorSize);
  for (size_t t = 0; t < tokens_; ++t) {
    float* to = vector_rows_.data() + t * kVectorSize;
    if (training && batch.drop_row[t] == 2) {
      std::fill(to, to + kVectorSize, 0.0f);
      continue;
    }
    const float* from = vectors_.data() + batch.inputs[t].word * kVectorSize;
    std::copy(from, from + kVectorSize, to);
  }
  embed_pre_.resize(tokens_ * width);
  multiply(vector_rows_.data(), kVectorSize, projection.value.data(), width, embed_pre_.data(),
           width, tokens_, kVectorSize, width, Into::kSet);
  for (size_t t = 0; t < tokens_; ++t) {
    float* sum = embed_pre_.data() + t * width;
    const bool known = batch.inputs[t].word < words.rows && !(training && batch.drop_row[t]);
    const uint32_t word = known ? batch.inputs[t].word : 0;
    const float* row = words.row(word);
    for (size_t c = 0; c < width; ++c) sum[c] += row[c];
    for (const uint32_t affix : batch.inputs[t].affixes) {
      const float* part = affixes.row(affix);
      for (size_t c = 0; c < width; ++c) sum[c] += part[c];
    }
  }
  embedded_.resize(tokens_ * width);
  for (size_t i = 0; i < embedded_.size(); ++i)
    embedded_[i] = round_activation(language::squash(embed_pre_[i]));
  if (training) dropout(embedded_, width, batch, rates_.embedding_dropout, embed_mask_);
}

void Network::scan(const Batch& batch, size_t layer) {
  const size_t h = shape_.hidden;
  LayerState& state = layers_[layer];
  state.gates.resize(tokens_ * 4 * h);
  state.hidden.resize(tokens_ * 2 * h);
  for (size_t t = 0; t < tokens_; ++t) {
    const float* pre = state.pre.data() + t * 4 * h;
    float* out = state.gates.data() + t * 4 * h;
    for (size_t d = 0; d < 2; ++d) {
      for (size_t c = 0; c < h; ++c) out[2 * d * h + c] = language::gate(pre[2 * d * h + c]);
      for (size_t c = 0; c < h; ++c)
        out[(2 * d + 1) * h + c] = language::squash(pre[(2 * d + 1) * h + c]);
    }
  }
  std::vector<float> current(h);
  for (size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
    const size_t begin = batch.offsets[s], end = batch.offsets[s + 1];
    for (size_t d = 0; d < 2; ++d) {
      std::fill(current.begin(), current.end(), 0.0f);
      for (size_t i = 0; i < end - begin; ++i) {
        const size_t t = d == 0 ? begin + i : end - 1 - i;
        const float* z = state.gates.data() + t * 4 * h + 2 * d * h;
        float* out = state.hidden.data() + t * 2 * h + d * h;
        for (size_t c = 0; c < h; ++c) {
          current[c] += z[c] * (z[h + c] - current[c]);
          out[c] = current[c];
        }
      }
    }
  }
}

void Network::forward(const Batch& batch, bool training) {
  tokens_ = batch.inputs.size();
  embed(batch, training);
  const size_t width = shape_.embedding;
  window_input_.assign(tokens_ * 3 * width, 0.0f);
  for (size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
    for (size_t t = batch.offsets[s]; t < batch.offsets[s + 1]; ++t) {
      const float* from = embedded_.data() + t * width;
      std::copy(from, from + width, window_input_.data() + (t * 3 + 1) * width);
      if (t > batch.offsets[s])
        std::copy(from, from + width, window_input_.data() + ((t - 1) * 3 + 2) * width);
      if (t + 1 < batch.offsets[s + 1])
        std::copy(from, from + width, window_input_.data() + (t + 1) * 3 * width);
    }
  }
  const size_t window = shape_.window;
  window_pre_.resize(tokens_ * window);
  multiply(window_input_.data(), 3 * width, parameter("window.weight").value.data(), window,
           window_pre_.data(), window, tokens_, 3 * width, window, Into::kSet);
  add_bias(window_pre_, parameter("window.bias"), tokens_);
  window_out_.resize(tokens_ * window);
  for (size_t i = 0; i < window_out_.size(); ++i)
    window_out_[i] = round_activation(language::squash(window_pre_[i]));
  if (training) dropout(window_out_, window, batch, rates_.window_dropout, window_mask_);

  for (size_t l = 0; l < shape_.layers; ++l) {
    LayerState& state = layers_[l];
    const std::string name = "layer" + std::to_string(l);
    const size_t in = l == 0 ? window : 2 * shape_.hidden, out = 4 * shape_.hidden;
    if (l == 0) {
      state.input = window_out_;
    } else {
      const LayerState& below = layers_[l - 1];
      state.input.resize(below.hidden.size());
      for (size_t i = 0; i < below.hidden.size(); ++i)
        state.input[i] = round_activation(below.hidden[i]);
      if (training) dropout(state.input, in, batch, rates_.layer_dropout, layers_[l - 1].mask);
    }
    state.pre.resize(tokens_ * out);
    multiply(state.input.data(), in, parameter(name + ".weight").value.data(), out,
             state.pre.data(), out, tokens_, in, out, Into::kSet);
    add_bias(state.pre, parameter(name + ".bias"), tokens_);
    scan(batch, l);
  }
  LayerState& top = layers_.back();
  head_input_.resize(top.hidden.size());
  for (size_t i = 0; i < top.hidden.size(); ++i) head_input_[i] = round_activation(top.hidden[i]);
  if (training) dropout(head_input_, 2 * shape_.hidden, batch, rates_.layer_dropout, top.mask);
  head_out_.resize(tokens_ * columns_.total);
  multiply(head_input_.data(), 2 * shape_.hidden, parameter("heads.weight").value.data(),
           columns_.total, head_out_.data(), columns_.total, tokens_, 2 * shape_.hidden,
           columns_.total, Into::kSet);
  add_bias(head_out_, parameter("heads.bias"), tokens_);
}

void Network::linear_back(const std::vector<float>& input, size_t columns_in,
                          const std::vector<float>& gradient, Parameter& weight, Parameter& bias,
                          std::vector<float>* input_gradient) {
  const size_t columns = weight.columns;
  transposed_.resize(std::max(input.size(), weight.value.size()));
  transpose(input.data(), columns_in, transposed_.data(), tokens_, columns_in);
  multiply(transposed_.data(), tokens_, gradient.data(), columns, weight.gradient.data(), columns,
           columns_in, tokens_, columns, Into::kAdd);
  for (size_t t = 0; t < tokens_; ++t) {
    for (size_t c = 0; c < columns; ++c) bias.gradient[c] += gradient[t * columns + c];
  }
  if (input_gradient == nullptr) return;
  transpose(weight.value.data(), columns, transposed_.data(), columns_in, columns);
  input_gradient->resize(tokens_ * columns_in);
  multiply(gradient.data(), columns, transposed_.data(), columns_in, input_gradient->data(),
           columns_in, tokens_, columns, columns_in, Into::kSet);
}

void Network::scan_back(const Batch& batch, size_t layer, const std::vector<float>& gradient,
                        std::vector<float>& pre_gradient) {
  const size_t h = shape_.hidden;
  const LayerState& state = layers_[layer];
  pre_gradient.resize(tokens_ * 4 * h);
  std::vector<float> carry(h);
  for (size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
    const size_t begin = batch.offsets[s], end = batch.offsets[s + 1], n = end - begin;
    for (size_t d = 0; d < 2; ++d) {
      std::fill(carry.begin(), carry.end(), 0.0f);
      for (size_t i = n; i-- > 0;) {
        const size_t t = d == 0 ? begin + i : end - 1 - i;
        const float* z = state.gates.data() + t * 4 * h + 2 * d * h;
        const float* pre = state.pre.data() + t * 4 * h + 2 * d * h;
        const float* g = gradient.data() + t * 2 * h + d * h;
        float* out = pre_gradient.data() + t * 4 * h + 2 * d * h;
        const float* before =
            i == 0 ? nullptr : state.hidden.data() + (d == 0 ? t - 1 : t + 1) * 2 * h + d * h;
        for (size_t c = 0; c < h; ++c) {
          const float total = g[c] + carry[c];
          const float previous = before ? before[c] : 0.0f;
          out[c] = total * (z[h + c] - previous) * gate_slope(pre[c]);
          out[h + c] = total * z[c] * squash_slope(pre[h + c]);
          carry[c] = total * (1.0f - z[c]);
        }
      }
    }
  }
}

void Network::embed_back(const Batch& batch, const std::vector<float>& gradient) {
  const size_t width = shape_.embedding;
  Parameter &words = parameter("words"), &affixes = parameter("affixes"),
            &projection = parameter("projection");
  transposed_.resize(tokens_ * kVectorSize);
  transpose(vector_rows_.data(), kVectorSize, transposed_.data(), tokens_, kVectorSize);
  multiply(transposed_.data(), tokens_, gradient.data(), width, projection.gradient.data(), width,
           kVectorSize, tokens_, width, Into::kAdd);
  for (size_t t = 0; t < tokens_; ++t) {
    const float* g = gradient.data() + t * width;
    const auto give = [&](Parameter& table, uint32_t row) {
      touch(table, row);
      float* to = table.gradient.data() + row * width;
      for (size_t c = 0; c < width; ++c) to[c] += g[c];
    };
    give(words, batch.drop_row[t] || batch.inputs[t].word >= words.rows ? 0 : batch.inputs[t].word);
    for (const uint32_t affix : batch.inputs[t].affixes) give(affixes, affix);
  }
}

Loss Network::train(const Batch& batch) {
  forward(batch, true);
  const Loss loss = sentence_losses(batch);
  const auto apply_mask = [&](std::vector<float>& gradient, size_t columns,
                              const std::vector<float>& mask) {
    for (size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
      for (size_t t = batch.offsets[s]; t < batch.offsets[s + 1]; ++t) {
        for (size_t c = 0; c < columns; ++c) gradient[t * columns + c] *= mask[s * columns + c];
      }
    }
  };
  std::vector<float> gradient, pre_gradient;
  linear_back(head_input_, 2 * shape_.hidden, head_gradient_, parameter("heads.weight"),
              parameter("heads.bias"), &gradient);
  for (size_t l = shape_.layers; l-- > 0;) {
    apply_mask(gradient, 2 * shape_.hidden, layers_[l].mask);
    scan_back(batch, l, gradient, pre_gradient);
    const std::string name = "layer" + std::to_string(l);
    linear_back(layers_[l].input, l == 0 ? shape_.window : 2 * shape_.hidden, pre_gradient,
                parameter(name + ".weight"), parameter(name + ".bias"), &gradient);
  }
  apply_mask(gradient, shape_.window, window_mask_);
  for (size_t i = 0; i < gradient.size(); ++i) gradient[i] *= squash_slope(window_pre_[i]);
  std::vector<float> window_gradient;
  linear_back(window_input_, 3 * shape_.embedding, gradient, parameter("window.weight"),
              parameter("window.bias"), &window_gradient);

  const size_t width = shape_.embedding;
  std::vector<float> embed_gradient(tokens_ * width);
  for (size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
    for (size_t t = batch.offsets[s]; t < batch.offsets[s + 1]; ++t) {
      float* to = embed_gradient.data() + t * width;
      const auto take = [&](size_t row, size_t part) {
        const float* from = window_gradient.data() + (row * 3 + part) * width;
        for (size_t c = 0; c < width; ++c) to[c] += from[c];
      };
      take(t, 1);
      if (t > batch.offsets[s]) take(t - 1, 2);
      if (t + 1 < batch.offsets[s + 1]) take(t + 1, 0);
    }
  }
  apply_mask(embed_gradient, width, embed_mask_);
  for (size_t i = 0; i < embed_gradient.size(); ++i)
    embed_gradient[i] *= squash_slope(embed_pre_[i]);
  embed_back(batch, embed_gradient);
  return loss;
}

}  // namespace servanda::tools
