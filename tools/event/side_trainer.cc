// Forward and backward passes of the network of sides.
#include "side_trainer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "../language/gemm.h"
#include "servanda/language/activations.h"

namespace servanda::tools {
namespace {

using event::kShapeWidth;
using event::kSideWidth;
using event::kStateWidth;
using event::kWindowWidth;
using event::kWordWidth;
using event::PartyScores;

constexpr size_t kRoles = event::kRoleNames.size(), kShapes = event::kShapeNames.size();
constexpr size_t kInputs = event::kWindowParts * kWordWidth, kGates = 4 * kStateWidth,
                 kOutputs = 2 * kStateWidth;
constexpr float kFirst = 0.9F, kSecond = 0.98F;

float rounded(float x) {
  return std::floor(x * language::kActivationScale + 0.5F) * (1.0F / language::kActivationScale);
}

// Derivatives of language::squash and language::gate.
float squash_slope(float x) {
  const float square = std::min(x * x, 9.0F), top = 9.0F - square, bottom = 3.0F + square;
  return top * top / (9.0F * bottom * bottom);
}
float gate_slope(float x) { return 0.25F * squash_slope(0.5F * x); }

float range_of(size_t inputs) {
  return static_cast<float>(std::sqrt(3.0 / static_cast<double>(inputs)));
}

// out += row * weights
void add_product(const float* row, const SideParameter& weights, float* out) {
  for (size_t i = 0; i < weights.rows; ++i) {
    const float* of = weights.row(i);
    for (size_t c = 0; c < weights.columns; ++c) out[c] += row[i] * of[c];
  }
}

// The gradients of add_product(); below: of the row.
void add_product_back(const float* row, SideParameter& weights, const float* slopes, float* below) {
  for (size_t i = 0; i < weights.rows; ++i) {
    const float* of = weights.row(i);
    float* gradient = weights.gradient.data() + i * weights.columns;
    float sum = 0;
    for (size_t c = 0; c < weights.columns; ++c) {
      gradient[c] += row[i] * slopes[c];
      sum += slopes[c] * of[c];
    }
    below[i] += sum;
  }
}

void add_row(const float* row, size_t count, float* into) {
  for (size_t c = 0; c < count; ++c) into[c] += row[c];
}

void add_bias(std::vector<float>& values, const SideParameter& bias, size_t rows) {
  for (size_t r = 0; r < rows; ++r)
    add_row(bias.value.data(), bias.columns, values.data() + r * bias.columns);
}

}  // namespace

float* SideParameter::gradient_of(size_t r) {
  if (sparse && !is_touched[r]) {
    is_touched[r] = 1;
    touched.push_back(static_cast<uint32_t>(r));
  }
  return gradient.data() + r * columns;
}

SideTrainer::SideTrainer(const Examples& examples, const std::vector<PartyScores>& linear,
                         std::vector<uint32_t> words, const SideOptions& options)
    : examples_(examples),
      linear_(linear),
      words_(std::move(words)),
      options_(options),
      acts_of_(examples.sentences.size()),
      random_(options.seed) {
  for (uint32_t i = 0; i < examples.parties.size(); ++i)
    acts_of_[examples.parties[i].sentence].push_back(i);
  add(word_rows_, words_.size() + 1, kWordWidth, 0.1F).sparse = true;
  add(part_rows_, event::kWordRows, kWordWidth, 0.15F).sparse = true;
  add(window_, kInputs, kWindowWidth, range_of(kInputs));
  add(window_bias_, 1, kWindowWidth, 0);
  add(recurrence_, kWindowWidth, kGates, range_of(kWindowWidth) * 1.2F);
  add(recurrence_bias_, 1, kGates, 0);
  for (size_t c = 0; c < kStateWidth; ++c) {  // gates open between seldom and often
    const float open = -2.0F + 2.5F * static_cast<float>(c) / static_cast<float>(kStateWidth);
    recurrence_bias_.value[c] = recurrence_bias_.value[2 * kStateWidth + c] = open;
  }
  add(act_, kOutputs, kSideWidth, range_of(kOutputs));
  add(party_, kOutputs, kSideWidth, range_of(kOutputs));
  add(place_rows_, event::kPlaceRows, kSideWidth, 0.05F).sparse = true;
  add(side_bias_, 1, kSideWidth, 0);
  add(out_, kSideWidth, kRoles, 0.05F);
  add(out_bias_, 1, kRoles, 0);
  add(shape_act_, kOutputs, kShapeWidth, range_of(kOutputs));
  add(type_rows_, record::kEventTypeCount, kShapeWidth, 0.1F);
  add(shape_out_, kShapeWidth, kShapes, 0.05F);
  add(shape_bias_, 1, kShapes, 0);
}

SideParameter& SideTrainer::add(SideParameter& parameter, size_t rows, size_t columns,
                                float range) {
  parameter.rows = rows, parameter.columns = columns;
  parameter.value.resize(rows * columns);
  for (float& value : parameter.value) value = (2 * uniform() - 1) * range;
  parameter.gradient.assign(rows * columns, 0);
  parameter.first = parameter.second = parameter.gradient;
  parameter.is_touched.assign(rows, 0);
  parameters_.push_back(&parameter);
  return parameter;
}

float SideTrainer::uniform() { return static_cast<float>(random_() >> 40) * (1.0F / 16777216.0F); }

size_t SideTrainer::word_row(uint32_t hash) const {
  const auto at = std::lower_bound(words_.begin(), words_.end(), hash);
  return at != words_.end() && *at == hash ? static_cast<size_t>(at - words_.begin()) + 1 : 0;
}

double SideTrainer::train(const std::vector<uint32_t>& sentences) {
  sentences_.clear();
  begins_.assign(1, 0);
  for (const uint32_t s : sentences) {
    sentences_.push_back(&examples_.sentences[s]);
    begins_.push_back(begins_.back() + examples_.sentences[s].words.size());
  }
  forward();
  Values state_slopes(begins_.back() * kOutputs);
  double loss = 0;
  for (size_t s = 0; s < sentences.size(); ++s) {
    for (const uint32_t act : acts_of_[sentences[s]])
      loss += learn(examples_.parties[act], linear_[act], begins_[s], state_slopes);
  }
  backward(state_slopes);
  return loss;
}

// One mask a sentence (Gal and Ghahramani 2016).
void SideTrainer::drop(Values& values, size_t columns, float rate, Values& mask_of) {
  mask_of.resize(sentences_.size() * columns);
  for (float& m : mask_of) m = uniform() < rate ? 0.0F : 1.0F / (1.0F - rate);
  mask(values, columns, mask_of);
}

void SideTrainer::mask(Values& values, size_t columns, const Values& mask_of) const {
  for (size_t s = 0; s < sentences_.size(); ++s) {
    for (size_t t = begins_[s]; t < begins_[s + 1]; ++t) {
      for (size_t c = 0; c < columns; ++c) values[t * columns + c] *= mask_of[s * columns + c];
    }
  }
}

void SideTrainer::embed() {
  const size_t count = begins_.back();
  sums_.assign(count * kWordWidth, 0);
  unknown_.resize(count);
  for (uint8_t& unknown : unknown_) unknown = uniform() < options_.unknown;
  for (size_t s = 0; s < sentences_.size(); ++s) {
    const SideSentence& sentence = *sentences_[s];
    for (size_t i = 0; i < sentence.words.size(); ++i) {
      const size_t t = begins_[s] + i;
      float* sum = sums_.data() + t * kWordWidth;
      add_row(word_rows_.row(unknown_[t] ? 0 : word_row(sentence.words[i])), kWordWidth, sum);
      for (const uint32_t part : sentence.parts[i])
        add_row(part_rows_.row(event::word_row(part)), kWordWidth, sum);
    }
  }
  embedded_.resize(sums_.size());
  for (size_t i = 0; i < sums_.size(); ++i) embedded_[i] = rounded(language::squash(sums_[i]));
  drop(embedded_, kWordWidth, options_.embedding_dropout, embedded_mask_);
}

void SideTrainer::forward() {
  embed();
  const size_t count = begins_.back();
  inputs_.assign(count * kInputs, 0);
  for (size_t s = 0; s < sentences_.size(); ++s) {
    const size_t begin = begins_[s], end = begins_[s + 1];
    for (size_t t = begin; t < end; ++t) {
      const auto take = [&](size_t from, size_t part) {
        std::copy_n(embedded_.data() + from * kWordWidth, kWordWidth,
                    inputs_.data() + t * kInputs + part * kWordWidth);
      };
      if (t > begin) take(t - 1, 0);
      take(t, 1);
      if (t + 1 < end) take(t + 1, 2);
      const int head = sentences_[s]->heads[t - begin];
      if (head >= 0) take(begin + static_cast<size_t>(head), 3);
    }
  }
  window_sums_.resize(count * kWindowWidth);
  multiply(inputs_.data(), kInputs, window_.value.data(), kWindowWidth, window_sums_.data(),
           kWindowWidth, count, kInputs, kWindowWidth, Into::kSet);
  add_bias(window_sums_, window_bias_, count);
  windowed_.resize(window_sums_.size());
  for (size_t i = 0; i < windowed_.size(); ++i)
    windowed_[i] = rounded(language::squash(window_sums_[i]));
  drop(windowed_, kWindowWidth, options_.window_dropout, window_mask_);
  gate_sums_.resize(count * kGates);
  multiply(windowed_.data(), kWindowWidth, recurrence_.value.data(), kGates, gate_sums_.data(),
           kGates, count, kWindowWidth, kGates, Into::kSet);
  add_bias(gate_sums_, recurrence_bias_, count);
  recur();
  outputs_.resize(states_.size());
  for (size_t i = 0; i < states_.size(); ++i) outputs_[i] = rounded(states_[i]);
  drop(outputs_, kOutputs, options_.state_dropout, output_mask_);
}

void SideTrainer::recur() {
  const size_t count = begins_.back();
  gates_.resize(count * kGates);
  states_.resize(count * kOutputs);
  for (size_t t = 0; t < count; ++t) {
    for (size_t c = 0; c < kGates; ++c) {
      const bool gate = c / kStateWidth % 2 == 0;
      const float sum = gate_sums_[t * kGates + c];
      gates_[t * kGates + c] = gate ? language::gate(sum) : language::squash(sum);
    }
  }
  std::array<float, kStateWidth> state;
  for (size_t s = 0; s < sentences_.size(); ++s) {
    const size_t begin = begins_[s], end = begins_[s + 1];
    for (size_t d = 0; d < 2; ++d) {
      state.fill(0);
      for (size_t i = 0; i < end - begin; ++i) {
        const size_t t = d == 0 ? begin + i : end - 1 - i;
        const float* gate = gates_.data() + t * kGates + 2 * d * kStateWidth;
        float* out = states_.data() + t * kOutputs + d * kStateWidth;
        for (size_t c = 0; c < kStateWidth; ++c)
          out[c] = state[c] += gate[c] * (gate[kStateWidth + c] - state[c]);
      }
    }
  }
}

SideTrainer::Reading SideTrainer::read(const PartyExample& example, const PartyScores& linear,
                                       size_t begin) {
  Reading reading;
  reading.scores = linear;
  reading.mask.resize(kSideWidth);
  for (float& m : reading.mask)
    m = uniform() < options_.side_dropout ? 0.0F : 1.0F / (1.0F - options_.side_dropout);
  const float* act = outputs_.data() + (begin + example.act) * kOutputs;
  Values of_act = side_bias_.value;
  add_product(act, act_, of_act.data());
  for (size_t c = 0; c < example.task.codes.size(); ++c) {
    auto& pairs = reading.pairs.emplace_back();
    auto& best = reading.best.emplace_back();
    for (size_t m = 0; m < example.heads[c].size(); ++m) {
      Pair& pair = pairs.emplace_back();
      pair.sum = of_act;
      if (const int head = example.heads[c][m]; head >= 0) {
        add_product(outputs_.data() + (begin + static_cast<size_t>(head)) * kOutputs, party_,
                    pair.sum.data());
      }
      for (const uint32_t hash : example.task.inputs[example.task.codes[c].first + m])
        add_row(place_rows_.row(event::place_row(hash)), kSideWidth, pair.sum.data());
      for (size_t i = 0; i < kSideWidth; ++i)
        pair.hidden.push_back(language::squash(pair.sum[i]) * reading.mask[i]);
      std::copy_n(out_bias_.value.begin(), kRoles, pair.out.begin());
      add_product(pair.hidden.data(), out_, pair.out.data());
      for (size_t k = 0; k < kRoles; ++k) {
        if (pair.out[k] > pairs[best[k]].out[k]) best[k] = m;
      }
    }
    reading.scores.codes[c].actor += pairs[best[0]].out[0];
    reading.scores.codes[c].recipient += pairs[best[1]].out[1];
    reading.scores.codes[c].both += pairs[best[2]].out[2];
  }
  const float* of_type = type_rows_.row(static_cast<size_t>(example.type));
  reading.shape_sum.assign(of_type, of_type + kShapeWidth);
  add_product(act, shape_act_, reading.shape_sum.data());
  for (const float sum : reading.shape_sum) reading.shape_hidden.push_back(language::squash(sum));
  Values shape = shape_bias_.value;
  add_product(reading.shape_hidden.data(), shape_out_, shape.data());
  for (size_t k = 0; k < kShapes; ++k) reading.scores.shape[k] += shape[k];
  return reading;
}

// The chances of all ways to give sides, less what is annotated.
double SideTrainer::learn(const PartyExample& example, const PartyScores& linear, size_t begin,
                          Values& state_slopes) {
  const Reading reading = read(example, linear, begin);
  std::vector<float> chances = event::score_all(example.task, reading.scores);
  const size_t count = example.task.codes.size();
  const float top = *std::max_element(chances.begin(), chances.end());
  float total = 0;
  for (float& chance : chances) total += chance = std::exp(chance - top);
  Slopes roles(count);
  std::array<float, kShapes> shape{};
  const auto add_way = [&](const std::vector<event::Sides>& sides, float weight) {
    for (size_t i = 0; i < count; ++i) {
      if ((sides[i] & event::kActs) != 0) roles[i][0] += weight;
      if ((sides[i] & event::kReceives) != 0) roles[i][1] += weight;
      if (sides[i] == event::kActsAndReceives) roles[i][2] += weight;
    }
    shape[static_cast<size_t>(event::shape_of(sides))] += weight;
  };
  uint32_t annotated = 0;
  for (size_t i = 0; i < count; ++i)
    annotated |= static_cast<uint32_t>(example.sides[i]) << (2 * i);
  for (uint32_t n = 1; n < chances.size(); ++n) {
    if (chances[n] > 1e-5F * total) add_way(event::sides_of(n, count), chances[n] / total);
  }
  add_way(example.sides, -1);
  const auto weight = static_cast<float>(example.weight);
  for (auto& role : roles) {
    for (float& slope : role) slope *= weight;
  }
  for (float& slope : shape) slope *= weight;
  give_back(example, reading, begin, roles, shape, state_slopes);
  return -std::log(std::max(1e-9F, chances[annotated] / total));
}

void SideTrainer::give_back(const PartyExample& example, const Reading& reading, size_t begin,
                            const Slopes& roles, const std::array<float, kShapes>& shape,
                            Values& state_slopes) {
  const float* act = outputs_.data() + (begin + example.act) * kOutputs;
  float* act_slopes = state_slopes.data() + (begin + example.act) * kOutputs;
  Values all(kSideWidth);
  for (size_t c = 0; c < reading.pairs.size(); ++c) {
    for (size_t m = 0; m < reading.pairs[c].size(); ++m) {
      Values out(kRoles);
      for (size_t k = 0; k < kRoles; ++k) out[k] = reading.best[c][k] == m ? roles[c][k] : 0.0F;
      if (std::all_of(out.begin(), out.end(), [](float x) { return x == 0; })) continue;
      const Pair& pair = reading.pairs[c][m];
      add_row(out.data(), kRoles, out_bias_.gradient.data());
      Values slopes(kSideWidth);
      add_product_back(pair.hidden.data(), out_, out.data(), slopes.data());
      for (size_t i = 0; i < kSideWidth; ++i)
        slopes[i] *= reading.mask[i] * squash_slope(pair.sum[i]);
      add_row(slopes.data(), kSideWidth, all.data());
      if (const int head = example.heads[c][m]; head >= 0) {
        const size_t at = (begin + static_cast<size_t>(head)) * kOutputs;
        add_product_back(outputs_.data() + at, party_, slopes.data(), state_slopes.data() + at);
      }
      for (const uint32_t hash : example.task.inputs[example.task.codes[c].first + m])
        add_row(slopes.data(), kSideWidth, place_rows_.gradient_of(event::place_row(hash)));
    }
  }
  add_row(all.data(), kSideWidth, side_bias_.gradient.data());
  add_product_back(act, act_, all.data(), act_slopes);
  add_row(shape.data(), kShapes, shape_bias_.gradient.data());
  Values slopes(kShapeWidth);
  add_product_back(reading.shape_hidden.data(), shape_out_, shape.data(), slopes.data());
  for (size_t i = 0; i < kShapeWidth; ++i) slopes[i] *= squash_slope(reading.shape_sum[i]);
  add_row(slopes.data(), kShapeWidth, type_rows_.gradient_of(static_cast<size_t>(example.type)));
  add_product_back(act, shape_act_, slopes.data(), act_slopes);
}

void SideTrainer::backward(Values& state_slopes) {
  const size_t count = begins_.back();
  mask(state_slopes, kOutputs, output_mask_);
  Values gate_slopes, below;
  recur_back(state_slopes, gate_slopes);
  product_back(windowed_, gate_slopes, recurrence_, recurrence_bias_, count, &below);
  mask(below, kWindowWidth, window_mask_);
  for (size_t i = 0; i < below.size(); ++i) below[i] *= squash_slope(window_sums_[i]);
  Values input_slopes, slopes(count * kWordWidth);
  product_back(inputs_, below, window_, window_bias_, count, &input_slopes);
  for (size_t s = 0; s < sentences_.size(); ++s) {
    const size_t begin = begins_[s], end = begins_[s + 1];
    for (size_t t = begin; t < end; ++t) {
      const auto give = [&](size_t to, size_t part) {
        add_row(input_slopes.data() + t * kInputs + part * kWordWidth, kWordWidth,
                slopes.data() + to * kWordWidth);
      };
      if (t > begin) give(t - 1, 0);
      give(t, 1);
      if (t + 1 < end) give(t + 1, 2);
      const int head = sentences_[s]->heads[t - begin];
      if (head >= 0) give(begin + static_cast<size_t>(head), 3);
    }
  }
  mask(slopes, kWordWidth, embedded_mask_);
  for (size_t i = 0; i < slopes.size(); ++i) slopes[i] *= squash_slope(sums_[i]);
  for (size_t s = 0; s < sentences_.size(); ++s) {
    const SideSentence& sentence = *sentences_[s];
    for (size_t i = 0; i < sentence.words.size(); ++i) {
      const size_t t = begins_[s] + i;
      const float* slope = slopes.data() + t * kWordWidth;
      add_row(slope, kWordWidth,
              word_rows_.gradient_of(unknown_[t] ? 0 : word_row(sentence.words[i])));
      for (const uint32_t part : sentence.parts[i])
        add_row(slope, kWordWidth, part_rows_.gradient_of(event::word_row(part)));
    }
  }
}

void SideTrainer::recur_back(const Values& state_slopes, Values& gate_slopes) const {
  gate_slopes.resize(gates_.size());
  std::array<float, kStateWidth> carry;
  for (size_t s = 0; s < sentences_.size(); ++s) {
    const size_t begin = begins_[s], end = begins_[s + 1];
    for (size_t d = 0; d < 2; ++d) {
      carry.fill(0);
      for (size_t i = end - begin; i-- > 0;) {
        const size_t t = d == 0 ? begin + i : end - 1 - i;
        const size_t at = t * kGates + 2 * d * kStateWidth;
        const float* gate = gates_.data() + at;
        const float* sum = gate_sums_.data() + at;
        const float* slope = state_slopes.data() + t * kOutputs + d * kStateWidth;
        const float* before =
            i == 0 ? nullptr
                   : states_.data() + (d == 0 ? t - 1 : t + 1) * kOutputs + d * kStateWidth;
        float* out = gate_slopes.data() + at;
        for (size_t c = 0; c < kStateWidth; ++c) {
          const float all = slope[c] + carry[c], previous = before ? before[c] : 0.0F;
          out[c] = all * (gate[kStateWidth + c] - previous) * gate_slope(sum[c]);
          out[kStateWidth + c] = all * gate[c] * squash_slope(sum[kStateWidth + c]);
          carry[c] = all * (1.0F - gate[c]);
        }
      }
    }
  }
}

void SideTrainer::product_back(const Values& inputs, const Values& slopes, SideParameter& weights,
                               SideParameter& bias, size_t count, Values* below) {
  const size_t in = weights.rows, out = weights.columns;
  transposed_.resize(std::max(inputs.size(), weights.value.size()));
  transpose(inputs.data(), in, transposed_.data(), count, in);
  multiply(transposed_.data(), count, slopes.data(), out, weights.gradient.data(), out, in, count,
           out, Into::kAdd);
  for (size_t t = 0; t < count; ++t) add_row(slopes.data() + t * out, out, bias.gradient.data());
  if (below == nullptr) return;
  transpose(weights.value.data(), out, transposed_.data(), in, out);
  below->resize(count * in);
  multiply(slopes.data(), out, transposed_.data(), in, below->data(), in, count, out, in,
           Into::kSet);
}

void SideTrainer::step(float rate, float examples) {
  first_power_ *= kFirst, second_power_ *= kSecond;
  const float corrected =
      rate * static_cast<float>(std::sqrt(1 - second_power_) / (1 - first_power_));
  const auto descend = [&](SideParameter& p, size_t from, size_t count) {
    for (size_t i = from; i < from + count; ++i) {
      const float slope = p.gradient[i] / examples;
      p.first[i] = kFirst * p.first[i] + (1 - kFirst) * slope;
      p.second[i] = kSecond * p.second[i] + (1 - kSecond) * slope * slope;
      p.value[i] -=
          corrected * p.first[i] / (std::sqrt(p.second[i]) + 1e-7F) + options_.decay * p.value[i];
      p.gradient[i] = 0;
    }
  };
  for (SideParameter* p : parameters_) {
    if (!p->sparse) descend(*p, 0, p->value.size());
    for (const uint32_t row : p->touched) {
      descend(*p, row * p->columns, p->columns);
      p->is_touched[row] = 0;
    }
    p->touched.clear();
  }
}

}  // namespace servanda::tools
