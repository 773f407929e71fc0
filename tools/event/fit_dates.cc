// A choice among the ways to date an act. Several may say the same date: what they say together
// counts.
#include "fit_dates.h"

#include "choice_weights.h"

namespace servanda::tools {
namespace {

struct Prepared {
  std::vector<std::vector<uint32_t>> rows;  // of each option
  const std::vector<bool>* right = nullptr;
};

void step(const Prepared& act, const FitOptions& options, ChoiceWeights& weights) {
  std::vector<float> chances;
  for (const auto& rows : act.rows) chances.push_back(weights.sum(rows, 0));
  const float top = *std::max_element(chances.begin(), chances.end());
  float total = 0, right = 0;
  for (size_t i = 0; i < chances.size(); ++i) {
    total += chances[i] = std::exp(chances[i] - top);
    if ((*act.right)[i]) right += chances[i];
  }
  for (size_t i = 0; i < chances.size(); ++i) {
    const float wanted = (*act.right)[i] && right > 0 ? chances[i] / right : 0;
    weights.step(act.rows[i], 0, chances[i] / total - wanted, options);
  }
}

}  // namespace

event::LinearModel fit_dates(const std::vector<DateExample>& examples, const FitOptions& options) {
  ChoiceWeights weights("date", 1);
  for (const DateExample& example : examples) {
    for (const auto& features : example.options) weights.count(features);
  }
  weights.start(options.min_count);
  std::vector<Prepared> prepared;
  for (const DateExample& example : examples) {
    Prepared& act = prepared.emplace_back();
    for (const auto& features : example.options) act.rows.push_back(weights.rows_of(features));
    act.right = &example.right;
  }
  pass_over(
      prepared.size(), options, [&](size_t index) { step(prepared[index], options, weights); },
      [&] { weights.remember(); });
  return weights.model({"chosen"}, options);
}

}  // namespace servanda::tools
