// Looks up weights and sums them.
#include "servanda/event/linear_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace servanda::event {
namespace {

uint32_t feature_of(const int8_t* record) {
  uint32_t feature = 0;
  std::memcpy(&feature, record, sizeof feature);
  return feature;
}

// How many classes are summed at once, in vectors of the compiler.
constexpr size_t kStep = 8;
using Bytes = int8_t __attribute__((vector_size(kStep)));
using Words = int16_t __attribute__((vector_size(2 * kStep)));

}  // namespace

void LinearModel::set(uint32_t feature, const std::vector<int8_t>& weights) {
  keys_.push_back(feature);
  weights_.insert(weights_.end(), weights.begin(), weights.end());
}

void LinearModel::make_table(size_t features) {
  record_size_ = sizeof(uint32_t) + classes.size();
  places_ = features * 8 / 5 + 1;
  table_.assign(places_ * record_size_ + kStep, 0);  // the last is read to the end of a step
}

std::span<int8_t> LinearModel::add(uint32_t asked) {
  const uint32_t feature = stored(asked);
  size_t place = place_of(feature);
  while (feature_of(record(place)) != kFree) place = next(place);
  int8_t* into = table_.data() + place * record_size_;
  std::memcpy(into, &feature, sizeof feature);
  return {into + sizeof feature, classes.size()};
}

void LinearModel::finish() {
  const size_t count = classes.size();
  make_table(keys_.size());
  for (size_t i = 0; i < keys_.size(); ++i)
    std::memcpy(add(keys_[i]).data(), weights_.data() + i * count, count);
  keys_ = {};
  weights_ = {};
}

const int8_t* LinearModel::find(uint32_t asked) const {
  if (places_ == 0) return nullptr;
  const uint32_t feature = stored(asked);
  for (size_t place = place_of(feature);; place = next(place)) {
    const uint32_t there = feature_of(record(place));
    if (there == feature) return record(place) + sizeof feature;
    if (there == kFree) return nullptr;
  }
}

LinearModel::Sums LinearModel::add_up(const std::vector<uint32_t>& features) const {
  constexpr size_t kMost = 64;  // of weights of 8 bits fit into sums of 16
  Sums sums{};
  if (places_ == 0) return sums;
  for (size_t begin = 0; begin < features.size(); begin += kMost) {
    const std::span<const uint32_t> some(features.data() + begin,
                                         std::min(kMost, features.size() - begin));
    std::array<const int8_t*, kMost> rows;
    size_t found = 0;
    for (const uint32_t feature : some) {
      rows[found] = find(feature);
      found += rows[found] != nullptr;
    }
    // A vector of eight classes at a time.
    for (size_t k = 0; k < classes.size(); k += kStep) {
      Words part{};
      for (size_t r = 0; r < found; ++r) {
        Bytes weights;
        std::memcpy(&weights, rows[r] + k, kStep);
        part += __builtin_convertvector(weights, Words);
      }
      for (size_t i = 0; i < kStep; ++i) sums[k + i] += part[i];
    }
  }
  return sums;
}

std::vector<float> LinearModel::probabilities(const std::vector<uint32_t>& features) const {
  const size_t count = classes.size();
  const Sums sums = add_up(features);
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
  const Sums sums = add_up(features);
  for (size_t k = 0; k < std::min(into.size(), classes.size()); ++k)
    into[k] = static_cast<float>(sums[k]) * scale_;
}

float LinearModel::weight(uint32_t feature, size_t cls) const {
  const int8_t* row = find(feature);
  return row == nullptr ? 0 : static_cast<float>(row[cls]) * scale_;
}

std::vector<LinearModel::Row> LinearModel::rows() const {
  std::vector<Row> out;
  for (size_t place = 0; place < places_; ++place) {
    const int8_t* at = record(place);
    if (feature_of(at) != kFree)
      out.push_back({feature_of(at), {at + sizeof(uint32_t), classes.size()}});
  }
  std::sort(out.begin(), out.end(),
            [](const Row& a, const Row& b) { return a.feature < b.feature; });
  return out;
}

}  // namespace servanda::event
