// Loads the tables of a model and runs batches of sentences through them.
#include "servanda/language/network.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "servanda/base/prefetch.h"
#include "servanda/language/activations.h"
#include "servanda/language/characters.h"
#include "servanda/language/features.h"

namespace servanda::language {
namespace {

constexpr float kArcScale = 0.5f / (kActivationScale * kActivationScale);
constexpr size_t kParts = kAffixCount + 1;  // rows that make up a word
constexpr size_t kAhead = 3;  // words by which the sums of a window are asked for ahead

size_t distance_bucket(size_t dependent, size_t head) {
  const auto size = static_cast<int>(dependent > head ? dependent - head : head - dependent);
  size_t step = 0;
  while (step < kDistanceSteps.size() && size > kDistanceSteps[step]) ++step;
  return head < dependent ? step : 9 + step;
}

// Buckets of all distances that a chunk can have, by head - dependent + kLongestChunk.
struct DistanceBuckets {
  std::array<uint8_t, 2 * kLongestChunk + 1> of{};
  DistanceBuckets() {
    for (size_t i = 0; i < of.size(); ++i)
      of[i] = static_cast<uint8_t>(distance_bucket(kLongestChunk, i));
  }
};
const DistanceBuckets kDistanceBuckets;

}  // namespace

base::Result<Network::Linear> Network::linear(const ModelFile& file, const std::string& name,
                                              size_t inputs, size_t outputs) {
  const Table weight = SERVANDA_TRY(file.table(name + ".weight", CellType::kInt8, outputs, inputs));
  const Table scale = SERVANDA_TRY(file.table(name + ".scale", CellType::kFloat32, 1, outputs));
  const Table bias = SERVANDA_TRY(file.table(name + ".bias", CellType::kFloat32, 1, outputs));
  Linear linear;
  linear.weights.inputs = inputs;
  linear.weights.outputs = padded(outputs, kBlockOutputs);
  linear.weights.packed.assign(linear.weights.outputs * inputs, 0);
  linear.scale.assign(linear.weights.outputs, 0.0f);
  linear.bias.assign(linear.weights.outputs, 0.0f);
  const auto* cells = reinterpret_cast<const int8_t*>(weight.data);
  for (size_t o = 0; o < outputs; ++o) linear.weights.pack(o, cells + o * inputs);
  std::memcpy(linear.scale.data(), scale.data, outputs * sizeof(float));
  std::memcpy(linear.bias.data(), bias.data, outputs * sizeof(float));
  for (size_t o = 0; o < outputs; ++o) {
    // Scores stay finite, and products within 16 bits, whatever the file says.
    if (!(std::fabs(linear.scale[o]) < 1e3f) || !(std::fabs(linear.bias[o]) < 1e6f))
      return damaged_model(name + " is out of range");
    int32_t total = 0;
    for (size_t i = 0; i < inputs; ++i) {
      if (cells[o * inputs + i] == -128) return damaged_model(name + " is out of range");
      total += cells[o * inputs + i];
    }
    linear.bias[o] -= static_cast<float>(kActivationZero * total) * linear.scale[o];
  }
  return linear;
}

base::Result<Network> Network::create(const ModelFile& file, const Kernels& kernels) {
  Network network;
  network.kernels_ = &kernels;
  network.checksum_ = file.checksum();
  const Table shape = SERVANDA_TRY(file.table("shape", CellType::kUint32, 1, 6));
  uint32_t sizes[6];
  std::memcpy(sizes, shape.data, sizeof sizes);
  for (const uint32_t size : sizes) {
    if (size == 0 || size > kWidestLayer) return damaged_model("its shape is out of range");
  }
  network.embedding_ = sizes[0], network.window_size_ = sizes[1], network.hidden_ = sizes[2];
  network.arc_ = sizes[4], network.label_ = sizes[5];
  if (sizes[0] % 32 != 0 || sizes[1] % 16 != 0 || sizes[2] % 16 != 0 || sizes[3] > 8 ||
      sizes[4] % 16 != 0 || sizes[5] % 16 != 0) {
    return damaged_model("its shape is out of range");
  }

  const Table tags = SERVANDA_TRY(file.table("tags", CellType::kUint8, 0, 2));
  if (tags.rows == 0 || tags.rows > 255) return damaged_model("the number of tags");
  for (uint32_t i = 0; i < tags.rows; ++i) {
    const auto upos = static_cast<uint8_t>(tags.data[2 * i]),
               xpos = static_cast<uint8_t>(tags.data[2 * i + 1]);
    if (upos > static_cast<uint8_t>(record::Upos::kX)) return damaged_model("a tag is unknown");
    network.tags_.push_back({static_cast<record::Upos>(upos), xpos});
    network.like_.push_back({static_cast<uint8_t>(i), static_cast<uint8_t>(i + 1)});
    if (i > 0 && network.tags_[i - 1].upos == network.tags_[i].upos)
      network.like_[i][0] = network.like_[i - 1][0];
    for (uint32_t k = network.like_[i][0]; k < i; ++k) network.like_[k][1] = network.like_[i][1];
    if (static_cast<record::Upos>(upos) != record::Upos::kVERB) continue;
    const std::string_view penn = record::xpos_name(xpos);
    if (penn == "VBZ") network.third_person_ = i;
    if (penn == "VBD") network.past_ = i;
    if (penn == "VBP") network.present_ = i;
  }

  const Table words = SERVANDA_TRY(file.table("words", CellType::kInt8, 0, network.embedding_));
  const Table affixes = SERVANDA_TRY(file.table("affixes", CellType::kInt8, 0, network.embedding_));
  const Table step = SERVANDA_TRY(file.table("embedding.step", CellType::kFloat32, 1, 1));
  const Table keys = SERVANDA_TRY(file.table("words.keys", CellType::kUint32, 1));
  const Table rows = SERVANDA_TRY(file.table("words.rows", CellType::kUint32, 1, keys.columns));
  if (words.rows == 0 || affixes.rows == 0 || !std::has_single_bit(keys.columns))
    return damaged_model("the size of a table");
  std::memcpy(&network.embedding_step_, step.data, sizeof(float));
  if (!(std::fabs(network.embedding_step_) < 1e3f))
    return damaged_model("embedding.step is out of range");
  network.words_ = reinterpret_cast<const int8_t*>(words.data);
  network.affixes_ = reinterpret_cast<const int8_t*>(affixes.data);
  network.word_rows_ = words.rows;
  network.affix_rows_ = affixes.rows;
  network.word_rows_by_hash_ = {reinterpret_cast<const uint32_t*>(keys.data),
                                reinterpret_cast<const uint32_t*>(rows.data), keys.columns - 1};

  if (const auto clusters = file.table("words.cluster", CellType::kUint8, 1, words.rows);
      clusters.ok())
    network.clusters_ = reinterpret_cast<const uint8_t*>(clusters.value().data);

  size_t at = 0;
  const auto take = [&](size_t n) { return std::exchange(at, at + n); };
  network.columns_.tag = take(network.tags_.size());
  network.columns_.entity = take(kEntityLabels);
  network.columns_.distance = take(kDistances);
  network.columns_.dependent = take(network.arc_);
  network.columns_.head = take(network.arc_);
  network.columns_.label_dependent = take(network.label_);
  network.columns_.label_head = take(network.label_);
  network.columns_.total = at;
  network.window_ =
      SERVANDA_TRY(linear(file, "window", 3 * network.embedding_, network.window_size_));
  network.split_window(reinterpret_cast<const int8_t*>(
      SERVANDA_TRY(file.table("window.weight", CellType::kInt8)).data));
  for (uint32_t l = 0; l < sizes[3]; ++l) {
    const size_t in = l == 0 ? network.window_size_ : 2 * network.hidden_;
    network.layers_.push_back(
        SERVANDA_TRY(linear(file, "layer" + std::to_string(l), in, 4 * network.hidden_)));
  }
  network.heads_ = SERVANDA_TRY(linear(file, "heads", 2 * network.hidden_, network.columns_.total));
  network.labels_ = SERVANDA_TRY(linear(file, "labels", network.label_, kDeprels));
  const Table root = SERVANDA_TRY(file.table("root", CellType::kInt8, 1, network.arc_));
  network.root_.assign(root.data, root.data + network.arc_);
  for (int8_t& cell : network.root_) cell = std::max<int8_t>(cell, -127);
  if (kernels.arrange != nullptr) {
    for (Linear* matrix : {&network.window_, &network.heads_, &network.labels_})
      kernels.arrange(matrix->weights);
    for (Linear& layer : network.layers_) kernels.arrange(layer.weights);
  }
  return network;
}

void Network::split_window(const int8_t* weights) {
  Weights& split = window_.weights;
  split.inputs = embedding_;
  split.outputs = 3 * window_size_;
  for (size_t o = 0; o < split.outputs; ++o) {
    const size_t part = o / window_size_, row = o % window_size_;
    split.pack(o, weights + (3 * row + part) * embedding_);
  }
  const std::vector<uint8_t> zeros(embedding_, kActivationZero);
  silence_.resize(split.outputs);
  kScalarKernels.multiply(zeros.data(), 1, split, silence_.data());
}

// A word enters the window's product as one of three neighbours: the sums of each are worked out
// when the word is new to the memory, and added up here.
void Network::window(State& state) const {
  const size_t words = state.forms.size();
  embed(state);
  state.below.resize(words * window_size_);
  size_t begin = 0;
  for (const uint32_t end : state.chunk_ends) {
    for (size_t t = begin; t < end; ++t) {
      if (t + kAhead < words) {
        base::prefetch(state.memory.row(state.rows[t + kAhead]),
                       window_.weights.outputs * sizeof(int32_t));
      }
      const int32_t* before = t == begin ? silence_.data() : state.memory.row(state.rows[t - 1]);
      const int32_t* at = state.memory.row(state.rows[t]);
      const int32_t* after = t + 1 == end ? silence_.data() : state.memory.row(state.rows[t + 1]);
      kernels_->window(before, at + window_size_, after + 2 * window_size_, window_.scale.data(),
                       window_.bias.data(), window_size_, state.below.data() + t * window_size_);
    }
    begin = end;
  }
}

void Network::embed(State& state) const {
  const size_t words = state.forms.size(), width = embedding_;
  state.memory.begin(checksum_, window_.weights.outputs, kBatchWords + kLongestChunk);
  state.rows.clear();
  state.fresh.clear();
  state.features.clear();
  state.parts.clear();
  for (const std::string_view form : state.forms) state.memory.ask(form);
  for (size_t t = 0; t < words; ++t) {
    const WordMemory::Place place = state.memory.place(state.forms[t]);
    state.rows.push_back(place.row);
    if (place.known) continue;
    state.fresh.push_back(place.row);
    state.features.push_back(features_of(state.forms[t]));
    const WordFeatures& features = state.features.back();
    word_rows_by_hash_.ask(features.word);
    word_rows_by_hash_.ask(features.word_with_zeros);
    state.parts.push_back(nullptr);  // the row of the word, which is not found yet
    for (const uint32_t affix : features.affixes) {
      state.parts.push_back(affixes_ + affix % affix_rows_ * width);
      base::prefetch(state.parts.back(), width);
    }
  }
  // What the words that are new lead to is on its way now.
  for (size_t f = 0; f < state.fresh.size(); ++f) {
    const WordFeatures& features = state.features[f];
    const uint32_t place = state.fresh[f];
    if (state.known.size() <= place) state.known.resize(place + 1);
    uint32_t row = word_rows_by_hash_.find(features.word);
    if (row == HashTable::kNone) row = word_rows_by_hash_.find(features.word_with_zeros);
    if (row >= word_rows_) row = 0;
    KnownForm& known = state.known[place];
    known.lower = features.word;
    known.cluster = clusters_ == nullptr ? uint8_t{0} : clusters_[row];
    known.lemma_tag = KnownForm::kNoTag;
    state.parts[f * kParts] = words_ + row * width;
    base::prefetch(state.parts[f * kParts], width);
  }
  const size_t fresh = state.fresh.size();
  state.embedded.resize(fresh * width);
  for (size_t i = 0; i < fresh; ++i) {
    kernels_->embed(state.parts.data() + i * kParts, kParts, width, embedding_step_,
                    state.embedded.data() + i * width);
  }
  product(window_, state.embedded, fresh, state.sums);
  for (size_t i = 0; i < fresh; ++i) {
    std::copy_n(state.sums.data() + i * window_.weights.outputs, window_.weights.outputs,
                state.memory.row(state.fresh[i]));
  }
}

void Network::product(const Linear& linear, const std::vector<uint8_t>& in, size_t rows,
                      std::vector<int32_t>& sums) const {
  if (sums.size() < rows * linear.weights.outputs) sums.resize(rows * linear.weights.outputs);
  kernels_->multiply(in.data(), rows, linear.weights, sums.data());
}

void Network::recur(const Linear& layer, const std::vector<uint8_t>& in, std::vector<uint8_t>& out,
                    State& state) const {
  const size_t words = state.forms.size(), width = 2 * hidden_;
  product(layer, in, words, state.sums);
  out.resize(words * width);
  state.recurrent.resize(hidden_);
  const auto stride = static_cast<std::ptrdiff_t>(layer.weights.outputs),
             out_stride = static_cast<std::ptrdiff_t>(width);
  size_t begin = 0;
  for (const uint32_t end : state.chunk_ends) {
    kernels_->scan(state.sums.data() + begin * layer.weights.outputs, stride, layer.scale.data(),
                   layer.bias.data(), hidden_, end - begin, out.data() + begin * width, out_stride,
                   state.recurrent.data());
    kernels_->scan(state.sums.data() + (end - 1) * layer.weights.outputs + 2 * hidden_, -stride,
                   layer.scale.data() + 2 * hidden_, layer.bias.data() + 2 * hidden_, hidden_,
                   end - begin, out.data() + (end - 1) * width + hidden_, -out_stride,
                   state.recurrent.data());
    begin = end;
  }
}

void Network::arcs(size_t begin, size_t end, State& state) const {
  const size_t n = end - begin, columns = padded(n + 1, kBlockOutputs),
               total = heads_.weights.outputs;
  state.dependents.resize(n * arc_);
  state.head_weights.inputs = arc_;
  state.head_weights.outputs = columns;
  state.head_weights.packed.assign(columns * arc_, 0);
  state.head_totals.assign(columns, 0);
  for (size_t i = 0; i <= n; ++i) {
    int8_t head[kWidestLayer];
    if (i < n) {
      const int32_t* row = state.head_sums.data() + (begin + i) * total;
      kernels_->squash(row + columns_.dependent, heads_.scale.data() + columns_.dependent,
                       heads_.bias.data() + columns_.dependent, arc_,
                       state.dependents.data() + i * arc_);
      uint8_t quantised[kWidestLayer];
      kernels_->squash(row + columns_.head, heads_.scale.data() + columns_.head,
                       heads_.bias.data() + columns_.head, arc_, quantised);
      for (size_t c = 0; c < arc_; ++c)
        head[c] = static_cast<int8_t>(quantised[c] - kActivationZero);
    } else {
      std::copy(root_.begin(), root_.end(), head);
    }
    int32_t sum = 0;
    for (size_t c = 0; c < arc_; ++c) sum += head[c];
    state.head_totals[i] = kActivationZero * sum;
    state.head_weights.pack(i, head);
  }
  if (state.score_sums.size() < n * columns) state.score_sums.resize(n * columns);
  kernels_->multiply(state.dependents.data(), n, state.head_weights, state.score_sums.data());

  state.scores.resize(n * (n + 1) + kMostLanes);
  for (size_t i = 0; i < n; ++i) {
    const int32_t* sums = state.score_sums.data() + i * columns;
    const int32_t* row = state.head_sums.data() + (begin + i) * total + columns_.distance;
    float distance[kDistances];
    for (size_t d = 0; d < kDistances; ++d) {
      distance[d] = static_cast<float>(row[d]) * heads_.scale[columns_.distance + d] +
                    heads_.bias[columns_.distance + d];
    }
    const uint8_t* buckets = kDistanceBuckets.of.data() + kLongestChunk - i;
    state.heads[begin + i] =
        static_cast<uint32_t>(kernels_->attach(sums, state.head_totals.data(), kArcScale, distance,
                                               buckets, n, i, state.scores.data() + i * (n + 1)));
  }
  state.trees.decode(*kernels_, state.scores.data(), n, state.heads.data() + begin);
}

void Network::labels(State& state) const {
  const size_t words = state.forms.size(), total = heads_.weights.outputs;
  state.pairs.resize(words * label_);
  size_t begin = 0;
  for (const uint32_t end : state.chunk_ends) {
    for (size_t t = begin; t < end; ++t) {
      const size_t from = columns_.label_dependent, to = columns_.label_head;
      kernels_->pair(state.head_sums.data() + t * total + from, heads_.scale.data() + from,
                     heads_.bias.data() + from,
                     state.head_sums.data() + (begin + state.heads[t]) * total + to,
                     heads_.scale.data() + to, heads_.bias.data() + to, label_,
                     state.pairs.data() + t * label_);
    }
    begin = end;
  }
  product(labels_, state.pairs, words, state.sums);
  state.deprels.resize(words);
  begin = 0;
  static_assert(static_cast<size_t>(record::Deprel::kRoot) == 0);
  for (const uint32_t end : state.chunk_ends) {
    for (size_t t = begin; t < end; ++t) {
      const bool root = state.heads[t] == t - begin;
      state.deprels[t] =
          root ? uint8_t{0}
               : static_cast<uint8_t>(
                     1 + kernels_->best(state.sums.data() + t * labels_.weights.outputs + 1,
                                        labels_.scale.data() + 1, labels_.bias.data() + 1,
                                        kDeprels - 1));
    }
    begin = end;
  }
}

void Network::classify(State& state) const {
  const size_t words = state.forms.size();
  state.tags.resize(words);
  state.entities.resize(words);
  for (size_t t = 0; t < words; ++t) {
    const int32_t* row = state.head_sums.data() + t * heads_.weights.outputs;
    const auto top = [&](size_t column, size_t count) {
      return static_cast<uint8_t>(kernels_->best(row + column, heads_.scale.data() + column,
                                                 heads_.bias.data() + column, count));
    };
    state.tags[t] = top(columns_.tag, tags_.size());
    const char last = state.forms[t].empty() ? 's' : to_lower_ascii(state.forms[t].back());
    if (state.tags[t] == third_person_ && last != 's') state.tags[t] = tense_of(row);
    state.entities[t] = top(columns_.entity, kEntityLabels);
  }
  size_t begin = 0;
  for (const uint32_t end : state.chunk_ends) {
    // Where the best labels of the words are a permitted chain, they are the best one.
    size_t before = kEntityLabels;
    for (size_t t = begin; t < end; before = state.entities[t++]) {
      if (entity_label_may_follow(before, state.entities[t])) continue;
      chain_entities(begin, end, state);
      break;
    }
    begin = end;
  }
}

uint8_t Network::tense_of(const int32_t* row) const {
  size_t best = third_person_;
  float top = 0;
  for (const size_t tag : {past_, present_}) {
    if (tag == SIZE_MAX) continue;
    const float score = tag_score(row, tag);
    if (best == third_person_ || score > top) best = tag, top = score;
  }
  return static_cast<uint8_t>(best);
}

float Network::tag_score(const int32_t* row, size_t tag) const {
  const size_t c = columns_.tag + tag;
  return static_cast<float>(row[c]) * heads_.scale[c] + heads_.bias[c];
}

void Network::note(const State& state, size_t word, NotedWord& noted) const {
  const int32_t* row = state.head_sums.data() + word * heads_.weights.outputs;
  noted.form = state.forms[word];
  noted.lower = state.known[state.rows[word]].lower;
  noted.cluster = state.known[state.rows[word]].cluster;
  noted.label = state.entities[word];
  noted.tag = noted.rival = state.tags[word];
  noted.lead = kCertainTag;
  entity_scores(state, word, noted.scores.data());
  const float score = tag_score(row, noted.tag);
  if (score >= kCertainTag) return;
  const auto [first, end] = like_[noted.tag];
  const auto rivals = [&](size_t from, size_t count) {
    if (count == 0) return;
    const size_t c = columns_.tag + from;
    const size_t best =
        from + kernels_->best(row + c, heads_.scale.data() + c, heads_.bias.data() + c, count);
    const float lead = score - tag_score(row, best);
    if (noted.rival != noted.tag && lead >= noted.lead) return;
    noted.rival = static_cast<uint8_t>(best);
    noted.lead = lead;
  };
  rivals(0, first);
  rivals(end, tags_.size() - end);
}

void Network::entity_scores(const State& state, size_t word, float* scores) const {
  const int32_t* row = state.head_sums.data() + word * heads_.weights.outputs;
  for (size_t c = columns_.entity; c < columns_.entity + kEntityLabels; ++c)
    *scores++ = static_cast<float>(row[c]) * heads_.scale[c] + heads_.bias[c];
}

void Network::chain_entities(size_t begin, size_t end, State& state) const {
  state.entity_scores.resize((end - begin) * kEntityLabels);
  for (size_t t = begin; t < end; ++t)
    entity_scores(state, t, state.entity_scores.data() + (t - begin) * kEntityLabels);
  best_entity_labels(state.entity_scores.data(), end - begin, state.entity_back,
                     state.entities.data() + begin);
}

void Network::run(State& state) const {
  const size_t words = state.forms.size();
  if (words == 0) return;
  window(state);
  for (const Linear& layer : layers_) {
    recur(layer, state.below, state.above, state);
    state.below.swap(state.above);
  }
  product(heads_, state.below, words, state.head_sums);
  state.heads.resize(words);
  size_t begin = 0;
  for (const uint32_t end : state.chunk_ends) {
    arcs(begin, end, state);
    begin = end;
  }
  labels(state);
  classify(state);
}

}  // namespace servanda::language
