// Stochastic gradient with AdaGrad steps and averaging over a log-linear model of all sides at
// once. Which mention of a country speaks for it is not annotated: the one that scores best under
// the weights so far.
#include "fit_parties.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace servanda::tools {
namespace {

using event::PartyScores;
using event::PartyTask;
using event::Sides;

// The weights of one model while it is fitted.
class Weights {
 public:
  Weights(std::string name, size_t classes) : name_(std::move(name)), classes_(classes) {}

  void count(const std::vector<uint32_t>& features) {
    for (uint32_t f : features) ++counts_[f];
  }

  void start(int min_count) {
    std::vector<uint32_t> keys;
    for (const auto& [feature, count] : counts_) {
      if (count >= static_cast<uint32_t>(min_count)) keys.push_back(feature);
    }
    std::sort(keys.begin(), keys.end());
    keys_ = keys;
    for (uint32_t i = 0; i < keys.size(); ++i) rows_[keys[i]] = i;
    weights_.assign(keys.size() * classes_, 0);
    squares_.assign(keys.size() * classes_, 0.1F);
    sums_.assign(keys.size() * classes_, 0);
  }

  std::vector<uint32_t> rows_of(const std::vector<uint32_t>& features) const {
    std::vector<uint32_t> out;
    for (uint32_t f : features) {
      if (const auto at = rows_.find(f); at != rows_.end()) out.push_back(at->second);
    }
    return out;
  }

  float sum(const std::vector<uint32_t>& rows, size_t cls) const {
    float out = 0;
    for (uint32_t row : rows) out += weights_[row * classes_ + cls];
    return out;
  }

  void step(const std::vector<uint32_t>& rows, size_t cls, float slope, const FitOptions& options) {
    for (uint32_t row : rows) {
      float& w = weights_[row * classes_ + cls];
      const float gradient = slope + options.decay * w;
      float& square = squares_[row * classes_ + cls];
      square += gradient * gradient;
      w -= options.rate * gradient / std::sqrt(square);
    }
  }

  void remember() {
    ++remembered_;
    for (size_t i = 0; i < weights_.size(); ++i) sums_[i] += weights_[i];
  }

  event::LinearModel model(const std::vector<std::string>& names, const FitOptions& options) const {
    const auto remembered = static_cast<float>(remembered_);
    std::vector<float> means = sums_;
    float largest = 1e-6F;
    for (float& w : means) w /= remembered, largest = std::max(largest, std::abs(w));
    event::LinearModel out;
    out.name = name_;
    out.classes = names;
    out.set_scale(largest / 127);
    for (size_t i = 0; i < keys_.size(); ++i)
      add_in_bytes(keys_[i], std::span(means).subspan(i * classes_, classes_), largest, options,
                   out);
    out.finish();
    return out;
  }

 private:
  std::string name_;
  size_t classes_;
  std::unordered_map<uint32_t, uint32_t> counts_, rows_;
  std::vector<uint32_t> keys_;
  std::vector<float> weights_, squares_, sums_;
  int remembered_ = 0;
};

template <size_t N>
std::vector<std::string> names_of(const std::array<std::string_view, N>& names) {
  return {names.begin(), names.end()};
}

// A task with its features as rows of the weights.
struct Prepared {
  const PartyExample* example = nullptr;
  std::vector<std::vector<std::vector<uint32_t>>> roles;  // code, mention, rows
  std::vector<std::vector<uint32_t>> pairs;
  std::vector<uint32_t> shape, agreement;
};

class Fitter {
 public:
  Fitter(const std::vector<const PartyExample*>& examples, const FitOptions& options)
      : options_(options) {
    for (const PartyExample* e : examples) {
      for (const auto& code : e->task.codes) {
        for (const auto& features : code.features) role_.count(features);
      }
      for (const auto& features : e->task.pairs) pair_.count(features);
      shape_.count(e->task.shape);
      agreement_.count(e->task.agreement);
    }
    for (Weights* w : {&role_, &pair_, &shape_, &agreement_}) w->start(options.min_count);
    for (const PartyExample* e : examples) {
      Prepared p;
      p.example = e;
      for (const auto& code : e->task.codes) {
        p.roles.emplace_back();
        for (const auto& features : code.features)
          p.roles.back().push_back(role_.rows_of(features));
      }
      for (const auto& features : e->task.pairs) p.pairs.push_back(pair_.rows_of(features));
      p.shape = shape_.rows_of(e->task.shape);
      p.agreement = agreement_.rows_of(e->task.agreement);
      prepared_.push_back(std::move(p));
    }
  }

