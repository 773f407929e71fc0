// Hand-written backpropagation with Adam (Kingma and Ba 2015); of the rows of features only those
// that a batch touches are moved. One thread, a fixed seed.
#include "fit_network.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <unordered_map>
#include <utility>

namespace servanda::tools {
namespace {

constexpr float kFirst = 0.9F, kSecond = 0.999F, kSmall = 1e-8F;

// A matrix with its gradient and the moments of Adam.
struct Parameter {
  size_t columns = 0;
  std::vector<float> value, gradient, first, second;

  void make(size_t rows, size_t width) {
    columns = width;
    value.assign(rows * width, 0), gradient = first = second = value;
  }
  float* row(size_t r) { return value.data() + r * columns; }
  float* slopes(size_t r) { return gradient.data() + r * columns; }
  void step(size_t r, float rate) {
    for (size_t i = r * columns; i < (r + 1) * columns; ++i) {
      const float g = gradient[i];
      first[i] = kFirst * first[i] + (1 - kFirst) * g;
      second[i] = kSecond * second[i] + (1 - kSecond) * g * g;
      value[i] -= rate * first[i] / (std::sqrt(second[i]) + kSmall);
      gradient[i] = 0;
    }
  }
};

class NetworkTrainer {
 public:
  NetworkTrainer(const ExampleSet& set, const NetworkOptions& options)
      : set_(set), options_(options), classes_(set.classes.size()), random_(options.seed) {
    std::unordered_map<uint32_t, uint32_t> counts, rows;
    for (const Example& e : set.examples) {
      for (const uint32_t f : e.features) ++counts[f];
    }
    for (const auto& [feature, count] : counts) {
      if (count >= static_cast<uint32_t>(options.min_count)) keys_.push_back(feature);
    }
    std::sort(keys_.begin(), keys_.end());
    for (uint32_t i = 0; i < keys_.size(); ++i) rows[keys_[i]] = i;
    active_.resize(set.examples.size());
    for (size_t i = 0; i < set.examples.size(); ++i) {
      for (const uint32_t f : set.examples[i].features) {
        const auto at = rows.find(f);
        if (at != rows.end()) active_[i].push_back(at->second);
      }
    }
    embedding_.make(keys_.size(), options.width);
    out_.make(options.width + 1, classes_);
    // Box and Muller, so that every library draws the same.
    for (float& v : embedding_.value) {
      const float a = std::max(uniform(), 1e-7F), b = uniform();
      v = 0.1F * std::sqrt(-2 * std::log(a)) * std::cos(6.2831853F * b);
    }
    const float range = 1 / std::sqrt(static_cast<float>(options.width));
    for (float& v : out_.value) v = range * (2 * uniform() - 1);
    touched_.assign(keys_.size(), 0);
  }

  void train() {
    std::vector<size_t> order(set_.examples.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    const size_t batches = (order.size() + options_.batch - 1) / options_.batch;
    const auto steps = static_cast<float>(batches) * static_cast<float>(options_.epochs);
    float step = 0, first = 1, second = 1;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
      for (size_t begin = 0; begin < order.size(); begin += options_.batch) {
        const size_t end = std::min(order.size(), begin + options_.batch);
        for (size_t i = begin; i < end; ++i) learn(order[i], 1 / static_cast<float>(end - begin));
        first *= kFirst, second *= kSecond;
        const float rate = options_.rate * (1 - step / steps) * std::sqrt(1 - second) / (1 - first);
        for (const uint32_t row : rows_) embedding_.step(row, rate), touched_[row] = 0;
        rows_.clear();
        for (size_t r = 0; r <= options_.width; ++r) out_.step(r, rate);
        ++step;
      }
    }
  }

  event::LinearModel hidden() const {
    event::LinearModel model;
    model.name = set_.name + "_hidden";
    for (size_t u = 0; u < options_.width; ++u) model.classes.push_back(std::to_string(u));
    put(embedding_, keys_, model);
    return model;
  }

  event::LinearModel out() const {
    event::LinearModel model;
    model.name = set_.name + "_out", model.classes = set_.classes;
    std::vector<uint32_t> units(options_.width + 1);
    for (uint32_t u = 0; u < units.size(); ++u) units[u] = u + 1;
    put(out_, units, model);
    return model;
  }

