// Stochastic gradient with AdaGrad steps and averaging over a log-linear model of all sides at
// once. Which mention of a country speaks for it is not annotated: the one that scores best under
// the weights so far.
#include "fit_parties.h"

#include <algorithm>
#include <cmath>

#include "choice_weights.h"

namespace servanda::tools {
namespace {

using event::PartyScores;
using event::PartyTask;
using event::Sides;

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
      role_.count(e->task.roles.numbers());
      pair_.count(e->task.pairs.numbers());
      shape_.count(e->task.shape);
      agreement_.count(e->task.agreement);
    }
    for (ChoiceWeights* w : {&role_, &pair_, &shape_, &agreement_}) w->start(options.min_count);
    for (const PartyExample* e : examples) {
      Prepared p;
      p.example = e;
      for (const auto& code : e->task.codes) {
        p.roles.emplace_back();
        for (size_t m = 0; m < code.mentions.size(); ++m)
          p.roles.back().push_back(role_.rows_of(e->task.roles[code.first + m]));
      }
      for (size_t i = 0; i < e->task.pairs.size(); ++i)
        p.pairs.push_back(pair_.rows_of(e->task.pairs[i]));
      p.shape = shape_.rows_of(e->task.shape);
      p.agreement = agreement_.rows_of(e->task.agreement);
      prepared_.push_back(std::move(p));
    }
  }

  std::vector<event::LinearModel> run() {
    pass_over(
        prepared_.size(), options_, [&](size_t index) { step(prepared_[index]); },
        [&] {
          for (ChoiceWeights* w : {&role_, &pair_, &shape_, &agreement_}) w->remember();
        });
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
  ChoiceWeights role_{"role", event::kRoleNames.size()}, pair_{"pair", event::kPairNames.size()},
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