  std::vector<event::LinearModel> run() {
    std::vector<size_t> order(prepared_.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    uint64_t state = options_.seed * 0x9E3779B97F4A7C15ull + 1;
    const auto random = [&state] {
      state ^= state << 13, state ^= state >> 7, state ^= state << 17;
      return state;
    };
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (size_t index : order) step(prepared_[index]);
      if (epoch * 2 < options_.epochs) continue;
      for (Weights* w : {&role_, &pair_, &shape_, &agreement_}) w->remember();
    }
    return {role_.model(names_of(event::kRoleNames), options_),
            pair_.model(names_of(event::kPairNames), options_),
            shape_.model(names_of(event::kShapeNames), options_),
            agreement_.model(names_of(event::kAgreementNames), options_)};
  }

 private:
  PartyScores score(const Prepared& p) const {
    PartyScores scores;
    for (const auto& mentions : p.roles) {
      PartyScores::Code best{-1e9F, -1e9F, -1e9F};
      for (uint32_t m = 0; m < mentions.size(); ++m) {
        const float actor = role_.sum(mentions[m], 0), recipient = role_.sum(mentions[m], 1),
                    both = role_.sum(mentions[m], 2);
        if (actor > best.actor) best.actor = actor, best.actor_at = m;
        if (recipient > best.recipient) best.recipient = recipient, best.recipient_at = m;
        if (both > best.both) best.both = both, best.both_at = m;
      }
      scores.codes.push_back(best);
    }
    for (const auto& rows : p.pairs) {
      auto& into = scores.pairs.emplace_back();
      for (size_t k = 0; k < into.size(); ++k) into[k] = pair_.sum(rows, k);
    }
    for (size_t k = 0; k < scores.shape.size(); ++k) scores.shape[k] = shape_.sum(p.shape, k);
    for (size_t k = 0; k < scores.agreement.size(); ++k)
      scores.agreement[k] = agreement_.sum(p.agreement, k);
    return scores;
  }

  // The chances of everything that has weights, less what is annotated.
  void step(const Prepared& p) {
    const PartyTask& task = p.example->task;
    const size_t count = task.codes.size();
    const PartyScores scores = score(p);
    std::vector<float> chances = event::score_all(task, scores);
    const float top = *std::max_element(chances.begin(), chances.end());
    float total = 0;
    for (float& c : chances) total += c = std::exp(c - top);
    struct Slopes {
      std::vector<std::array<float, 3>> roles;
      std::vector<std::array<float, event::kPairNames.size()>> pairs;
      std::array<float, event::kShapeNames.size()> shape{};
      std::array<float, event::kAgreementNames.size()> agreement{};
    } slopes;
    slopes.roles.resize(count);
    slopes.pairs.resize(p.pairs.size());
    const auto add = [&](const std::vector<Sides>& sides, float weight) {
      for (size_t i = 0; i < count; ++i) {
        if ((sides[i] & event::kActs) != 0) slopes.roles[i][0] += weight;
        if ((sides[i] & event::kReceives) != 0) slopes.roles[i][1] += weight;
        if (sides[i] == event::kActsAndReceives) slopes.roles[i][2] += weight;
        for (size_t j = 0; j < i; ++j)
          slopes.pairs[event::pair_index(j, i)][event::pair_class(sides[j], sides[i])] += weight;
      }
      slopes.shape[static_cast<size_t>(event::shape_of(sides))] += weight;
      slopes.agreement[event::agreement_of(task, sides)] += weight;
    };
    for (uint32_t n = 1; n < chances.size(); ++n) {
      if (chances[n] > 1e-6F * total) add(event::sides_of(n, count), chances[n] / total);
    }
    add(p.example->sides, -1);
    for (size_t i = 0; i < count; ++i) {
      role_.step(p.roles[i][scores.codes[i].actor_at], 0, slopes.roles[i][0], options_);
      role_.step(p.roles[i][scores.codes[i].recipient_at], 1, slopes.roles[i][1], options_);
      role_.step(p.roles[i][scores.codes[i].both_at], 2, slopes.roles[i][2], options_);
    }
    for (size_t i = 0; i < p.pairs.size(); ++i) {
      for (size_t k = 0; k < slopes.pairs[i].size(); ++k)
        pair_.step(p.pairs[i], k, slopes.pairs[i][k] * event::pair_weight(count), options_);
    }
    for (size_t k = 0; k < slopes.shape.size(); ++k)
      shape_.step(p.shape, k, slopes.shape[k], options_);
    for (size_t k = 0; k < slopes.agreement.size(); ++k)
      agreement_.step(p.agreement, k, slopes.agreement[k], options_);
  }

  FitOptions options_;
  Weights role_{"role", event::kRoleNames.size()}, pair_{"pair", event::kPairNames.size()},
      shape_{"shape", event::kShapeNames.size()},
      agreement_{"agreement", event::kAgreementNames.size()};
  std::vector<Prepared> prepared_;
};

}  // namespace

std::vector<event::LinearModel> fit_parties(const std::vector<const PartyExample*>& examples,
                                            const FitOptions& options) {
  return Fitter(examples, options).run();
}

}  // namespace servanda::tools
