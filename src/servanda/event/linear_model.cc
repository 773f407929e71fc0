// Looks up weights and sums them.
#include "servanda/event/linear_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace servanda::event {
namespace {

// How many classes are summed at once, in vectors of the compiler.
constexpr size_t kStep = WeightTable::kStep;
using Bytes = int8_t __attribute__((vector_size(kStep)));
using Words = int16_t __attribute__((vector_size(2 * kStep)));

}  // namespace

void to_probabilities(std::span<float> scores) {
  const float top = *std::max_element(scores.begin(), scores.end());
  float total = 0;
  for (float& score : scores) total += score = std::exp(score - top);
  for (float& score : scores) score /= total;
}

void LinearModel::set(uint32_t feature, const std::vector<int8_t>& weights) {
  keys_.push_back(feature);
  weights_.insert(weights_.end(), weights.begin(), weights.end());
}

bool LinearModel::finish() {
  const bool made = table_.make(keys_, weights_, classes.size());
  keys_ = {};
  weights_ = {};
  return made;
}

bool LinearModel::set_table(WeightTable::Columns columns) {
  return !columns.sizes.empty() && columns.sizes.front() == classes.size() &&
         table_.take(std::move(columns));
}

template <size_t Steps>
void LinearModel::add_steps(std::span<const uint32_t> features, size_t from, Sums& sums) const {
  constexpr size_t kMost = 256;  // of weights of 8 bits fit into sums of 16
  // The last vector ends with the row, so that nothing behind it is read; a shorter row begins one.
  std::array<size_t, Steps> places;
  const size_t last = classes.size() < kStep ? 0 : classes.size() - kStep;
  for (size_t step = 0; step < Steps; ++step) places[step] = std::min(from + step * kStep, last);
  std::array<std::array<int32_t, kStep>, Steps> totals{};
  for (size_t begin = 0; begin < features.size(); begin += kMost) {
    std::array<Words, Steps> part{};
    for (const uint32_t feature :
         features.subspan(begin, std::min(kMost, features.size() - begin))) {
      const int8_t* row = table_.row(feature);
      for (size_t step = 0; step < Steps; ++step) {
        Bytes weights;
        std::memcpy(&weights, row + places[step], kStep);
        part[step] += __builtin_convertvector(weights, Words);
      }
    }
    for (size_t step = 0; step < Steps; ++step) {
      for (size_t k = 0; k < kStep; ++k) totals[step][k] += part[step][k];
    }
  }
  for (size_t step = 0; step < Steps; ++step)
    std::copy_n(totals[step].begin(), kStep,
                sums.begin() + static_cast<std::ptrdiff_t>(places[step]));
}

void LinearModel::add_up(const std::vector<uint32_t>& features, Sums& sums) const {
  constexpr size_t kTogether = 4;
  const size_t steps = (classes.size() + kStep - 1) / kStep;
  size_t step = 0;
  for (; step + kTogether <= steps; step += kTogether)
    add_steps<kTogether>(features, step * kStep, sums);
  if (steps - step == 3) add_steps<3>(features, step * kStep, sums);
  if (steps - step == 2) add_steps<2>(features, step * kStep, sums);
  if (steps - step == 1) add_steps<1>(features, step * kStep, sums);
}

std::vector<float> LinearModel::probabilities(const std::vector<uint32_t>& features) const {
  const size_t count = classes.size();
  Sums sums;
  add_up(features, sums);
  std::vector<float> out(count);
  const int32_t top =
      *std::max_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count));
  float total = 0;
  for (size_t k = 0; k < count; ++k)
    total += out[k] = std::exp(static_cast<float>(sums[k] - top) * scale_);
  for (float& p : out) p /= total;
  return out;
}

void LinearModel::sums(const std::vector<uint32_t>& features, std::span<float> into) const {
  Sums sums;
  add_up(features, sums);
  for (size_t k = 0; k < std::min(into.size(), classes.size()); ++k)
    into[k] = static_cast<float>(sums[k]) * scale_;
}

std::vector<LinearModel::Row> LinearModel::rows() const {
  std::vector<Row> out;
  table_.for_each([&](uint32_t feature, std::span<const int8_t> weights) {
    out.push_back({feature, weights});
  });
  std::sort(out.begin(), out.end(),
            [](const Row& a, const Row& b) { return a.feature < b.feature; });
  return out;
}

}  // namespace servanda::event