 private:
  float uniform() {
    return static_cast<float>(random_() >> 40) / static_cast<float>(uint64_t{1} << 24);
  }

  static void put(const Parameter& from, const std::vector<uint32_t>& keys,
                  event::LinearModel& model) {
    float largest = 1e-6F;
    for (const float v : from.value) largest = std::max(largest, std::abs(v));
    model.set_scale(largest / 127);
    FitOptions all;
    all.least = all.least_weight = 0;
    for (size_t i = 0; i < keys.size(); ++i)
      add_in_bytes(keys[i], std::span(from.value).subspan(i * from.columns, from.columns), largest,
                   all, model);
    model.finish();
  }

  // Adds the slopes of one example, which counts so much.
  void learn(size_t index, float share) {
    const Example& example = set_.examples[index];
    const size_t width = options_.width;
    kept_.clear();
    for (const uint32_t row : active_[index]) {
      if (uniform() >= options_.feature_dropout) kept_.push_back(row);
    }
    // Those that are left count for all.
    const float more = 1 / (1 - options_.feature_dropout);
    units_.assign(width, 0), slopes_.assign(width, 0), scores_.assign(classes_, 0);
    for (const uint32_t row : kept_) {
      const float* weights = embedding_.row(row);
      for (size_t u = 0; u < width; ++u) units_[u] += more * weights[u];
    }
    for (size_t u = 0; u < width; ++u) {
      const bool left = uniform() >= options_.dropout;
      units_[u] = left && units_[u] > 0 ? units_[u] / (1 - options_.dropout) : 0;
    }
    for (size_t k = 0; k < classes_; ++k) scores_[k] = out_.row(width)[k];
    for (size_t u = 0; u < width; ++u) {
      if (units_[u] == 0) continue;
      const float* weights = out_.row(u);
      for (size_t k = 0; k < classes_; ++k) scores_[k] += units_[u] * weights[k];
    }
    event::to_probabilities(scores_);
    for (size_t k = 0; k < classes_; ++k)
      scores_[k] = (scores_[k] - (k == example.label ? 1.0F : 0.0F)) * example.weight * share;
    for (size_t k = 0; k < classes_; ++k) out_.slopes(width)[k] += scores_[k];
    for (size_t u = 0; u < width; ++u) {
      if (units_[u] == 0) continue;
      const float* weights = out_.row(u);
      float* slopes = out_.slopes(u);
      for (size_t k = 0; k < classes_; ++k) {
        slopes[k] += units_[u] * scores_[k];
        slopes_[u] += weights[k] * scores_[k];
      }
      slopes_[u] *= more / (1 - options_.dropout);
    }
    for (const uint32_t row : kept_) {
      if (!touched_[row]) touched_[row] = 1, rows_.push_back(row);
      float* slopes = embedding_.slopes(row);
      for (size_t u = 0; u < width; ++u) slopes[u] += slopes_[u];
    }
  }

  const ExampleSet& set_;
  const NetworkOptions options_;
  const size_t classes_;
  std::mt19937_64 random_;
  std::vector<uint32_t> keys_, kept_, rows_;
  std::vector<std::vector<uint32_t>> active_;
  std::vector<uint8_t> touched_;
  Parameter embedding_, out_;
  std::vector<float> units_, slopes_, scores_;
};

}  // namespace

NetworkOptions with_trials(NetworkOptions options) {
  const auto number = [](const char* what, float otherwise) {
    const char* text = std::getenv(what);
    return text == nullptr ? otherwise : std::strtof(text, nullptr);
  };
  options.width = static_cast<size_t>(number("net_width", static_cast<float>(options.width)));
  options.epochs = static_cast<int>(number("net_epochs", static_cast<float>(options.epochs)));
  options.rate = number("net_rate", options.rate);
  options.feature_dropout = number("net_fdrop", options.feature_dropout);
  options.dropout = number("net_drop", options.dropout);
  options.min_count = static_cast<int>(number("net_count", static_cast<float>(options.min_count)));
  return options;
}

reading::Decision fit_network(const ExampleSet& set, const NetworkOptions& options) {
  NetworkTrainer trainer(set, options);
  trainer.train();
  return reading::Decision::create(trainer.hidden(), trainer.out()).value();
}

}  // namespace servanda::tools
