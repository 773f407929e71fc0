// Looks up weights and sums them.
#include "servanda/event/linear_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <type_traits>

namespace servanda::event {
namespace {

// How many classes are summed at once, in vectors of the compiler.
constexpr size_t kStep = WeightTable::kStep;
using Bytes = int8_t __attribute__((vector_size(kStep)));
using Words = int16_t __attribute__((vector_size(2 * kStep)));
constexpr size_t kTogether = 256;  // weights of 8 bits fit into sums of 16

// Adds to the sums of so many vectors of classes, from one on, those of rows.
template <size_t Steps>
void add_steps(std::span<const int8_t* const> rows, size_t from, size_t classes,
               std::span<int32_t> sums) {
  // The last vector ends with the row, so that nothing behind it is read; a shorter row begins one.
  std::array<size_t, Steps> places;
  const size_t last = classes < kStep ? 0 : classes - kStep;
  for (size_t step = 0; step < Steps; ++step) places[step] = std::min(from + step * kStep, last);
  std::array<Words, Steps> part{};
  for (const int8_t* row : rows) {
    for (size_t step = 0; step < Steps; ++step) {
      Bytes weights;
      std::memcpy(&weights, row + places[step], kStep);
      part[step] += __builtin_convertvector(weights, Words);
    }
  }
  // Of classes that two vectors have, the later counts what the earlier has not.
  for (size_t step = 0; step < Steps; ++step) {
    const size_t begin = from + step * kStep;
    for (size_t k = begin - places[step]; k < kStep && places[step] + k < classes; ++k)
      sums[places[step] + k] += part[step][k];
  }
}

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

void LinearModel::ask(std::span<const uint32_t> features) const {
  for (const uint32_t feature : features) table_.ask_number(feature);
}

void LinearModel::ask(std::span<const uint32_t> features, Places& places) const {
  const size_t first = places.size();
  places.resize(first + features.size());
  for (size_t i = 0; i < features.size(); ++i) places[first + i] = table_.ask_place(features[i]);
}

void LinearModel::add_rows(std::span<const int8_t* const> rows, Sums& sums) const {
  const size_t steps = (classes.size() + kStep - 1) / kStep;
  for (size_t step = 0; step < steps;) {
    const auto add = [&](auto width) {
      add_steps<width>(rows, step * kStep, classes.size(), sums);
      step += width;
    };
    if (steps - step >= 4)
      add(std::integral_constant<size_t, 4>());
    else if (steps - step == 3)
      add(std::integral_constant<size_t, 3>());
    else if (steps - step == 2)
      add(std::integral_constant<size_t, 2>());
    else
      add(std::integral_constant<size_t, 1>());
  }
}

void LinearModel::add_up(std::span<const uint32_t> features, Sums& sums) const {
  std::fill_n(sums.begin(), classes.size(), 0);
  std::array<const int8_t*, kTogether> rows;
  for (; !features.empty(); features = features.subspan(std::min(kTogether, features.size()))) {
    const size_t count = std::min(kTogether, features.size());
    for (size_t i = 0; i < count; ++i) table_.ask_number(features[i]);
    for (size_t i = 0; i < count; ++i) rows[i] = table_.ask_place(features[i]);
    for (size_t i = 0; i < count; ++i) rows[i] = table_.row_at(rows[i], features[i]);
    add_rows({rows.data(), count}, sums);
  }
}

void LinearModel::add_up(std::span<const uint32_t> features, std::span<const int8_t* const> places,
                         Sums& sums) const {
  std::fill_n(sums.begin(), classes.size(), 0);
  std::array<const int8_t*, kTogether> rows;
  for (size_t begin = 0; begin < features.size(); begin += kTogether) {
    const size_t count = std::min(kTogether, features.size() - begin);
    for (size_t i = 0; i < count; ++i)
      rows[i] = table_.row_at(places[begin + i], features[begin + i]);
    add_rows({rows.data(), count}, sums);
  }
}

void LinearModel::to_probabilities(const Sums& sums, std::span<float> into) const {
  const size_t count = classes.size();
  const int32_t top =
      *std::max_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count));
  float total = 0;
  for (size_t k = 0; k < count; ++k)
    total += into[k] = std::exp(static_cast<float>(sums[k] - top) * scale_);
  for (size_t k = 0; k < count; ++k) into[k] /= total;
}

std::vector<float> LinearModel::probabilities(std::span<const uint32_t> features) const {
  Sums sums;
  add_up(features, sums);
  std::vector<float> out(classes.size());
  to_probabilities(sums, out);
  return out;
}

void LinearModel::probabilities(std::span<const uint32_t> features,
                                std::span<const int8_t* const> places,
                                std::span<float> into) const {
  Sums sums;
  add_up(features, places, sums);
  to_probabilities(sums, into);
}

void LinearModel::to_floats(const Sums& sums, std::span<float> into) const {
  for (size_t k = 0; k < std::min(into.size(), classes.size()); ++k)
    into[k] = static_cast<float>(sums[k]) * scale_;
}

void LinearModel::sums(std::span<const uint32_t> features, std::span<float> into) const {
  Sums sums;
  add_up(features, sums);
  to_floats(sums, into);
}

void LinearModel::sums(std::span<const uint32_t> features, std::span<const int8_t* const> places,
                       std::span<float> into) const {
  Sums sums;
  add_up(features, places, sums);
  to_floats(sums, into);
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
